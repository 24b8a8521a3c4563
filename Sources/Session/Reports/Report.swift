package import Formula
package import Optimizers

/// What a command answers: data, which a renderer turns into a screen, plain text or JSON.
package enum Report: Sendable {
  /// A function was set up to be minimized.
  case objective(ObjectiveReport)
  /// Parameters were given a start without a function.
  case parameters(PositionReport)
  case optimizer(OptimizerReport)
  case step(StepReport)
  /// One line of a step that is being walked through line by line.
  case line(LineReport)
  /// Several steps as a table, one row a step.
  case steps(StepsReport)
  case run(RunReport)
  case position(PositionReport)
  case explanation(ExplanationReport)
  case value(ValueReport)
  case gradient(GradientReport)
  case figure(Figure)
  /// A recipe's text, as it can be pasted back.
  case recipe(Recipe)
  /// The recipes at hand.
  case recipes([Recipe])
  case comparison(ComparisonReport)
  case alternative(AlternativeReport)
  case blame(BlameReport)
  case claim(ClaimReport)
  case backpropagation(BackpropagationReport)
  case precision(PrecisionReport)
  case whose(WhoseReport)
  case difference(DifferenceReport)
  case sweep(SweepReport)
  case settings(Settings)
  case watches(WatchReport)
  case data(DataReport)
  case trace(TraceReport)
  case derivation(DerivationReport)
  case gradientCheck(GradientCheckReport)
  case curvature(CurvatureReport)
  case stability(StabilityReport)
  case help(HelpReport)
  case lessons([LessonEntry])
  case progress(ProgressReport)
  /// An exercise of `practice`.
  case drill(DrillReport)
  case prose(Prose)
  case note(NoteReport)
  /// A file was written.
  case file(FileReport)
  /// A command that a lesson types.
  case echo(String)
  case error(ErrorReport)
  /// How a check of lessons ended.
  case check(CheckReport)
}

/// Something that went wrong, with the text it points into.
package struct ErrorReport: Hashable, Sendable {
  package var diagnostic: Diagnostic
  package var source: SourceText

  package init(_ diagnostic: Diagnostic, in source: SourceText) {
    self.diagnostic = diagnostic
    self.source = source
  }

  /// Line and column of the fault, 1 and 1 where it has no place.
  package var location: SourceText.Location {
    source.location(of: diagnostic.range?.lower ?? 0)
  }

  /// Line and column behind the fault, nil where it has no place.
  package var end: SourceText.Location? { diagnostic.range.map { source.location(of: $0.upper) } }
}
