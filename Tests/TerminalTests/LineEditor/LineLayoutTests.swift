import Testing

@testable import Terminal

struct LineLayoutTests {
  private func layout(_ text: String, cursor: Int? = nil, columns: Int) -> [Int] {
    let scalars = Array(text.unicodeScalars)
    let layout = LineLayout(scalars, cursor: cursor ?? scalars.count, columns: columns)
    return [layout.cursorRow, layout.lastRow]
  }

  @Test func aShortLineHasOneRow() {
    #expect(layout("> step", columns: 80) == [0, 0])
  }

  @Test func aFullRowPutsTheCursorOnTheNext() {
    #expect(layout("0123456789", columns: 10) == [1, 1])
    #expect(layout("012345678", columns: 10) == [0, 0])
  }

  @Test func theCursorMayStandAboveTheLastRow() {
    #expect(layout("0123456789abcdefghijk", cursor: 12, columns: 10) == [1, 2])
  }

  @Test func controlsAndTabsTakeMoreThanAColumn() {
    #expect(layout("0123456\u{1}", columns: 9) == [1, 1])
    #expect(layout("0\t", columns: 8) == [1, 1])
  }

  @Test func aRowThatEndedInABlankStaysARow() {
    let text = Array("0123 567".unicodeScalars)
    let joined = Array("01234567".unicodeScalars)
    #expect(LineLayout(text, cursor: 8, drawn: 5, columns: 20).cursorRow == 1)
    #expect(LineLayout(joined, cursor: 8, drawn: 5, columns: 20).cursorRow == 0)
  }
}
