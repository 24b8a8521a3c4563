import Formula
import Optimizers

/// What stands behind an optimizer's name: `lr = 0.1`, `lr 0.1`, `nesterov=True`,
/// `betas=(0.9, 0.999)`, or a learning rate alone.
struct OptimizerArgument: Sendable {
  /// What it is called, nil where it stands by its place alone.
  var name: Located<Name>?
  var value: Value
  /// Where its value stands.
  var range: SourceRange

  enum Value: Sendable {
    case number(Expression)
    case flag(Bool)
    /// Several numbers, for arguments that are numbered here.
    case list([Expression])
    /// `None`, or what frameworks are given besides numbers.
    case nothing
  }

  /// Where it stands as a whole.
  var wholeRange: SourceRange { name.map { $0.range.union(range) } ?? range }
}

extension OptimizerArgument {
  private static let words: [String: Value] = [
    "True": .flag(true), "true": .flag(true), "False": .flag(false), "false": .flag(false),
    "None": .nothing, "null": .nothing,
  ]

  /// What a framework is given first: the things to be optimized.
  private static let parameterWords = [
    "model.parameters()", "net.parameters()", "self.parameters()", "params", "parameters",
  ]

  /// Reads one.
  ///
  /// - Parameters:
  ///   - reader: stands before it.
  ///   - recipe: what names may stand without a sign.
  /// - Throws: a ``Diagnostic`` where it is none.
  init(_ reader: inout ArgumentReader, of recipe: Recipe) throws(Diagnostic) {
    let start = reader.rest
    if let word = Self.parameterWords.first(where: { reader.rest.text.hasPrefix($0) }),
      reader.sign(word)
    {
      self.init(
        name: nil, value: .nothing, range: start.upTo(start.range.lower + word.utf8.count).range)
      return
    }
    let name = reader.assignedName(orAmong: recipe.hypers.map(\.name))
    guard name != nil || reader.isAtNumber else {
      throw .expectedAssignment("lr = 0.1", at: reader.wordPlace)
    }
    if let name { try reader.refuseForeignSchedule(for: name.name.value) }
    let place = reader.rest
    if let (word, value) = Self.words.first(where: { reader.isAtWord($0.key) }), reader.sign(word) {
      let range = place.upTo(place.range.lower + word.utf8.count).range
      self.init(name: name?.name, value: value, range: range)
    } else if let list = try reader.tuple() {
      let range = place.upTo(max(reader.rest.range.lower, place.range.lower)).trimmed.range
      self.init(name: name?.name, value: .list(list), range: range)
    } else {
      let formula =
        name?.hasSign == false ? try reader.shortFormula() : try reader.formula()
      self.init(name: name?.name, value: .number(formula), range: formula.range)
    }
  }
}

extension ArgumentReader {
  /// Whether a word stands here and ends here.
  fileprivate func isAtWord(_ word: String) -> Bool {
    let text = rest.text
    guard text.hasPrefix(word) else { return false }
    let next = text.dropFirst(word.count).first
    return next.map { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." } ?? true
  }

  /// Several numbers in parentheses or brackets, nil where something else comes next.
  fileprivate mutating func tuple() throws(Diagnostic) -> [Expression]? {
    var copy = self
    let isList = copy.rest.text.first == "["
    guard copy.sign("(") || copy.sign("[") else { return nil }
    var formulas: [Expression] = []
    repeat {
      guard let formula = try? copy.formula() else { return nil }
      formulas.append(formula)
    } while copy.comma()
    guard formulas.count > 1, copy.sign(isList ? "]" : ")") else { return nil }
    self = copy
    return formulas
  }
}
