package import Formula

extension Walk {
  /// What a person did to a walk besides asking for steps and choosing hyper-parameters.
  package enum Intervention: Hashable, Sendable {
    /// A gradient was fed to a step in place of the objective's.
    case fed(step: Int)
    /// A state or parameters were given numbers, after a step.
    case set(Name, after: Int)
  }

  /// What was done to this walk by hand, and not already to one that it goes on from.
  ///
  /// - Parameter other: a walk whose own interventions don't count where this one began as it went.
  /// - Returns: what was done, in the order of the steps; of parameters the first that was set.
  package func interventions(besides other: Walk? = nil) -> [Intervention] {
    let shared = other.flatMap { goesOn(from: $0) ? $0.events : nil }
    let fed = events.gradients.dropFirst(shared?.gradients.count ?? 0)
      .map { (step: $0.step, what: Intervention.fed(step: $0.step)) }
    let set = events.changes.dropFirst(shared?.changes.count ?? 0)
      .compactMap { change -> (step: Int, what: Intervention)? in
        guard case .numbers(let quantity, let parts, _) = change.change,
          quantity.role != .hyper
        else { return nil }
        return (change.step, .set(name(of: quantity, parts), after: change.step))
      }
    return (fed + set).sorted { $0.step < $1.step }.map(\.what)
  }

  /// Whether it began as another went, and went on from where that one stands: what was done at that
  /// step since then is its own.
  package func goesOn(from other: Walk) -> Bool {
    let (fed, set) = (other.events.gradients.count, other.events.changes.count)
    // Both are in the order of the steps.
    return other.stepCount <= stepCount && beganAs(other) && other.events.isBeginning(of: events)
      && (events.gradients.dropFirst(fed).first?.step ?? .max) > other.stepCount
      && (events.changes.dropFirst(set).first?.step ?? .max) >= other.stepCount
  }

  private func name(of quantity: Quantity, _ parts: Range<Int>) -> Name {
    let names = machine.parameters
    guard quantity.role == .parameters, !names.isEmpty else { return quantity.name }
    // Of a population, each particle has a row of the parameters.
    return names[parts.lowerBound % names.count]
  }
}
