import Formula
import Optimizers
import Testing

@testable import Session
@testable import Rendering

struct DataLayoutTests {
  static var report: DataReport {
    get throws {
      var table = DataTable()
      try table.set(DataTable.Column(Name("width"), [3.5, 3, 2.9, 3.1, 3.6, 3.9, 3.4]))
      var kind = DataTable.Column(Name("kind"), [0, 1, 0, 0, 1, 0, 0])
      kind.classes = ["red", "blue"]
      try table.set(kind)
      table.source = DataTable.Source(file: "flowers.csv", command: "\"flowers.csv\"")
      var reading = TableReading()
      reading.rowsRead = 9
      reading.rowsOmitted = 2
      reading.omittedCells = [
        .init(
          column: Name("width"), reason: .missing, count: 1, examples: [.init(text: "", line: 4)]),
        .init(
          column: Name("width"), reason: .text, count: 1, examples: [.init(text: "0x10", line: 6)]),
      ]
      reading.omittedColumns = [
        .init(name: "name", reason: .text(.init(text: "iris", line: 2)))
      ]
      reading.renamed = [.init(header: "width (cm)", name: Name("width"))]
      return DataReport(table, reading: reading)
    }
  }

  @Test func aTableHasWhatWasLeftOutALineAColumnAndItsClasses() throws {
    #expect(
      TextRenderer(width: 80).text(.data(try Self.report)) == """
          flowers.csv: 7 rows of 2 columns
          2 of 9 rows are left out: width is missing in line 4; width is “0x10” in
          line 6
          1 column left out: name (text, as “iris”)
          renamed: width for “width (cm)”
          column   first                           least   greatest       mean
          width    3.5, 3, 2.9, 3.1, 3.6, 3.9, …     2.9        3.9    3.34286
          kind     0, 1, 0, 0, 1, 0, …                 0          1   0.285714
          kind   0 = red (5)   1 = blue (2)

        """)
  }

  @Test(arguments: [20, 30, 40, 60, 100])
  func noLineIsWiderThanTheScreen(width: Int) throws {
    let text = TextRenderer(width: width).text(.data(try Self.report))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test func jSONHasAllOfItAsFields() throws {
    let text = JSONRenderer().text(.data(try Self.report))
    #expect(text.hasPrefix(#"{"kind":"data","rows":7,"file":"flowers.csv","columns":[{"name":"#))
    for part in [
      #""classes":[{"word":"red","rows":5},{"word":"blue","rows":2}]"#,
      #"{"column":"width","reason":"text","rows":1,"first":[{"cell":"0x10","line":6}]}"#,
      #""renamed":[{"header":"width (cm)","name":"width"}]"#, #""rows_left_out":2"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
