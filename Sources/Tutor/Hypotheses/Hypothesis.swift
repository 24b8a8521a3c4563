import Formula
import Optimizers
import Session

/// What somebody imagines to have been otherwise, as it was typed.
struct Hypothesis: Sendable {
  enum Change: Sendable {
    case without(step: Located<Int>)
    case start([Assignment])
    case seed(UInt64)
    /// ε stands in the root, or behind it.
    case epsilon(isInside: Bool)
    /// A hyper-parameter, a state, a parameter, the gradient, or a line of the recipe.
    case assignment(Assignment, Place?)
  }

  /// `from step 6`, `at 3`.
  struct Place: Sendable {
    var step: Located<Int>
    /// Whether it holds from then on, as a hyper-parameter does, rather than there alone.
    var isFrom: Bool
  }

  var change: Change
  /// All of it, as it was typed.
  var text: Located<String>
}

extension Grammar where Value == Hypothesis {
  /// `lr = 0.05 from step 6`, `without step 5`, `eps outside`, `g.x = 0 at 3`, `start x = 3`.
  static var hypothesis: Grammar {
    let start = Grammar<Assignment>.assignment("NAME", "NUMBER", example: "x = 3") {
      $0.parameters.map(\.text)
    }
    let change = Grammar<Hypothesis.Change>.either(
      Grammar<Located<Int>>.stepNumber.behind("without").map { .without(step: $0) },
      Grammar<[Assignment]>.assignments(start).behind("start").map { .start($0) },
      Grammar<UInt64>.seed.behind("seed").map { .seed($0) },
      Grammar<Hypothesis.Change>.epsilon,
      Grammar<(Assignment, Hypothesis.Place?)>.sequence(.setting, .optional(.place))
        .map { .assignment($0.0, $0.1) }
    )
    return Grammar(change.shape, begins: change.begins) { reader throws(Diagnostic) in
      let start = reader.rest
      guard !reader.isAtEnd || reader.isCompleting else {
        throw .expectedHypothesis(at: reader.place)
      }
      let value = try change.read(&reader)
      let read = start.upTo(max(reader.rest.range.lower, start.range.lower)).trimmed
      return Hypothesis(change: value, text: Located(String(read.text), at: read.range))
    }
  }
}

extension Grammar {
  /// It, behind a word that stands for no hyper-parameter here: none is assigned to, and something
  /// follows.
  func behind(_ word: String) -> Grammar {
    Grammar.word(word, before: self).when { reader in
      var copy = reader
      guard copy.assignedName() == nil else { return false }
      _ = copy.word(word)
      return !copy.isAtEnd || copy.session.recipe?.hyper(Name(word)) == nil
    }
  }
}

extension Grammar where Value == Located<Int> {
  /// `step 6`, or the number alone.
  static var stepNumber: Grammar {
    Grammar<(Void?, Located<Int>)>.sequence(
      .optional(.word("step")), Grammar<Int>.count("n", example: "6").located
    ).map { $0.1 }
  }
}

extension Grammar where Value == Hypothesis.Place {
  fileprivate static var place: Grammar {
    .either(
      Grammar<Located<Int>>.stepNumber.behind("from").map {
        Hypothesis.Place(step: $0, isFrom: true)
      },
      Grammar<Located<Int>>.stepNumber.behind("at").map {
        Hypothesis.Place(step: $0, isFrom: false)
      })
  }
}

extension Grammar where Value == Hypothesis.Change {
  /// `eps outside`, whatever the recipe in use calls its ε.
  fileprivate static var epsilon: Grammar {
    let names = ["eps", "epsilon", "ε"]
    let side = Grammar<Bool>.either(
      .word("outside", meaning: false), .word("inside", meaning: true))
    return Grammar(
      .sequence([.word("eps"), side.shape]),
      begins: { reader in names.contains { reader.isAt($0) } && !reader.isAtAssignment }
    ) { reader throws(Diagnostic) in
      _ = names.contains { reader.word($0) }
      return .epsilon(isInside: try side.read(&reader))
    }
  }
}

extension Located<String> {
  /// A part of it, by its place in the line.
  func part(_ range: SourceRange) -> Located<String> {
    let start = range.lower - self.range.lower
    // fits: a range within the text
    let bytes = value.utf8.dropFirst(start).prefix(range.upper - range.lower)
    return Located(String(decoding: bytes, as: UTF8.self), at: range)
  }
}
