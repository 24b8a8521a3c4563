#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file can't be read or written.
package enum FileFailure: Error, Hashable, Sendable {
  /// In the system's own words: `No such file or directory`.
  case system(String)
  /// It is a folder, a pipe or a device.
  case notAFile
  /// It has more bytes than the limit.
  case tooLarge(limit: Int)
  /// It has a line of more bytes than the limit.
  case lineTooLong(limit: Int)
  /// A file is there already, which was not to be replaced.
  case exists
  /// Another program holds its lock.
  case locked

  /// The error that the last failed system call left behind.
  package static var last: FileFailure { .system(String(cString: strerror(errno))) }

  /// What is wrong, in words that can stand behind a colon.
  package var reason: String {
    switch self {
    case .system(let words): words
    case .notAFile: "it is not a file"
    case .tooLarge(let limit): "it has more than \(FileFailure.size(limit))"
    case .lineTooLong(let limit): "a line has more than \(FileFailure.size(limit))"
    case .exists: "there is a file already"
    case .locked: "another program holds it"
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes >> 20 > 0 ? "\(bytes >> 20) MiB" : "\(bytes >> 10) KiB"
  }
}
