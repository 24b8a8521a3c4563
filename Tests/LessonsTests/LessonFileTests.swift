import Formula
import TestSupport
import Testing

@testable import Lessons

struct LessonFileTests {
  private let folder = TemporaryFolder()

  @Test func aFilesTextComesWithItsPathAsName() throws {
    let path = folder.write("a.md", Array("é\n".utf8))
    #expect(try LessonFile.load(path) == SourceText(name: path, "é\n"))
  }

  @Test func aByteOrderMarkIsDropped() throws {
    let path = folder.write("a.md", [0xef, 0xbb, 0xbf] + Array("---\n".utf8))
    #expect(try LessonFile.load(path).text == "---\n")
  }

  @Test(
    arguments: [
      ([0x61, 0x0a, 0xff], 2, 2), ([0xc3], 0, 1), ([0x61, 0xc0, 0x80], 1, 1),
      ([0xed, 0xa0, 0x80], 0, 1), ([0xc3, 0xa9, 0xe2, 0x82], 2, 1),
    ] as [([UInt8], Int, Int)])
  func bytesThatAreNotUTF8AreReportedWithTheirPlace(
    bytes: [UInt8], offset: Int, line: Int
  ) throws {
    let path = folder.write("a.md", bytes)
    let error = #expect(throws: Diagnostic.self) { try LessonFile.load(path) }
    #expect(error?.message == "\(path) is not UTF-8 from byte \(offset) on, in line \(line)")
  }

  @Test func aFileAboveTheLimitIsRefused() throws {
    let folder = folder
    let largest = [UInt8](repeating: 0x61, count: LessonFile.largestSize)
    #expect(try LessonFile.load(folder.write("a.md", largest)).text.utf8.count == largest.count)
    let path = folder.write("b.md", largest + [0x61])
    let error = #expect(throws: Diagnostic.self) { try LessonFile.load(path) }
    #expect(error?.message == "\(path) is too large")
  }

  @Test func whatIsNotAFileIsRefused() throws {
    let folder = folder
    let error = #expect(throws: Diagnostic.self) { try LessonFile.load(folder.path) }
    #expect(error?.message == "\(folder.path) is not a file")
    let missing = #expect(throws: Diagnostic.self) { try LessonFile.load(folder.path + "/no.md") }
    #expect(missing?.message == "can't read \(folder.path)/no.md: No such file or directory")
  }
}
