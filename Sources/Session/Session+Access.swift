package import Formula
package import Optimizers

// What is set up and how far it has come, by short names.

extension Session {
  package internal(set) var definitions: Definitions {
    get { setup.definitions }
    set { setup.definitions = newValue }
  }

  package internal(set) var objective: Objective? {
    get { setup.objective }
    set { setup.objective = newValue }
  }

  package internal(set) var blocks: [ParameterBlock] {
    get { setup.blocks }
    set { setup.blocks = newValue }
  }

  package internal(set) var start: [Double] {
    get { setup.start }
    set { setup.start = newValue }
  }

  package internal(set) var data: DataTable {
    get { setup.data }
    set { setup.data = newValue }
  }

  package internal(set) var batch: BatchPlan? {
    get { setup.batch }
    set { setup.batch = newValue }
  }

  package internal(set) var seed: UInt64 {
    get { setup.seed }
    set { setup.seed = newValue }
  }

  package internal(set) var recipe: Recipe? {
    get { setup.recipe }
    set { setup.recipe = newValue }
  }

  package internal(set) var hypers: [Name: Double] {
    get { setup.hypers }
    set { setup.hypers = newValue }
  }

  package internal(set) var walk: Walk? {
    get { position.walk }
    set { position.walk = newValue }
  }

  package internal(set) var halfStep: Position.HalfStep? {
    get { position.halfStep }
    set { position.halfStep = newValue }
  }

  package internal(set) var future: Walk? {
    get { position.future }
    set { position.future = newValue }
  }

  /// The names of the parameters' numbers, in the order of θ.
  package var parameters: [Name] { setup.parameters }

  /// How many steps of the recorded walk lie ahead, after a person went back.
  package var stepsAhead: Int { position.stepsAhead }
}
