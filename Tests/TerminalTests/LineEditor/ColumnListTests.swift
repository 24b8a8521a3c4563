import Testing

@testable import Terminal

struct ColumnListTests {
  @Test func readsDownwards() {
    let rows = ColumnList.rows(["a", "bb", "ccc", "d", "e"], columns: 10, limit: 20)
    #expect(rows == ["a    d", "bb   e", "ccc"])
  }

  @Test func leavesTheLastColumnFree() {
    #expect(ColumnList.rows(["aa", "bb"], columns: 7, limit: 20) == ["aa  bb"])
    #expect(ColumnList.rows(["aa", "bb"], columns: 6, limit: 20) == ["aa", "bb"])
  }

  @Test func aNarrowWindowHasOneColumn() {
    #expect(ColumnList.rows(["minimize", "step"], columns: 3, limit: 20) == ["minimize", "step"])
  }

  @Test func moreThanTheWindowHoldsIsCut() {
    let rows = ColumnList.rows((1...20).map { "n\($0)" }, columns: 4, limit: 5)
    #expect(rows == ["n1", "n2", "n3", "n4", "(16 more)"])
  }

  @Test func lettersCountAsTheyAreSeen() {
    #expect(ColumnList.rows(["g²", "θ", "x"], columns: 80, limit: 9) == ["g²  θ   x"])
  }
}
