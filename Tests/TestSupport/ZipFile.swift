import System

/// Whether archives can be read here at all.
package let archivesCanBeRead =
  (try? Subprocess.output(of: ["unzip", "-v"], limit: 1 << 16)) != nil

/// A .zip of files as they are, not made smaller.
package struct ZipFile {
  package init() {}

  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package mutating func add(_ name: String, _ text: String) {
    let (name, content) = (Array(name.utf8), Array(text.utf8))
    // Version 2.0, names in UTF-8, stored, no time; then the sum and the sizes.
    let common =
      Self.bytes(20, 2) + Self.bytes(0x800, 2) + Self.bytes(0, 2) + Self.bytes(0, 4)
      + Self.bytes(Self.checksum(content), 4) + Self.bytes(content.count, 4)
      + Self.bytes(content.count, 4) + Self.bytes(name.count, 2) + Self.bytes(0, 2)
    directory += Self.bytes(0x0201_4b50, 4) + Self.bytes(20, 2) + common
    directory += Self.bytes(0, 6) + Self.bytes(0, 4) + Self.bytes(bytes.count, 4) + name
    bytes += Self.bytes(0x0403_4b50, 4) + common + name + content
    count += 1
  }

  /// The archive with its list of files, which stands at the end.
  package var whole: [UInt8] {
    bytes + directory + Self.bytes(0x0605_4b50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2)
      + Self.bytes(count, 2) + Self.bytes(directory.count, 4) + Self.bytes(bytes.count, 4)
      + Self.bytes(0, 2)
  }

  private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32, as zip has it.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = .max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xedb8_8320 : 0) }
    }
    return Int(~sum)
  }
}
