package import Formula
package import Optimizers
import Session

extension CommandTable {
  static let practice = Command(
    "practice", .learn, "do exercises made for you, one after the other", brief: "exercises",
    takes: Grammar<(Located<String>, Int?, UInt64?)>.sequence(
      .name(
        "WHAT", example: "rmsprop", missing: { .practiceNothing(at: $0) },
        among: { PracticeSubject.names($0.library) + ["review"] }),
      .optional(Grammar<Int>.count(example: "4").when { !$0.isAt("seed") }),
      .option("seed", .seed)
    ).needing(.talk),
    details: """
      WHAT is an optimizer, a function of the gallery, a lesson, derivatives, averages (E[g²] of \
      two gradients), walks (which optimizer made one) or minimum (what happens there); review \
      takes what went wrong before. The numbers are easy ones. At first all lines but the last \
      are shown, then all but the last two, then none. They go on, or end after n; a blank line, \
      leave or ^C ends them sooner.
      """,
    examples: ["practice rmsprop", "practice derivatives", "practice gd 4", "practice gd seed 7"],
    related: ["predict", "progress"]
  ) { session, given, _ throws(Diagnostic) in
    .wish(
      PracticeWish(
        name: given.0, count: given.1, seed: given.2,
        subject: PracticeSubject(given.0.value, session.library)))
  }
}

/// What `practice` asks of the talk.
package struct PracticeWish: TalkWish {
  package var name: Located<String>
  /// How many exercises, nil for as many as are done.
  package var count: Int?
  /// What the exercises depend on, nil for those that come next.
  package var seed: UInt64?
  /// Nil for review, and for a name that the session doesn't know, such as a lesson's.
  package var subject: PracticeSubject?

  package var isReview: Bool { subject == nil && name.value == "review" }
}

extension PracticeSubject {
  /// The names of what can be practised.
  package static func names(_ library: RecipeLibrary) -> [String] {
    library.names + Gallery.names + topics(library).map(\.key)
  }
}
