import Formula
import Optimizers
import Session
import Tutor

extension Session {
  /// A session after some lines.
  static func after(_ lines: [String]) throws -> Session {
    var session = Session(library: .standard, commands: .standard)
    try session.carryOut(lines)
    return session
  }

  static func after(_ lines: String...) throws -> Session { try after(lines) }

  /// Carries out lines, and gives what was reported.
  @discardableResult
  mutating func carryOut(_ lines: [String]) throws -> [Report] {
    var reports: [Report] = []
    for line in lines { _ = try execute(line, Host(emit: { reports.append($0) })) }
    return reports
  }

  @discardableResult
  mutating func carryOut(_ lines: String...) throws -> [Report] { try carryOut(lines) }
}
