import Formula
import Optimizers

// A recipe of which one line is another.

extension Recipe {
  /// The recipe with another formula in one of its lines.
  ///
  /// The new text is read as any recipe is, so that the other can be shown and saved.
  ///
  /// - Throws: a ``Diagnostic`` whose range points into the formula.
  func changing(_ target: Name, to formula: Located<String>) throws(Diagnostic) -> Recipe {
    try changing([target: formula.value], at: formula.range)
  }

  /// The recipe with ε inside the root that it stands beside, or beside the root that it stands in.
  func movingEpsilon(inside isInside: Bool, at range: SourceRange) throws(Diagnostic) -> Recipe {
    guard let epsilon = hyper(for: .epsilon, or: Name("eps"))?.name else {
      throw .noEpsilon(name, at: range)
    }
    var texts: [Name: String] = [:]
    for line in lines {
      let moved = line.formula.moving(epsilon, intoRoot: isInside)
      if moved != line.formula { texts[line.target] = Notation(spacing: .loose).text(moved) }
    }
    guard !texts.isEmpty else { throw .epsilonIsThere(epsilon, isInside: isInside, at: range) }
    return try changing(texts, at: range)
  }

  /// What stands behind the name of a recipe that was changed.
  private static let changed = ".otherwise"

  private func changing(_ texts: [Name: String], at range: SourceRange) throws(Diagnostic)
    -> Recipe
  {
    var text = source.text
    var start = 0
    // From behind, so that what comes before keeps its place.
    for line in unscheduled.lines.reversed() {
      guard let other = texts[line.target] else { continue }
      text.replace(line.formula.range, with: other)
      start = line.formula.range.lower
    }
    let isFirstChange = !name.hasSuffix(Self.changed)
    if isFirstChange {
      text.replace(nameRange, with: name + Self.changed)
      start += Self.changed.utf8.count
    }
    do {
      var result = try Recipe(parsing: SourceText(text))
      for line in schedules { result = try result.scheduling(line.target, by: line.formula) }
      return result
    } catch {
      throw error.moved(from: start, to: range)
    }
  }
}

extension Diagnostic {
  /// The error of a text that was put into another at a place: where it points into that text, it
  /// points into the text's own range.
  fileprivate func moved(from start: Int, to range: SourceRange) -> Diagnostic {
    var result = self
    result.range = range
    let length = range.upper - range.lower
    if let own = self.range, own.lower >= start, own.upper <= start + length {
      result.range = SourceRange(range.lower + own.lower - start, range.lower + own.upper - start)
    }
    return result
  }
}

extension String {
  /// Puts another text in the place of a range of UTF-8.
  fileprivate mutating func replace(_ range: SourceRange, with other: String) {
    let start = utf8.index(startIndex, offsetBy: range.lower)
    let end = utf8.index(startIndex, offsetBy: range.upper)
    // fits: a formula's range lies in its source
    replaceSubrange(start..<end, with: other)
  }
}

extension Expression {
  /// √(a + ε) as √a + ε, or the other way round.
  fileprivate func moving(_ epsilon: Name, intoRoot isInside: Bool) -> Expression {
    rewritten { node in
      if isInside {
        guard case .binary(.add, let left, let right) = node.kind, right.kind == .name(epsilon),
          case .call(.sqrt, let arguments) = left.kind, arguments.count == 1
        else { return node }
        return Expression(.call(.sqrt, [Expression(.binary(.add, arguments[0], right))]))
      }
      guard case .call(.sqrt, let arguments) = node.kind, arguments.count == 1,
        case .binary(.add, let inner, let last) = arguments[0].kind, last.kind == .name(epsilon)
      else { return node }
      return Expression(.binary(.add, Expression(.call(.sqrt, [inner])), last))
    }
  }
}
