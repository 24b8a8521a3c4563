package import Formula

extension Definitions {
  /// How many parts a formula may have with its definitions written out.
  private static let largestFormula = 2000
  /// How many definitions may be written into each other.
  private static let deepestFormula = 64

  /// A formula with these definitions written out, so that it stays what it is when they change.
  ///
  ///     let decay(a) = a/sqrt(t)
  ///     0.5*decay(0.1)   →   0.5*(0.1/sqrt(t))
  ///
  /// - Parameters:
  ///   - formula: the formula.
  ///   - isTaken: whether a name stands for something else, whatever a definition says.
  ///   - depth: how many definitions it stands in itself.
  /// - Returns: the formula; what comes of a definition stands where its name did.
  /// - Throws: a ``Diagnostic`` where it would be too long, or a function gets too few arguments.
  package func writtenOut(
    _ formula: Expression, except isTaken: (Name) -> Bool, depth: Int = 0
  ) throws(Diagnostic) -> Expression {
    guard depth <= Definitions.deepestFormula else { throw .definitionsTooDeep(at: formula.range) }
    var size = 0
    return try formula.fold { node, parts throws(Diagnostic) -> Expression in
      var rest = parts[...]
      let whole = Expression(node.kind.mapChildren { _ in rest.removeFirst() }, at: node.range)
      size += 1
      var result = whole
      switch whole.kind {
      case .name(let name) where !isTaken(name):
        guard let own = self[name] else { break }
        let inner = try writtenOut(own, except: isTaken, depth: depth + 1)
        result = inner.rewritten { Expression($0.kind, at: node.range) }
        size += inner.size
      case .apply(let callee, let arguments):
        guard let own = function(callee.name) else { break }
        guard own.arity.contains(arguments.count) else {
          throw .wrongArity(own, given: arguments.count, at: node.range)
        }
        let inner = own.formula(of: arguments, at: node.range)
        // What it reads besides may be definitions, too.
        result = try writtenOut(inner, except: isTaken, depth: depth + 1)
        size += result.size
      default: break
      }
      guard size <= Definitions.largestFormula else { throw .formulaTooLong(at: formula.range) }
      return result
    }
  }
}

extension Expression {
  /// How many parts it has.
  fileprivate var size: Int {
    var count = 0
    forEach { _ in count += 1 }
    return count
  }
}

extension Diagnostic {
  fileprivate static func formulaTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "this is too long with its definitions written out", at: range,
      hint: "a recipe of your own has room for more lines: optimizer mine")
  }
}
