import Formula
import Optimizers

/// Functions that are formulas, as some formulas need them.
struct PythonFunctions {
  /// Those that read nothing but their arguments, each behind those it calls.
  private(set) var independent: [FormulaFunction] = []
  /// Those that read parameters or definitions besides.
  private(set) var dependent: [FormulaFunction] = []

  /// Finds all that some formulas call, by way of definitions too.
  init(neededBy formulas: [Expression], _ definitions: Definitions = Definitions()) {
    var open = formulas.reduce(into: Set<Name>()) { $0.formUnion($1.names) }
    var seen = open
    var found: [FormulaFunction] = []
    while let name = open.popFirst() {
      let function = definitions.function(name) ?? FunctionLibrary.standard[name]
      if definitions[name] == nil, let function { found.append(function) }
      let inner = definitions[name]?.names ?? function?.names ?? []
      open.formUnion(inner.subtracting(seen))
      seen.formUnion(inner)
    }
    found.sort { $0.name.text < $1.name.text }
    var free = Set(found.map(\.name))
    // What reads something else is free no more, and neither is what calls it.
    while let bound = found.first(where: { free.contains($0.name) && !reads($0, only: free) }) {
      free.remove(bound.name)
    }
    var left = found
    while !left.isEmpty {
      let waiting = Set(left.map(\.name))
      let index = left.firstIndex { $0.names.isDisjoint(with: waiting) } ?? 0
      let function = left.remove(at: index)
      if free.contains(function.name) {
        independent.append(function)
      } else {
        dependent.append(function)
      }
    }
  }

  private func reads(_ function: FormulaFunction, only names: Set<Name>) -> Bool {
    function.names.allSatisfy { names.contains($0) || Scope.constants[$0] != nil }
  }

  var formulas: [Expression] { (independent + dependent).map(\.formula) }

  /// Gives the functions and their arguments words.
  func name(in names: inout PythonNames) {
    for function in independent + dependent {
      for name in [function.name] + function.arguments.map(\.name) { _ = names.word(for: name) }
    }
  }
}
