package import Formula

/// What became of a sentence that the program tried to refute.
package struct ClaimReport: Sendable {
  package enum Verdict: String, Hashable, Sendable {
    case refuted
    /// By exact reasoning, and by nothing else.
    case proved
    case notRefuted = "not refuted"
  }

  /// The claim as it was typed.
  package var claim: String
  package var verdict: Verdict
  /// What it doesn't hold for, by numbers as round as could be found.
  package var counterexample: [(name: Name, value: Double)] = []
  /// What happens there.
  package var finding: NoteReport.Content?
  /// Why it is proved, or what does hold.
  package var reason: NoteReport.Content?
  /// What one types to see the counterexample.
  package var commands: [String] = []
  /// How many walks or cases were tried, and how many of them said neither yes nor no.
  package var tried = 0
  package var undecided = 0
  /// What was tried: `walk` or `case`.
  package var noun: String
  /// Whether the person stopped it.
  package var isInterrupted = false

  package init(_ claim: String, _ verdict: Verdict, noun: String) {
    (self.claim, self.verdict, self.noun) = (claim, verdict, noun)
  }
}
