import Foundation
import Testing

/// Texts that were looked at once and are kept in files.
///
/// With DOWNHILL_RECORD set, tests write what they see to the files, and fail while they do.
enum Golden {
  /// Expects a text to be the one in `Golden/NAME.txt`.
  static func expect(
    _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = folder.appendingPathComponent("\(name).txt")
    if ProcessInfo.processInfo.environment["DOWNHILL_RECORD"] != nil {
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try? Data(text.utf8).write(to: file)
      Issue.record("\(name) was recorded", sourceLocation: sourceLocation)
      return
    }
    guard let data = try? Data(contentsOf: file) else {
      Issue.record("there is no golden \(name)", sourceLocation: sourceLocation)
      return
    }
    let golden = String(decoding: data, as: UTF8.self)
    guard text != golden else { return }
    Attachment.record(Array(text.utf8), named: "\(name).txt")
    let (seen, kept) = (lines(text), lines(golden))
    let place = zip(seen, kept).enumerated().first { $1.0 != $1.1 }?.offset
    let line = place ?? min(seen.count, kept.count)
    Issue.record(
      """
      \(name) differs from line \(line + 1) on
      golden: \(line < kept.count ? kept[line] : "(nothing)")
      seen:   \(line < seen.count ? seen[line] : "(nothing)")
      """, sourceLocation: sourceLocation)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  }
}
