import Formula
import Optimizers
import Session
import Tutor

/// A recipe on trial: on functions and from starts that the one who wrote it doesn't see.
///
/// The starts and the hyper-parameters' values are drawn by a seed that the goal's text gives, so
/// that a trial ends the same for everybody. A trial makes a bounded number of steps, of a bounded
/// size, and asks before each whether to stop.
struct RecipeTrial {
  /// How many steps a trial makes where nothing is said.
  private static let usualSteps = 20
  /// How many starts a function is tried from, its own among them.
  private static let startCount = 3
  /// How many numbers all steps may work out together, less than a second's work.
  private static let mostNumbers = 1 << 25
  /// How many numbers a step of a recipe on trial may leave.
  private static let largestRow = 1 << 13
  /// What is tried where neither the goal nor the lesson says.
  private static let usualObjectives = ["square", "elongated", "booth"]

  /// The lesson's own state where the exercise begins.
  let base: Session
  let plan: TrialPlan
  /// What the draws depend on.
  let seed: UInt64

  enum Outcome: Equatable {
    case passed
    /// Why not, in a sentence.
    case failed(NoteReport.Content)
    case stopped
  }

  /// A function and a place to start from.
  private struct Ground {
    var objective: Objective
    var start: [Double]
  }

  private var stepCount: Int { plan.steps.flatMap { Int($0.text) } ?? Self.usualSteps }
}

// MARK: - Steps like another's

extension RecipeTrial {
  /// Whether a recipe makes the steps of another.
  ///
  /// What both have, by name or by what it is for, gets one value: first the other's own, then some
  /// that are drawn.
  ///
  /// - Parameters:
  ///   - recipe: the recipe on trial.
  ///   - reference: the other's name, with hyper-parameters behind it or without.
  ///   - isInterrupted: asked before each step.
  /// - Returns: whether it does.
  /// - Throws: a ``Diagnostic`` where the other can't be tried.
  func compare(
    _ recipe: Recipe, with reference: SourceSlice, _ isInterrupted: () -> Bool
  ) throws(Diagnostic) -> Outcome {
    let (other, given) = try self.reference(reference)
    let tolerance = try plan.tolerance?.tolerance() ?? .nineDigits
    guard (recipe.population == nil) == (other.population == nil) else {
      return .failed(
        .init(.otherParticles, ["recipe": "\(recipe.name)", "other": "\(other.name)"]))
    }
    var dice = Dice(seed: seed, round: 0)
    var left = Self.mostNumbers
    for round in 0..<2 {
      for ground in try grounds(&dice) {
        let values = self.values(of: recipe, and: other, given, isDrawn: round > 0, &dice)
        var theirs = try walk(other, ground, values.theirs)
        var mine: Walk
        do {
          mine = try walk(recipe, ground, values.mine)
        } catch {
          return .failed(
            .init(.cannotBeTried, ["recipe": "\(recipe.name)", "reason": "\(error.message)"]))
        }
        let size = mine.machine.numberCount.saturatingSum(theirs.machine.numberCount)
        // fits: one at least, as it was read
        for step in 1...stepCount {
          if isInterrupted() { return .stopped }
          left -= min(size, left)
          guard left > 0 else { return .failed(tooLarge(recipe)) }
          mine.step()
          theirs.step()
          let (wanted, found) = (theirs.current.theta, mine.current.theta)
          guard wanted.allSatisfy(\.isFinite) else { break }
          guard wanted.count == found.count else {
            return .failed(
              .init(.otherParticles, ["recipe": "\(recipe.name)", "other": "\(other.name)"]))
          }
          let place = wanted.indices.first { !isNear(found[$0], wanted[$0], tolerance) }
          guard let place else { continue }
          // fits: there is a number, so there is a parameter
          let name = mine.machine.parameters[place % mine.machine.parameters.count]
          // Where both read the same, how far they are from each other says more.
          let isClose =
            NumberFormat.short.text(found[place]) == NumberFormat.short.text(wanted[place])
          let apart = abs(found[place] - wanted[place])
          let difference = NoteReport.Content(
            isClose ? .trialDiffersALittle : .trialDiffers,
            [
              "step": "\(count: step, "step")", "recipe": "\(recipe.name)",
              "parameter": "\(name)", "found": "\(number: found[place], "found")",
              "other": "\(other.name)", "wanted": "\(number: wanted[place], "wanted")",
              "apart": "\(number: apart, "apart")",
            ])
          return .failed(
            step == 1
              ? difference
              : .init(.trialAlike, ["difference": difference], count: step - 1))
        }
      }
    }
    return .passed
  }

  /// The optimizer that a goal names, and the values it gives it.
  private func reference(_ slice: SourceSlice) throws(Diagnostic) -> (Recipe, [Name: Double]) {
    var session = Session(library: base.library)
    do {
      _ = try session.execute("use \(slice.text)", Host(emit: { _ in }))
    } catch {
      throw error.shifted(by: slice.range.lower - "use ".utf8.count).within(slice)
    }
    guard let recipe = session.recipe else { throw LessonMessages.likeEmpty(at: slice.range) }
    return (recipe, session.hypers)
  }

  /// What the hyper-parameters of both are in a trial.
  private func values(
    of recipe: Recipe, and other: Recipe, _ given: [Name: Double], isDrawn: Bool, _ dice: inout Dice
  ) -> (mine: [Name: Double], theirs: [Name: Double]) {
    var (mine, theirs) = (recipe.standardValues, given)
    for hyper in recipe.hypers {
      let partner =
        other.hyper(hyper.name) ?? hyper.purpose.flatMap { other.hyper(for: $0) }
      guard let partner, var value = theirs[partner.name] else { continue }
      if isDrawn, !partner.isCount, value == partner.standard {
        let draw = dice.unit()
        let drawn = [value * (0.5 + draw), value * (0.5 + 0.5 * draw)]
        value = drawn.first { partner.accepts($0) && hyper.accepts($0) } ?? value
      }
      theirs[partner.name] = value
      if hyper.accepts(value) { mine[hyper.name] = value }
    }
    return (mine, theirs)
  }

  /// Whether two numbers are near: a tolerance is a part of what is larger than 1.
  private func isNear(_ found: Double, _ wanted: Double, _ tolerance: Tolerance) -> Bool {
    guard case .absolute(let amount) = tolerance else {
      return tolerance.accepts(found, for: wanted) || abs(found - wanted) <= 1e-12
    }
    return abs(found - wanted) <= amount * max(1, abs(wanted))
  }
}

// MARK: - Conditions on every step

extension RecipeTrial {
  /// Whether a condition holds after each step that a recipe makes.
  ///
  /// - Throws: a ``Diagnostic`` where the lesson's function can't be tried.
  func hold(_ condition: SourceSlice, for recipe: Recipe, _ isInterrupted: () -> Bool)
    throws(Diagnostic) -> Outcome
  {
    let formula = try condition.placing { () throws(Diagnostic) in try condition.formula() }
    var dice = Dice(seed: seed, round: 0)
    var left = Self.mostNumbers
    for ground in try grounds(&dice) {
      var walk: Walk
      let broken: Int?
      do {
        walk = try self.walk(recipe, ground, recipe.standardValues)
        // fits: one at least, as it was read
        for _ in 1...stepCount {
          if isInterrupted() { return .stopped }
          left -= min(walk.machine.numberCount, left)
          guard left > 0 else { return .failed(tooLarge(recipe)) }
          walk.step()
        }
        broken = try walk.firstStep(
          from: 1, where: formula, holds: false, base.definitions, isInterrupted)
      } catch {
        return .failed(
          .init(.cannotBeTried, ["recipe": "\(recipe.name)", "reason": "\(error.message)"]))
      }
      if isInterrupted() { return .stopped }
      if let broken {
        return .failed(
          .init(
            .brokenInTrial,
            ["step": "\(count: broken, "step")", "condition": "\(String(condition.text))"]))
      }
    }
    return .passed
  }
}

// MARK: - Where it is tried

extension RecipeTrial {
  private func tooLarge(_ recipe: Recipe) -> NoteReport.Content {
    .init(.takesTooLong, ["recipe": "\(recipe.name)"])
  }

  private func walk(_ recipe: Recipe, _ ground: Ground, _ hypers: [Name: Double])
    throws(Diagnostic) -> Walk
  {
    let particles = try recipe.populationCount(of: ground.start.count, hypers) ?? 1
    let size = particles.saturatingProduct(recipe.lines.count.saturatingSum(recipe.states.count))
    guard size.saturatingProduct(ground.start.count) <= Self.largestRow else {
      throw LessonMessages.tooLargeToTry(Self.largestRow)
    }
    let machine = try Machine(
      recipe: recipe, objective: ground.objective, blocks: ground.objective.blocks, hypers: hypers)
    return try Walk(machine, from: ground.start, hypers: hypers, seed: seed)
  }

  private func grounds(_ dice: inout Dice) throws(Diagnostic) -> [Ground] {
    var grounds: [Ground] = []
    for (objective, start) in try functions() {
      grounds.append(Ground(objective: objective, start: start))
      // fits: more than one
      for _ in 1..<Self.startCount {
        let moved = zip(objective.parameters, start).map { name, number in
          guard let range = objective.bounds[name] else {
            return number * (0.5 + dice.unit()) + dice.unit() - 0.5
          }
          return range.lowerBound + (range.upperBound - range.lowerBound) * dice.unit()
        }
        grounds.append(Ground(objective: objective, start: moved))
      }
    }
    return grounds
  }

  private func functions() throws(Diagnostic) -> [(Objective, [Double])] {
    if plan.objectives.isEmpty, let own = base.objective { return [(own, base.start)] }
    let names = plan.objectives.map(\.known)
    return try (names.isEmpty ? Self.usualObjectives : names).map { name throws(Diagnostic) in
      var session = Session(library: base.library)
      _ = try session.execute("objective \(name)", Host(emit: { _ in }))
      guard let objective = session.objective else {
        throw LessonMessages.objectiveUnknown(
          name, at: plan.objectives.first?.range ?? SourceRange(0, 0))
      }
      return (objective, session.start)
    }
  }
}

extension Walk {
  /// The first step of some at which a condition holds, or doesn't.
  ///
  /// - Throws: a ``Diagnostic`` where the condition speaks of what there is not.
  func firstStep(
    from first: Int, where condition: Expression, holds: Bool, _ definitions: Definitions,
    _ isInterrupted: () -> Bool
  ) throws(Diagnostic) -> Int? {
    guard first <= stepCount else { return nil }
    let formulas = try RowFormulas([condition], on: machine, definitions: definitions)
    var found: Int?
    // fits: seen above
    read(formulas, at: first...stepCount, isInterrupted: isInterrupted) {
      if found == nil, ($0.value(0)?.holds ?? false) == holds { found = $0.step }
    }
    return found
  }
}
