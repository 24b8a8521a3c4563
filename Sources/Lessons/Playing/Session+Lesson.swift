import Formula
import Optimizers
import Session

extension Session {
  /// Brings the session to where an exercise's solution leads.
  ///
  /// What is wrong with the solution is reported. The result is false where the learner stopped it.
  mutating func solve(
    _ exercise: Exercise, _ budget: inout StepBudget, _ host: Host,
    _ report: (_ mistake: Diagnostic, _ step: Exercise.Step) -> Void
  ) -> Bool {
    let silent = Host(emit: { _ in }, isInterrupted: host.isInterrupted)
    for step in exercise.solution {
      do {
        guard try carryOut(step, &budget, silent) else { return false }
      } catch {
        report(error, step)
      }
    }
    return true
  }

  /// Carries out a piece of a solution.
  ///
  /// - Returns: false where the learner stopped it.
  mutating func carryOut(_ step: Exercise.Step, _ budget: inout StepBudget, _ host: Host)
    throws(Diagnostic) -> Bool
  {
    switch step {
    case .command(let command): return try execute(command, &budget, host)
    case .recipe(let recipe):
      try define(recipe, host)
      return true
    }
  }

  /// Shows a recipe of the lesson's, and takes it into the library.
  ///
  /// - Throws: a ``Diagnostic`` where the program has one of the name.
  mutating func define(_ written: LessonRecipe, _ host: Host) throws(Diagnostic) {
    let recipe = written.recipe
    guard !library.isBuiltIn(recipe.name) else {
      throw written.inFile(LessonMessages.recipeBuiltIn(recipe.name, at: recipe.nameRange))
    }
    library.add(recipe)
    host.emit(.recipe(recipe))
  }

  /// Brings the lesson's own state behind an item, as a straight run would, without a question.
  ///
  /// What is wrong with the item is left for when its part is played.
  ///
  /// - Returns: false where the learner stopped it.
  mutating func settle(_ item: Item, _ host: Host) -> Bool {
    var budget = StepBudget()
    switch item.kind {
    case .prose, .question, .output, .unread: return true
    case .exercise(let exercise): return solve(exercise, &budget, host) { _, _ in }
    case .statements(let statements):
      for statement in statements {
        switch statement.kind {
        case .command(let command):
          // Nobody hears what it would tell, which may take seconds.
          if let call = try? interpret(command), call.command.onlyTells { continue }
          if let isDone = try? execute(command, &budget, host), !isDone { return false }
        case .recipe(let recipe): try? define(recipe, host)
        case .expect, .question, .remark, .unread: break
        }
      }
      return true
    }
  }

  /// Brings the lesson's own state behind an item, and keeps an account of what fails.
  ///
  /// - Returns: whether nothing of the item failed.
  mutating func settle(_ item: Item, _ lapses: inout Lapses, _ host: Host) -> Bool {
    if case .unread(let unread) = item.kind { lapses.add(unread) }
    guard case .statements(let statements) = item.kind else { return settle(item, host) }
    var (budget, isWhole) = (StepBudget(), true)
    for statement in statements {
      switch statement.kind {
      case .command(let command):
        do {
          _ = try execute(command, &budget, host)
          lapses.makeGood(command)
        } catch {
          lapses.add(command)
          isWhole = false
        }
      case .recipe(let recipe): try? define(recipe, host)
      case .unread(let unread):
        lapses.add(unread)
        if unread == .commands { isWhole = false }
      case .expect, .question, .remark: break
      }
    }
    return isWhole
  }

  /// Whether a goal is met now.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file, where it has no value.
  func meets(_ goal: SourceSlice) throws(Diagnostic) -> Bool {
    try goal.placing { () throws(Diagnostic) in try value(of: try goal.formula()).holds }
  }

  /// Holds the author to a claim.
  ///
  /// - Throws: a ``Diagnostic`` with the values of both sides, where the claim is a comparison or
  ///   several joined by `and`.
  func check(_ condition: SourceSlice) throws(Diagnostic) {
    guard try isClaim(condition) else {
      throw LessonMessages.expectsANumber(String(condition.text), at: condition.range)
    }
    let claim = failingClaim(of: condition) ?? condition
    try claim.placing { () throws(Diagnostic) in try expect(try claim.formula()) }
  }

  /// Whether a formula is a yes or a no, once what is defined in it is written out.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file, where it is no formula.
  func isClaim(_ condition: SourceSlice) throws(Diagnostic) -> Bool {
    let formula = try condition.placing { () throws(Diagnostic) in try condition.formula() }
    if formula.isClaim { return true }
    let taken = Set(row?.names ?? [])
    let written = try? definitions.writtenOut(formula, except: { taken.contains($0) })
    return written?.isClaim ?? false
  }

  /// The first claim that fails of several joined by `and`, nil where none does.
  private func failingClaim(of condition: SourceSlice) -> SourceSlice? {
    let claims = condition.claims
    return claims.count > 1 ? claims.first { !((try? meets($0)) ?? false) } : nil
  }
}

extension SourceSlice {
  /// The conditions that are joined by `and` in it, itself where there is but one.
  var claims: [SourceSlice] {
    guard let formula = try? formula(), case .binary(.and, let left, let right) = formula.kind
    else { return [self] }
    return [left, right].flatMap { between($0.range.lower, $0.range.upper).claims }
  }

  /// Works on a piece of a lesson so that an error without a place of its own has that piece's.
  func placing<Result>(_ work: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result {
    do {
      return try work()
    } catch {
      throw error.within(self)
    }
  }
}
