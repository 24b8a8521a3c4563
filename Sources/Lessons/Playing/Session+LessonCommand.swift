import Formula
import Session

extension Session {
  /// Carries out a lesson's command, which must not reach beyond the session.
  ///
  /// A number behind `goto` is a step's, whatever parts the lesson has. `animate` shows the walk
  /// where the screen can move, and leaves its last picture.
  ///
  /// - Parameters:
  ///   - command: the command, whose range in the file an error gets.
  ///   - budget: how many steps it may make, less those it made.
  ///   - host: takes the reports; none where the command fails.
  /// - Returns: false where the learner stopped the command; the session is then as it was.
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file; the session is as it was.
  mutating func execute(_ command: SourceSlice, _ budget: inout StepBudget, _ host: Host)
    throws(Diagnostic) -> Bool
  {
    let call: Call
    do {
      call = try interpret(command)
    } catch {
      throw error.within(command)
    }
    guard call.isForLessons else {
      throw LessonMessages.notInALesson(String(command.text), at: command.range)
    }
    let before = self
    var (reports, made) = ([Report](), 0)
    var isStopped = false
    let limit = budget.left
    let bounded = Host(
      emit: { reports.append($0) },
      isInterrupted: {
        isStopped = isStopped || host.isInterrupted()
        return isStopped || made > limit
      },
      didStep: { made += $0 })
    var animation: Animation?
    do throws(Diagnostic) {
      switch try execute(call, bounded) {
      case .done: break
      case .lesson(.goTo(let step)): try goTo(step: step, bounded)
      case .request(.animation(let wanted)): animation = wanted
      default: throw LessonMessages.notInALesson(String(command.text), at: command.range)
      }
    } catch {
      self = before
      throw error.within(command)
    }
    budget.spend(made)
    guard made <= limit || isStopped else {
      self = before
      throw LessonMessages.tooManySteps(at: command.range)
    }
    for report in reports { host.emit(report.abridged) }
    if isStopped {
      self = before
    } else if let animation {
      // Where nothing can move, the picture is all there is.
      _ = host.handle?(.animation(animation))
      host.emit(.figure(animation.figure))
    }
    return !isStopped
  }
}

extension Report {
  /// How many rows of a table a lesson shows.
  private static let mostRows = 24

  /// The report, of a table with more rows than a page has only the first and the last ones.
  fileprivate var abridged: Report {
    switch self {
    case .steps(var table) where table.rows.count > Report.mostRows:
      table.isAbridged = true
      return .steps(table)
    case .trace(var table) where table.rows.count > Report.mostRows:
      table.isAbridged = true
      return .trace(table)
    default: return self
    }
  }
}

extension Diagnostic {
  /// The error with the piece it was found in for its place, where it has none of its own.
  func within(_ slice: SourceSlice) -> Diagnostic {
    range == nil ? Diagnostic(message, at: slice.range, hint: hint) : self
  }
}
