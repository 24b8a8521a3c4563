import Dialogue
import Formula
import Lessons
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

/// Numbers in notes are numbers, which digits and JSON reach; only what was typed is quoted.
struct NoteTests {
  private static let lesson = """
    ## One

    ```downhill
    minimize x^2 from x = 4
    use gd lr=0.25
    step
    ask "How large is x?" = x
    predict x within 2%
    ```

    ## Two

    **Which?**

    - [ ] a
    - [x] b

    ```downhill try
    goal steps >= 3
    hint "type step"
    solution
      step 2
    ```

    """

  /// Talks that go through what there is to be noted.
  private static let talks: [[String]] = [
    [
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1", "seed 7", "step 12",
      "predict x", "1", "predict y", "0", "back 99", "forward 99", "forward", "back 2", "step",
      "mark here", "mark", "watch f", "watch x", "unwatch 2", "unwatch 9", "break f < 1e-9",
      "run 50", "compare gd lr=0.05, adagrad lr=0.5", "keep mine", "let a = 3", "let h(u) = u^2",
      "line", "show", "back", "undo", "reset", "watch", "breaks",
    ],
    [
      "data x=[1,2,3,4], y=[3,5,7,9]", "minimize mean((w*x-y)^2) from w=0", "batch 2", "use gd",
      "step 3", "show", "minimize mean((w*x)^2) from w=1", "data x=[1,2], y=[1,2]", "batch 1",
      "seed", "batch 0",
    ],
    [
      "lesson first", "goto 9", "hint", "hint", "hint", "7", "solution", "0.5", "solution", "", "3",
      "1", "2", "step", "undo", "step", "set lr = 0.1", "set lr = 0.2", "let b = 2", "next",
      "solution", "contents", "review", "next", "leave", "progress", "progress forget first",
    ],
  ]

  @Test(arguments: talks)
  func everyNumberHasAName(_ lines: [String]) throws {
    let folder = TemporaryFolder()
    folder.write("first.md", Array(lessonText(Self.lesson).utf8))
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: [folder.path]))
    var notes: [NoteReport] = []
    let host = Host(emit: { if case .note(let note) = $0 { notes.append(note) } })
    for line in lines { _ = conversation.receive(line, host) }
    #expect(notes.count >= 5)
    let typed = Self.numbers(in: (lines + [Self.lesson]).joined(separator: "\n"))
    for note in notes {
      for case .words(let words) in note.content.pieces {
        #expect(Self.numbers(in: words).subtracting(typed) == [], "\(note.text)")
      }
    }
  }

  /// Digits that are no part of a name.
  private static func numbers(in text: String) -> Set<Substring> {
    let words = text.split { !($0.isLetter || $0.isNumber || "._-".contains($0)) }
    return Set(words.filter { $0.first?.isNumber == true })
  }
}
