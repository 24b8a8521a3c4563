import Testing

@testable import Terminal

struct KeyDecoderTests {
  /// What an editor is told when these bytes come and then nothing more.
  private func keys(_ bytes: [UInt8], utf8: Bool = true) -> String {
    var decoder = KeyDecoder(acceptsUTF8: utf8)
    var rest = bytes[...]
    var text = String.UnicodeScalarView()
    while case .character(let scalar) = decoder.next({ wait in
      if let byte = rest.popFirst() { return .byte(byte) }
      return wait == 20 ? .nothing : .end
    }) {
      text.append(scalar)
    }
    return String(text)
  }

  private func keys(_ text: String) -> String { keys(Array(text.utf8)) }

  @Test(arguments: ["step\r", "E[g²]", "β", "日本", "🙂", "\t\u{1}\u{7F}"])
  func charactersComeAsTheyAreTyped(_ text: String) {
    #expect(keys(text) == text)
  }

  @Test(
    arguments: [
      "\u{1B}", "\u{1B}b", "\u{1B}[A", "\u{1B}[3~", "\u{1B}[20~", "\u{1B}[200\u{1B}[A",
    ]
  )
  func sequencesOfKeysComeAsTheyAre(_ text: String) {
    #expect(keys(text) == text)
  }

  @Test func bytesThatAreNoTextAreDropped() {
    #expect(keys([0x61, 0xFF, 0x80, 0xCE, 0x62, 0xED, 0xA0, 0x80, 0x63]) == "abc")
  }

  @Test func withoutUTF8OnlyASCIIIsTaken() {
    #expect(keys(Array("aβb".utf8), utf8: false) == "ab")
  }

  @Test func aPasteLosesItsBracketsAndItsTabs() {
    #expect(keys("x\u{1B}[200~a\tβ\r\u{1B}[201~\t") == "xa β\r\t")
  }

  @Test func aPasteCantPressKeys() {
    #expect(keys("\u{1B}[200~a\u{3}\u{4}\u{7F}\u{1B}[201~") == "a")
  }

  @Test func aPasteWithoutAnEndIsOverWhenNothingComes() {
    var decoder = KeyDecoder(acceptsUTF8: true)
    var arrivals: [KeyDecoder.Arrival] = "\u{1B}[200~a".utf8.map { .byte($0) }
    arrivals += [.nothing, .byte(0x09)]
    #expect(decoder.next { _ in arrivals.removeFirst() } == .character("a"))
    #expect(decoder.next { _ in arrivals.removeFirst() } == .character("\t"))
    #expect(!decoder.isPasting)
  }

  @Test func givingUpInTheMiddleOfASequenceIsNotForgotten() {
    var decoder = KeyDecoder(acceptsUTF8: true)
    var arrivals: [KeyDecoder.Arrival] = [.byte(0x1B), .byte(0x5B), .abandoned, .byte(0x61)]
    var keys: [KeyDecoder.Key] = []
    while keys.last != .abandoned { keys.append(decoder.next { _ in arrivals.removeFirst() }) }
    #expect(keys == [.character("\u{1B}"), .character("["), .abandoned])
    #expect(decoder.next { _ in arrivals.removeFirst() } == .character("a"))
  }
}
