/// What is in a cell of a table.
enum TableCell {
  case number(TableNumber)
  /// `true` or `false`.
  case truth(Bool)
  /// Nothing, or a word that says that nothing is known.
  case missing
  case text

  /// Reads a cell without blanks around it.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.isEmpty {
      self = .missing
    } else if let number = TableNumber(bytes) {
      self = .number(number)
    } else if bytes.count > TableCell.longestWord {
      self = .text
    } else {
      let word = String(decoding: bytes, as: UTF8.self)
      let isMissing = TableCell.missingWords.contains(word)
      self = isMissing ? .missing : TableCell.truths[word].map { .truth($0) } ?? .text
    }
  }

  var isMissing: Bool {
    guard case .missing = self else { return false }
    return true
  }

  private static let longestWord = 7

  /// What pandas, R, spreadsheets, SAS and the tables of UCI write for what isn't known.
  private static let missingWords: Set<String> = [
    "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "NaN", "nan", "NAN", "-nan", "-NaN", "NULL",
    "Null", "null", "None", "none", "nil", "-", "--", "–", "—", "?", ".", "..", "...", "*",
    "missing",
  ]

  private static let truths = [
    "true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false,
  ]
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without blanks around them, those that don't break included.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, count)
    while start < end {
      if self[start].isBlank {
        start += 1
      } else if end - start > 1, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if self[end - 1].isBlank {
        end -= 1
      } else if end - start > 1, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }
}

extension UInt8 {
  /// Whether it is white space in ASCII.
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
