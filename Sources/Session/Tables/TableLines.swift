import Formula
import System

/// The lines of a file, in a buffer of bounded size.
struct TableLines: ~Copyable {
  typealias Line = UnsafeBufferPointer<UInt8>

  /// No line has more bytes, and no more of a file is held at a time.
  static let largestLine = 1 << 20

  private let file: OpenFile
  private let place: TablePlace
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 2 * largestLine, alignment: 16)
  /// Is told how many bytes were read, and throws to end the reading.
  private let reading: (Int) throws(Diagnostic) -> Void

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - files: where files are found.
  ///   - place: the file's name, as errors name it.
  ///   - reading: is told, a piece at a time, how many bytes were read; throws to end it.
  /// - Throws: a ``Diagnostic`` where the file can't be opened.
  init(
    _ files: ReadableFiles, _ place: TablePlace, reading: @escaping (Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    do {
      file = try files.open(place.file)
    } catch {
      throw place.unreadable(error)
    }
    self.place = place
    self.reading = reading
  }

  deinit {
    buffer.deallocate()
  }

  var byteCount: Int { file.byteCount() }

  /// Hands on one line after another, each with a line feed at its end and without the carriage
  /// return of Windows.
  ///
  /// - Parameter body: takes a line and its number from 1; false ends the reading.
  /// - Throws: what `body` throws; a ``Diagnostic`` for a line that is no text.
  mutating func forEach(_ body: (Line, Int) throws(Diagnostic) -> Bool) throws(Diagnostic) {
    file.rewind()
    var (number, held, total, isAtEnd) = (0, 0, 0, false)
    while !isAtEnd {
      let bytes: [UInt8]
      do {
        bytes = try file.read(upTo: Self.largestLine)
      } catch {
        throw place.unreadable(error)
      }
      let count = bytes.count
      UnsafeMutableRawBufferPointer(rebasing: buffer[held...]).copyBytes(from: bytes)
      if total == 0 { try checkBeginning(count) }
      total += count
      try reading(total)
      isAtEnd = count == 0
      var end = held + count
      // The last line may lack its end.
      if isAtEnd, end > 0 {
        buffer[end] = UInt8(ascii: "\n")
        end += 1
      }
      let text = UnsafeRawBufferPointer(rebasing: buffer[..<end]).bindMemory(to: UInt8.self)
      var start = total == count && text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while let length = lineLength(in: text, from: start) {
        // fits: it was found from there on
        let line = UnsafeBufferPointer(rebasing: text[start..<start + length])
        start += length
        number += 1
        try check(line, number)
        if try !body(line, number) { return }
      }
      held = end - start
      guard held < Self.largestLine else { throw place.lineTooLong(number + 1) }
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
    }
  }

  /// How long a line is with its end; nil where the end is still to be read.
  ///
  /// A carriage return ends a line too, alone or before a line feed.
  private func lineLength(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { return index - start + 1 }
      if byte == UInt8(ascii: "\r") {
        guard index + 1 < bytes.count else { return nil }
        return index - start + (bytes[index + 1] == UInt8(ascii: "\n") ? 2 : 1)
      }
      index += 1
    }
    return nil
  }

  /// Refuses what begins like a file of another kind.
  private func checkBeginning(_ count: Int) throws(Diagnostic) {
    let bytes = buffer[..<count]
    if let kind = ForeignFile.allCases.first(where: { bytes.starts(with: $0.signature) }) {
      throw place.foreign(kind)
    }
  }

  private func check(_ line: Line, _ number: Int) throws(Diagnostic) {
    var all: UInt8 = 0
    var hasZero = false
    for byte in line {
      all |= byte
      hasZero = hasZero || byte == 0
    }
    if hasZero { throw place.notText(number) }
    if all & 0x80 != 0, String(validating: line, as: UTF8.self) == nil {
      throw place.notUTF8(number)
    }
  }
}

/// Kinds of files that people take for tables, told by their first bytes.
enum ForeignFile: CaseIterable {
  case gzip, zip, bzip2, xz, utf16Little, utf16Big, sqlite, parquet, hdf5

  var signature: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .zip: [0x50, 0x4B, 0x03, 0x04]
    case .bzip2: [0x42, 0x5A, 0x68]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A]
    case .utf16Little: [0xFF, 0xFE]
    case .utf16Big: [0xFE, 0xFF]
    case .sqlite: Array("SQLite format 3".utf8)
    case .parquet: Array("PAR1".utf8)
    case .hdf5: [0x89, 0x48, 0x44, 0x46]
    }
  }
}
