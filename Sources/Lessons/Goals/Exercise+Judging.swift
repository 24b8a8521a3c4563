import Formula
import Optimizers
import Session

extension Exercise {
  /// What an attempt is worth.
  ///
  /// - Parameters:
  ///   - attempt: what the learner did.
  ///   - base: the lesson's own state, from which they did it.
  ///   - isInterrupted: asked while recipes are tried and long walks are read.
  /// - Returns: whether it meets the goals by what counts.
  func verdict(on attempt: Attempt, from base: Session, isInterrupted: () -> Bool) -> GoalVerdict {
    for goal in goals {
      let verdict = verdict(on: attempt, goal, base, isInterrupted)
      guard verdict == .met else { return verdict }
    }
    if let objection = objection(to: attempt, from: base, isInterrupted) {
      return .doesNotCount(objection)
    }
    return .met
  }

  private func verdict(
    on attempt: Attempt, _ goal: Goal, _ base: Session, _ isInterrupted: () -> Bool
  ) -> GoalVerdict {
    switch goal.kind {
    case .condition(let condition):
      let session = attempt.session.speaking(as: base)
      // A goal about what doesn't exist yet is simply not met.
      if (try? session.meets(condition)) ?? false { return .met }
      return .notYet(session.claimLost(of: condition, since: base))
    case .always(let condition, _) where !goal.isAboutARecipe(in: self):
      return always(condition, attempt, base, isInterrupted)
    case .always, .like:
      guard let recipe = attempt.recipe else {
        return attempt.lines.last?.command == "use"
          ? .doesNotCount(.init(.writesNoRecipe))
          : .notYet(nil)
      }
      let outcome = try? goal.trial(of: recipe, from: base, isInterrupted)
      switch outcome {
      case .passed?: return .met
      case .failed(let why)?: return .notYet(attempt.isRecipeNew ? why : nil)
      case .stopped?: return .notYet(.init(.trialStopped))
      case nil: return .notYet(nil)
      }
    }
  }

  /// Whether a condition holds after every step that the learner made, of which there has to be one.
  private func always(
    _ condition: SourceSlice, _ attempt: Attempt, _ base: Session,
    _ isInterrupted: () -> Bool
  ) -> GoalVerdict {
    guard let walk = attempt.session.walk, let formula = try? condition.formula() else {
      return .notYet(nil)
    }
    let first = walk.firstOwnStep(behind: base.walk)
    guard first <= walk.stepCount else { return .notYet(nil) }
    guard
      let broken = try? walk.firstStep(
        from: first, where: formula, holds: false, base.definitions, isInterrupted)
    else {
      let isKnown =
        (try? RowFormulas([formula], on: walk.machine, definitions: base.definitions)) != nil
      return isKnown && !isInterrupted() ? .met : .notYet(nil)
    }
    return .notYet(
      .init(
        .brokenInStep,
        ["step": "\(count: broken, "step")", "condition": "\(String(condition.text))"]))
  }
}

extension Goal {
  /// Tries a recipe.
  ///
  /// - Throws: a ``Diagnostic`` where the author's goal can't be tried.
  func trial(of recipe: Recipe, from base: Session, _ isInterrupted: () -> Bool)
    throws(Diagnostic) -> RecipeTrial.Outcome
  {
    let seed = ContentHash(of: String(text)).value
    switch kind {
    case .condition: return .passed
    case .always(let condition, let plan):
      return try RecipeTrial(base: base, plan: plan, seed: seed)
        .hold(condition, for: recipe, isInterrupted)
    case .like(let reference, let plan):
      return try RecipeTrial(base: base, plan: plan, seed: seed)
        .compare(recipe, with: reference, isInterrupted)
    }
  }
}

extension Walk {
  /// The first step that a walk has made since it left another, which it may go on from.
  func firstOwnStep(behind other: Walk?) -> Int {
    guard let other, goesOn(from: other) else { return 1 }
    return other.stepCount + 1
  }
}

extension Session {
  /// What is to be said of a condition that held before and doesn't any more, as a part of one that
  /// doesn't hold yet: no further step helps it.
  fileprivate func claimLost(of condition: SourceSlice, since base: Session)
    -> NoteReport.Content?
  {
    let claims = condition.claims
    guard claims.count > 1 else { return nil }
    let lost = claims.first { claim in
      ((try? base.meets(claim)) ?? false) && !((try? meets(claim)) ?? true)
    }
    return lost.map { .init(.noLonger, ["condition": "\(String($0.text))"]) }
  }
}
