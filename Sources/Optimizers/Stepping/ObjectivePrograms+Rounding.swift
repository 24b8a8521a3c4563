import Formula

extension ObjectivePrograms {
  /// All programs there are.
  private var programs: [CompiledProgram] {
    [whole] + curvatures.map(\.program)
      + batches.flatMap { [$0.program] + $0.curvatures.map(\.program) }
  }

  /// Adds the places that hold numbers of θ or of the data.
  func addTensors(to tensors: inout TensorPlaces) {
    for batch in batches {
      for column in batch.columns { tensors.add(column.places(batch.size)) }
    }
    guard let ferry else { return }
    tensors.add(ferry.one.theta.places(ferry.parameters))
  }

  /// Adds what programs make of numbers in tensors; says whether there was more to add.
  func spread(_ tensors: inout TensorPlaces) -> Bool {
    programs.reduce(false) { tensors.spread(through: $1) || $0 }
  }

  /// Rounds every operation to another format.
  mutating func round(to precision: Precision, _ tensors: TensorPlaces) {
    whole = whole.rounded(to: precision, tensors)
    for index in curvatures.indices { curvatures[index].round(to: precision, tensors) }
    for index in batches.indices {
      batches[index].program = batches[index].program.rounded(to: precision, tensors)
      for part in batches[index].curvatures.indices {
        batches[index].curvatures[part].round(to: precision, tensors)
      }
    }
  }
}

extension Slot {
  /// So many places from here on.
  // fits: places in a frame that exists
  func places(_ count: Int) -> Range<Int> { Int(index)..<Int(index) + count }
}
