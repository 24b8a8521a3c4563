import Formula
import Optimizers
import System
import Testing

@testable import Session
@testable import Tutor

/// A file or a command with one thing wrong, and what is said of it, `FILE` standing for its name.
struct TableDefect: CustomTestStringConvertible, Sendable {
  var bytes: [UInt8]
  var options: String
  var message: String

  init(_ text: String, _ message: String) { self.init(Array(text.utf8), "", message) }

  init(_ text: String, _ options: String, _ message: String) {
    self.init(Array(text.utf8), options, message)
  }

  init(_ bytes: [UInt8], _ message: String) { self.init(bytes, "", message) }

  init(_ bytes: [UInt8], _ options: String, _ message: String) {
    (self.bytes, self.options, self.message) = (bytes, options, message)
  }

  var testDescription: String { message }
}

struct TableErrorTests {
  static let files = [
    TableDefect("", "FILE: it is empty"),
    TableDefect("\n \n", "FILE: it is empty"),
    TableDefect("x,y\n", "FILE: it has no rows"),
    TableDefect("# nothing\n", "FILE: it has no rows"),
    TableDefect("x,y\n1,2\n3,4,5\n", "FILE:3: row 3 has 3 cells, not 2"),
    TableDefect("x,y\n1,2,3\n", "FILE:2: row 2 has 3 cells, not 2"),
    TableDefect(
      "x,y\n1,\"2\n3,4\n", "FILE:2: a quote that begins in this row is not closed"),
    TableDefect("\"x,y\n1,2\n", "FILE:1: a quote that begins in this row is not closed"),
    TableDefect(
      "name,town\nanna,bonn\nben,rom\n",
      "FILE: no column holds numbers: name has “anna” in line 2; town has “bonn” in line 2"),
    TableDefect(
      "x,y\n1,\n,2\n",
      "FILE: no row has a number in every column: x lacks one in 1, y lacks one in 1"),
    TableDefect(
      "x;y\n1,5;2\n2.5;3\n",
      "FILE:3: column x has “2.5”, and “1,5” in line 2: is the comma or the point its decimal mark?"
    ),
    TableDefect(
      "x y\n1,234 2\n2.345 3\n",
      "FILE:3: column x has “2.345”, and “1,234” in line 2: is the comma or the point its decimal mark?"
    ),
    TableDefect(Array("x,y\n1,Gr".utf8) + [0xF6, 0xDF], "FILE:2: this line is not in UTF-8"),
    TableDefect([0x78, 0, 0x79, 0x0A], "FILE:1: this line is not text: it holds a byte 0"),
    TableDefect([0x1F, 0x8B, 8, 0], "FILE: it is compressed by gzip"),
    TableDefect([0x50, 0x4B, 3, 4], "FILE: it is an archive or a spreadsheet, not text"),
    TableDefect([0xFF, 0xFE, 0x78, 0], "FILE: it is in UTF-16, not UTF-8"),
    TableDefect(
      String(repeating: "x", count: 3 << 20), "FILE:1: this line has more than 1 MiB"),
    TableDefect(
      "x,y\n1,\"" + String(repeating: "2\n", count: 1 << 20),
      "FILE:2: this row has more than 1 MiB; is a quote open in it?"),
    TableDefect(
      String(repeating: "x,", count: 20_000) + "\n", "FILE: it has 20000 columns, more than 16384"),
  ]

  static let options = [
    TableDefect("a,b\n1,2\n", "columns c", "FILE has no column c"),
    TableDefect("a,b\n1,red\n", "columns b", "FILE:2: column b holds text, as “red”"),
    TableDefect("a,b\n1,\n", "columns b", "FILE: column b holds nothing"),
    TableDefect("a,b\n1,2\n", "columns", "the name of a column should stand here"),
    TableDefect("a,b\n1,2\n", "columns a,", "the name of a column should stand here"),
    TableDefect("a,b\n1,2\n", "colums a", "colums can't stand here"),
    TableDefect("a,b\n1,2\n", "columns a as", "a name should follow"),
    TableDefect("a,b\n1,2\n", "columns a as f", "f can't be the name of a column"),
    TableDefect("a,b\n1,2\n", "columns a as 2", "2 can't be the name of a column"),
    TableDefect("a,b\n1,2\n", "columns a as b, b", "two columns would be called b"),
    TableDefect("a,b\n1,2\n", "columns \"a", "this text is not closed"),
    TableDefect("a,b\n1,2\n", "label c", "FILE has no column c"),
    TableDefect(
      "a,b\n" + (0...1000).map { "\($0),w\($0)\n" }.joined(), "label b",
      "FILE: column b has more than 1000 different words, which are too many classes"),
  ]

  @Test(arguments: files + options)
  func whatIsWrongIsSaidWithItsPlaceAndChangesNothing(defect: TableDefect) throws {
    let file = TableFile(defect.bytes)
    var session = Session(library: .standard, commands: .standard)
    _ = try session.execute("data kept = [1, 2]", Host(emit: { _ in }))
    let error = #expect(throws: Diagnostic.self) {
      try session.execute("data \(file.path) \(defect.options)", Host(emit: { _ in }))
    }
    #expect(error?.message.replacing(file.path, with: "FILE") == defect.message)
    #expect(error?.range != nil)
    #expect(session.data.columns.map(\.name.text) == ["kept"])
  }

  @Test func aPersonCanStopItAndTheDataIsAsItWas() throws {
    let file = TableFile("x\n1\n2\n")
    var session = Session(library: .standard, commands: .standard)
    _ = try session.execute("data kept = [1, 2]", Host(emit: { _ in }))
    #expect(throws: Diagnostic.interruptedReading()) {
      try session.execute("data \(file.path)", Host(emit: { _ in }, isInterrupted: { true }))
    }
    #expect(session.data.columns.map(\.name.text) == ["kept"])
  }
}

struct TableReadingTests {
  private func reading(_ text: String, _ options: String = "") throws -> TableReading {
    try #require(try TableFile(text).read(options).1?.reading)
  }

  @Test func rowsAreLeftOutWithTheirNumberTheirColumnAndTheirLine() throws {
    let reading = try reading("x,y\n1,2\nNA,4\n0x10,5\n\"a\nb\",\n3,6\n")
    #expect(reading.rowsRead == 5)
    #expect(reading.rowsOmitted == 3)
    #expect(reading.omittedCells.map(\.column.text) == ["x", "x", "y"])
    #expect(reading.omittedCells.map(\.count) == [1, 2, 1])
    #expect(reading.omittedCells.map { $0.examples.map(\.line) } == [[3], [4, 5], [5]])
    #expect(reading.omittedCells[1].examples.first?.text == "0x10")
  }

  @Test func columnsAreLeftOutWithTheirReason() throws {
    let reading = try reading("\"\",name,x,none,\n1,anna,1,,\n2,ben,2,,\n")
    #expect(
      reading.omittedColumns == [
        .init(name: "1", reason: .unnamed),
        .init(name: "name", reason: .text(.init(text: "anna", line: 2))),
        .init(name: "none", reason: .empty),
      ])
  }

  @Test func whatWasRenamedReadByItsMarksOrRoundedIsTold() throws {
    let reading = try reading("f;a b;n;v\n1;1.234,5;9007199254740993;true\n2;2,5;2;false\n")
    #expect(reading.renamed.map(\.header) == ["f", "a b"])
    #expect(reading.renamed.map(\.name.text) == ["f_", "a_b"])
    #expect(reading.marks.map(\.meaning) == [.decimalComma, .thousands])
    #expect(reading.marks.map(\.value) == [1234.5, 1234.5])
    #expect(reading.rounded.map(\.column.text) == ["n"])
    #expect(reading.rounded.first?.value == 9_007_199_254_740_992)
    #expect(reading.truths.map(\.text) == ["v"])
  }

  @Test func classesAreToldWithTheNumberOfTheirRows() throws {
    let report = try TableFile("x,kind\n1,red\n2,blue\n3,red\n").read("label kind").1
    let kind = try #require(report?.columns.last)
    #expect(kind.classes.map(\.word) == ["red", "blue"])
    #expect(kind.classes.map(\.count) == [2, 1])
  }

  @Test func linesThatAreNoRowsAreCounted() throws {
    let reading = try reading("Title\n# a\nx,y\n1,2\n% b\n2,4\n")
    #expect(reading.preambleCount == 1)
    #expect(reading.commentCount == 2)
  }

  @Test func nothingIsToldWhereNothingHappened() throws {
    let reading = try reading("x,y\n1,2\n3,4\n")
    #expect(reading == TableReading(rowsRead: 2))
  }
}

/// How the name of a file and what is wanted of it may be written.
struct TableRequestTests {
  private func request(_ text: String) throws -> TableRequest {
    let line = SourceSlice(text)
    let command = try #require(CommandTable.standard.command("data"))
    var reader = ArgumentReader(
      line, in: line, of: command, Session(library: .standard, commands: .standard))
    return try Grammar<TableRequest>.table.read(&reader)
  }

  @Test(arguments: [
    ("a.csv", "a.csv"), ("\"my file.txt\"", "my file.txt"), ("no_ending", "no_ending"),
    ("/tmp/a=b.tsv", "/tmp/a=b.tsv"),
  ])
  func aPathIsAWordOrStandsInQuotes(text: String, path: String) throws {
    let request = try request(text)
    #expect(request.place.file == path)
    #expect(request.columns == nil)
  }

  @Test(arguments: [
    "\"a b.csv\"", "\"~/a.csv\" columns \"a b\" as x, \"c\"", "\"a\" label \"k\" as kind",
    "\"a\" columns \"x\" label \"k\"",
  ])
  func aSavedSessionCanAskForTheSameAgain(text: String) throws {
    #expect(try request(text).command == text)
  }

  @Test func dataIsTheSameWhereverItComesFrom() throws {
    let file = try TableFile("x,kind\n1,red\n2,blue\n").read("label kind").0
    var typed = DataTable()
    try typed.set(DataTable.Column(Name("x"), [1, 2]))
    try typed.set(DataTable.Column(Name("kind"), [0, 1]))
    #expect(file == typed)
    #expect(file.hashValue == typed.hashValue)
  }

  @Test func aTildeIsTheHomeFolder() throws {
    #expect(try request("~/a.csv columns x").place.file == "~/a.csv")
    // A folder is found there, which is no file.
    #expect(throws: FileFailure.notAFile) { _ = try ReadableFiles.own.open("~") }
  }

  @Test func optionsComeInAnyOrderAndNamesInQuotesKeepTheirWords() throws {
    let request = try request("a.csv label kind as k columns \"x label y\", don't as d")
    #expect(request.labels.map(\.word) == ["kind"])
    #expect(request.labels.first?.name == Name("k"))
    #expect(request.columns?.map(\.word) == ["x label y", "don't"])
    #expect(request.columns?.last?.name == Name("d"))
  }
}
