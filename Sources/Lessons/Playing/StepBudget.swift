import Formula
import Session

/// How many steps the commands of a lesson may still make.
///
/// A lesson is a stranger's text: `run 1000000000` in it must not keep a learner or a check
/// waiting. What a learner types has no such limit, since ^C stops it.
struct StepBudget {
  /// What one block may use.
  static let block = 100_000
  /// What all blocks from one pause to the next may use.
  static let stretch = 1_000_000

  /// How many steps the block at hand may still make.
  private(set) var left = block
  /// How many were made since the lesson was opened.
  private(set) var spent = 0
  private var leftInStretch = stretch

  mutating func beginStretch() {
    leftInStretch = Self.stretch
    beginBlock()
  }

  mutating func beginBlock() { left = min(Self.block, leftInStretch) }

  mutating func spend(_ steps: Int) {
    left = max(left - steps, 0)
    leftInStretch = max(leftInStretch - steps, 0)
    spent += steps
  }
}

extension Session {
  /// Carries out a lesson's command, which must not reach beyond the session.
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
    // What is read is looked for where the session may look.
    guard call.needs.isSubset(of: [.readsFiles]) else {
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
    let outcome: Outcome
    do {
      outcome = try execute(call, bounded)
    } catch {
      throw error.within(command)
    }
    guard case .done = outcome else {
      self = before
      throw LessonMessages.notInALesson(String(command.text), at: command.range)
    }
    budget.spend(made)
    guard made <= limit || isStopped else {
      self = before
      throw LessonMessages.tooManySteps(at: command.range)
    }
    for report in reports { host.emit(report) }
    if isStopped { self = before }
    return !isStopped
  }
}

extension Diagnostic {
  /// The error with the piece it was found in for its place, where it has none of its own.
  func within(_ slice: SourceSlice) -> Diagnostic {
    range == nil ? Diagnostic(message, at: slice.range, hint: hint) : self
  }
}
