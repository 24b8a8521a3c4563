import Formula

// The wording of everything that can be wrong with a command about recipes.

extension Diagnostic {
  static func unknownOptimizer(
    _ name: String, among known: [String], shown: [String], at range: SourceRange
  ) -> Diagnostic {
    let small = name.lowercased()
    let nearest =
      known.first { $0 == small } ?? Habits.optimizer(beginning: small)
      ?? Spelling.nearest(to: small, among: known)
    return Diagnostic(
      name.isEmpty ? "an optimizer's name should stand here" : "there is no optimizer \(name)",
      at: range,
      hint: nearest.map { "did you mean \($0)?" }
        ?? "there are \(shown.joined(separator: ", ")); recipes lists all")
  }

  static func noRecipes(_ word: String, among known: [String], at range: SourceRange)
    -> Diagnostic
  {
    let nearest = Spelling.nearest(to: word, among: known)
    return Diagnostic(
      "no optimizer has \(word) in its name", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "recipes lists all of them")
  }

  static func expectedRecipeName(at range: SourceRange, hint: String?) -> Diagnostic {
    Diagnostic("a name for the recipe should stand here", at: range, hint: hint)
  }

  static func builtIn(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is a part of the program and stays as it is", at: range,
      hint: "give yours a name of its own: edit \(name) as mine")
  }
}
