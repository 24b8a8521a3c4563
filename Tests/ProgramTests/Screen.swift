/// What a terminal shows after a program has written to it, as far as tests need to know.
///
/// Rows grow downwards without end, since a test reads words, and how they stand to each other,
/// not places on a screen. Escape sequences that move the cursor, clear, insert or delete are
/// obeyed, others dropped. Every character is taken to be one column wide.
struct Screen {
  private(set) var rows: [[Character]] = [[]]
  /// Everything received, escapes and all.
  private(set) var transcript = ""

  /// Where a row goes over into the next.
  var columns: Int

  private var row = 0
  private var column = 0
  private var pending: [UInt8] = []
  private var escape: String?

  init(columns: Int) {
    self.columns = columns
  }

  /// The rows with anything on them, without the blanks at their ends.
  var text: String {
    rows.map { row in
      String(row).replacing(/\s+$/, with: "")
    }
    .filter { !$0.isEmpty }
    .joined(separator: "\n")
  }

  /// Takes in what the program has written; a character may be split between two calls.
  mutating func receive(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var end = pending.count
    // The start of a character whose rest is still to come.
    for back in 1...4 where back <= pending.count {
      let byte = pending[pending.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      if length > back { end -= back }
      break
    }
    let text = String(decoding: pending[..<end], as: UTF8.self)
    pending.removeFirst(end)
    transcript += text
    for scalar in text.unicodeScalars { put(scalar) }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if var sequence = escape {
      sequence.unicodeScalars.append(scalar)
      escape = sequence
      let isLead = sequence == "[" || sequence == "]"
      if !isLead, sequence.hasPrefix("[") ? "\u{40}"..."\u{7E}" ~= scalar : true {
        escape = nil
        obey(sequence)
      }
      return
    }
    switch scalar {
    case "\u{1B}": escape = ""
    case "\r": column = 0
    case "\n": move(toRow: row + 1)
    case "\u{8}": column = max(0, column - 1)
    case "\u{7}": break
    case _ where scalar.properties.generalCategory == .nonspacingMark: join(scalar)
    default: write(Character(scalar))
    }
  }

  /// Puts a mark on the character before the cursor.
  private mutating func join(_ mark: Unicode.Scalar) {
    guard column > 0, column <= rows[row].count else { return }
    rows[row][column - 1] = Character("\(rows[row][column - 1])\(Character(mark))")
  }

  private mutating func obey(_ sequence: String) {
    guard sequence.hasPrefix("["), let final = sequence.last else { return }
    let number = Int(sequence.dropFirst().dropLast())
    let count = max(number ?? 1, 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": move(toRow: row + count)
    case "C": column += count
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J":
      rows[row] = Array(rows[row].prefix(column))
      rows.removeSubrange((row + 1)...)
    case "P":
      let end = min(column + count, rows[row].count)
      if column < end { rows[row].removeSubrange(column..<end) }
    case "@":
      if column < rows[row].count {
        rows[row].insert(contentsOf: repeatElement(" ", count: count), at: column)
      }
    case "H":
      row = 0
      column = 0
    default: break
    }
  }

  private mutating func write(_ character: Character) {
    if column >= columns {
      column = 0
      move(toRow: row + 1)
    }
    let missing = column + 1 - rows[row].count
    if missing > 0 { rows[row] += repeatElement(" ", count: missing) }
    rows[row][column] = character
    column += 1
  }

  private mutating func move(toRow target: Int) {
    row = target
    while rows.count <= row { rows.append([]) }
  }
}
