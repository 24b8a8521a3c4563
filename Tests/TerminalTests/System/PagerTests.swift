import System
import Testing

@testable import Terminal

/// Where a long answer waits, on a screen of ten rows.
struct PagerTests {
  private static let size = TerminalInfo(
    inputIsTerminal: true, outputIsTerminal: true, window: WindowSize(columns: 20, rows: 10),
    isUTF8: true, environment: { _ in nil })

  /// What is on the screen between questions, in lines.
  private func screens(_ answers: [Int], replying reply: KeyPress.Reply = .goOn) -> [Int] {
    var screens = [0]
    let pager = Pager { ask in
      ask(true)
      return reply
    }
    pager.begin()
    for count in answers {
      pager.show(String(repeating: "a line\n", count: count), on: Self.size) { text in
        if text.hasPrefix("-- more") {
          screens.append(0)
        } else {
          screens[screens.count - 1] += text.count { $0 == "\n" }
        }
      }
    }
    return screens
  }

  /// The typed line takes a row, and the question the last.
  @Test(arguments: [
    ([8], [8]), ([9], [8, 1]), ([4, 4], [8]),
    ([4, 6], [4, 6]), ([4, 9], [4, 9]), ([4, 10], [8, 6]), ([1, 20], [8, 9, 4]), ([0, 3], [3]),
  ])
  func whatFitsAScreenIsNotCut(_ answers: [Int], _ shown: [Int]) {
    #expect(screens(answers) == shown)
  }

  @Test func whoeverStopsSeesNoMore() {
    #expect(screens([4, 6, 3], replying: .stop) == [4, 0])
  }

  @Test func whoeverTypesOnIsNotAskedAgain() {
    #expect(screens([4, 6, 30], replying: .hurry) == [4, 36])
  }
}
