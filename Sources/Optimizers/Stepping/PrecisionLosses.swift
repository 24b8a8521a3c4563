import Formula

// fits throughout (range): numbers of steps that a walk has, and places of its numbers

/// What a walk in a narrower format loses beside the one in doubles.
package struct PrecisionLosses: Hashable, Sendable {
  /// The first number that isn't the double rounded to the format; nil where there is none.
  package var rounding: Walk.Parting?
  /// The first number in which a digit is lost that every number of the format could hold: it lies
  /// further from the double than a unit of that digit, or has become infinite.
  package var digit: Walk.Parting?
  /// The first step that left a parameter where it was, though the double moved.
  ///
  /// What was to be added is less than half a unit of its last bit. Its value is where the double went.
  package var move: Walk.Parting?

  /// Whether there is nothing more to be found.
  var isWhole: Bool { rounding != nil && digit != nil && move != nil }

  /// Drops what was found in later steps.
  mutating func forget(after step: Int) {
    func kept(_ loss: Walk.Parting?) -> Walk.Parting? { loss.flatMap { $0.step > step ? nil : $0 } }
    (rounding, digit, move) = (kept(rounding), kept(digit), kept(move))
  }
}

extension PrecisionLosses {
  mutating func take(_ row: Row, _ narrow: Row, _ precision: Precision) {
    guard rounding == nil || digit == nil else { return }
    // 10⁻⁶ for float32.
    let unit = 1 / (0..<precision.digits).reduce(1.0) { power, _ in power * 10 }
    for quantity in row.quantitiesInOrder where row.isSet(quantity) {
      for (index, pair) in zip(row[quantity], narrow[quantity]).enumerated() {
        let (value, other) = pair
        guard value != other, !(value.isNaN && other.isNaN) else { continue }
        let parting = Walk.Parting(
          step: row.step, quantity: quantity,
          place: row.machine.place(index, of: quantity.shape), value: value, other: other)
        if rounding == nil, precision.rounded(value) != other { rounding = parting }
        let distance = (value - other).magnitude
        let isNear = distance <= unit * max(value.magnitude, other.magnitude)
        if digit == nil, value.isFinite, !(other.isFinite && isNear) { digit = parting }
      }
    }
  }

  /// Whether a parameter of the narrow walk stands still where the double's moves.
  mutating func takeMove(_ before: (Row, Row), _ after: (Row, Row)) {
    guard move == nil else { return }
    let (old, new) = (before.0.theta, after.0.theta)
    let (oldNarrow, newNarrow) = (before.1.theta, after.1.theta)
    for index in old.indices
    where old[index] != new[index] && oldNarrow[index] == newNarrow[index] {
      let theta = after.0.machine.layout.theta
      move = Walk.Parting(
        step: after.0.step, quantity: theta,
        place: after.0.machine.place(index, of: theta.shape), value: new[index],
        other: newNarrow[index])
      return
    }
  }
}

extension Row {
  /// What a step works out, in its order; of the start, where the walk begins and what f is there.
  fileprivate var quantitiesInOrder: [Quantity] {
    step == 0 ? [machine.layout.theta, machine.layout.objective] : machine.layout.stepOrder
  }
}
