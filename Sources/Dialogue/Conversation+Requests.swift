import Formula
import Lessons
import Session

extension Conversation {
  /// Has the program do what a session can't.
  ///
  /// - Parameters:
  ///   - request: what is to be done.
  ///   - line: the line that asked for it, which an error points into.
  ///   - host: does it, and takes what there is to say.
  /// - Returns: whether the talk goes on.
  func carryOut(_ request: HostRequest, _ line: Line, _ host: Host) -> Reply {
    switch host.handle?(request) ?? .failure(.notHere()) {
    case .success(let report):
      if let report { host.emit(report) }
      return .goOn
    case .failure(let fault):
      host.emit(.error(line.error(fault)))
      return .failed
    }
  }
}
