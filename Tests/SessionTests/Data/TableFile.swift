import Optimizers
import TestSupport

@testable import Session
@testable import Tutor

/// A file that is there as long as a test needs it.
struct TableFile {
  private let folder = TemporaryFolder()
  let path: String

  init(_ bytes: [UInt8]) {
    path = folder.write("table", bytes)
  }

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// What `data FILE …` makes of it.
  ///
  /// - Parameter options: what follows the file's name.
  /// - Returns: the data, and what was said of it.
  /// - Throws: what the command throws.
  func read(_ options: String = "") throws -> (DataTable, DataReport?) {
    var session = Session(library: .standard, commands: .standard)
    var report: DataReport?
    _ = try session.execute(
      "data \"\(path)\" \(options)",
      Host(emit: { if case .data(let data) = $0 { report = data } }))
    return (session.data, report)
  }
}
