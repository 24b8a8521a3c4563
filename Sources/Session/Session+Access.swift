package import Formula
package import Optimizers

// What is set up and how far it has come, by short names.

extension Session {
  package var definitions: Definitions { setup.definitions }

  package var objective: Objective? { setup.objective }

  package var blocks: [ParameterBlock] { setup.blocks }

  package var start: [Double] { setup.start }

  package var data: DataTable { setup.data }

  package var batch: BatchPlan? { setup.batch }

  package var seed: UInt64 { setup.seed }

  package var recipe: Recipe? { setup.recipe }

  package var hypers: [Name: Double] { setup.hypers }

  package var walk: Walk? { position.walk }

  package var halfStep: Position.HalfStep? { position.halfStep }

  package var future: Walk? { position.future }

  /// The names of the parameters' numbers, in the order of θ.
  package var parameters: [Name] { setup.parameters }

  /// How many steps of the recorded walk lie ahead, after a person went back.
  package var stepsAhead: Int { position.stepsAhead }
}
