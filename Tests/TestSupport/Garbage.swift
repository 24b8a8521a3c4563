/// Bytes that a file may hold after a crash, a bad disk or another program: anything at all, and
/// pieces of what should be there.
package enum Garbage {
  /// Some hundred bytes, with pieces mixed in of what the file should hold.
  package static func bytes(_ pieces: [String], _ random: inout SplitMix64) -> [UInt8] {
    let odd = [
      "\0", "\r\n", "\r", "\u{2028}", "\u{FEFF}", "#", "\"", "999999999999999999999", "-1",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes += random.element(pieces).utf8
      case 1: bytes += random.element(odd).utf8
      case 2: bytes.append(UInt8(ascii: "\n"))
      case 3: bytes += random.element(pieces).utf8.prefix(Int.random(in: 0...8, using: &random))
      default: bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    return bytes
  }
}
