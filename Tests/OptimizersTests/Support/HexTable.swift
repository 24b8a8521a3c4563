import Foundation

/// A file of `Reference` with a line a case: words, and doubles in hexadecimal, with tabs between.
enum HexTable {
  static func lines(_ name: String) -> [[Substring]] {
    guard
      let file = Bundle.module.url(
        forResource: name, withExtension: "txt", subdirectory: "Reference"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").map { $0.split(separator: "\t") }
  }

  static func numbers(_ words: some Sequence<Substring>) -> [Double] {
    words.map { Double(bitPattern: UInt64($0, radix: 16) ?? 0x7ff8_0000_0000_0000) }
  }
}
