import Formula

// The wording of what to type for what other prompts have.

extension Diagnostic {
  static func noParentheses(_ typed: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("commands take no parentheses", at: range, hint: "type \(typed)")
  }

  static func optimizerAlone(_ name: String, _ typed: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) is an optimizer", at: range, hint: "to walk with it: \(typed)")
  }

  static func maximize(_ typed: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "walks go down here; the top of a function is the bottom of its negative", at: range,
      hint: "type \(typed)")
  }

  static func bareFunction(_ typed: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("a function needs a command and a start", at: range, hint: "to walk on it: \(typed)")
  }

  static func function(_ definition: String, orElse typed: String?, at range: SourceRange)
    -> Diagnostic
  {
    let walk = typed.map { "; to walk on it: \($0)" } ?? ""
    return Diagnostic(
      "an assignment needs a command", at: range, hint: "to define it: \(definition)\(walk)")
  }

  static func otherWord(_ word: String, _ typed: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("there is no command \(word)", at: range, hint: "here it is: \(typed)")
  }
}
