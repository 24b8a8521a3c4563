/// The functions that are formulas in the text files of this module.
package struct FunctionLibrary: Sendable {
  /// In the order of the files.
  package let functions: [FormulaFunction]
  private let byName: [Name: FormulaFunction]

  package subscript(name: Name) -> FormulaFunction? { byName[name] }

  /// Those that are a part of the program.
  ///
  /// A text of the program's that can't be read counts as empty, which a test rules out.
  package static let standard =
    (try? FunctionLibrary(parsing: text)) ?? FunctionLibrary([])

  /// Its names, which the parser needs to know before it can read the formulas.
  static let names = Set(
    text.split(whereSeparator: \.isNewline).filter { $0.first?.isLetter == true }.map { line in
      Name(String(line.prefix { $0 != "(" }))
    })

  private static let text = ["functions", "schedules"].map {
    EmbeddedFiles.texts["\($0).formulas"] ?? ""
  }.joined(separator: "\n")

  private init(_ functions: [FormulaFunction]) {
    self.functions = functions
    byName = Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Reads definitions, each with its meaning in quotes on the line below.
  ///
  ///     swish(x) = x*sigmoid(x)
  ///       "x, let through by a gate that x opens itself"
  ///
  /// - Throws: a ``Diagnostic`` whose range points into the text.
  package init(parsing text: String) throws(Diagnostic) {
    var functions: [FormulaFunction] = []
    for line in SourceSlice(text).lines {
      let line = line.withoutComment
      guard !line.isEmpty else { continue }
      if let (meaning, _) = line.quoted, !functions.isEmpty {
        functions[functions.count - 1].meaning = String(meaning.text)
        continue
      }
      var parser = try line.parser()
      guard var (function, _) = try parser.functionHead() else {
        throw .expectedFunctionHead(at: line.range)
      }
      function.formula = try parser.expression()
      try parser.end()
      functions.append(function)
    }
    self.init(functions)
  }
}
