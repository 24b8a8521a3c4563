package import Formula

// fits throughout (range): a change is of one number at least

extension Walk {
  /// Something that a person did in a walk.
  package enum Action: Hashable, Sendable {
    /// So many steps with the objective's gradient.
    case steps(Int)
    /// A step with a gradient fed by hand, one number a parameter.
    case stepFeeding([Double])
    /// A hyper-parameter, a parameter, or a state that got a value: the state of one parameter, or
    /// of all.
    case set(Name, parameter: Name?, Double)
    /// What random numbers depend on from then on.
    case reseed(UInt64)
    /// A hyper-parameter that a formula sets in every step from then on.
    case schedule(Name, Expression)
  }

  /// All that a person did since the start, in order: done again it leads to the same bits.
  package var history: [Action] {
    var result: [Action] = []
    var made = 0
    func goOn(to step: Int) {
      if step > made { result.append(.steps(step - made)) }
      made = step
    }
    var (fed, changes) = (events.gradients[...], events.changes[...])
    while true {
      // What was set after a step comes before the step that follows it.
      if let (step, change) = changes.first, step < fed.first?.step ?? .max {
        goOn(to: step)
        result += actions(of: change)
        changes.removeFirst()
      } else if let (step, gradient) = fed.popFirst() {
        goOn(to: step - 1)
        result.append(.stepFeeding(gradient))
        made = step
      } else {
        goOn(to: stepCount)
        return result
      }
    }
  }

  /// Parameters are each set by their own name, all else by the quantity's.
  private func actions(of change: Events.Change) -> [Action] {
    switch change {
    case .seed(let seed): [.reseed(seed)]
    case .schedule(let name, let formula): [.schedule(name, formula)]
    case .numbers(let quantity, let parts, let value)
    where quantity.role == .parameters || parts.count < quantity.size:
      parts.map { part in
        let place = machine.place(part, of: quantity.shape)
        let parameter = place.parameter.map { machine.parameters[$0] }
        guard quantity.role == .parameters, place.particle == nil, let parameter else {
          return .set(place.name(of: quantity.name), parameter: parameter, value)
        }
        return .set(parameter, parameter: nil, value)
      }
    case .numbers(let quantity, _, let value): [.set(quantity.name, parameter: nil, value)]
    }
  }
}
