import Formula
import Optimizers
import Testing

@testable import Session

/// Every line of a derivation is true, and what it ends in is what a step uses.
struct DeriveTests {
  private static let formulas = [
    "x^2 + 10y^2", "sin(x*y) + cos(x)/y", "exp(x)*log(y)", "sqrt(x^2 + y^2)", "x^y", "2^x + y",
    "tanh(x) + sigmoid(y)*x", "softplus(x - y)", "abs(x*y)", "relu(x)*y", "max(x, y)*x",
    "min(x, y^2)", "if(x > 0, x*y, y)", "hypot(x, y)", "atan(x) + asin(y/5)", "log1p(x^2)*y",
    "norm([x, y])^3", "sum([x, y, x*y]^2)", "prod([x, y, x])", "dot([x, y], [y, 2])",
    "mean([x, 2y]^2)", "log(exp(x) + exp(y))", "cbrt(x)*y", "log2(x) + log10(y)", "erf(x) + y",
    "x^3 - 3x*y^2", "x/y", "3/x + y", "-x - -y", "fma(x, y, x)", "expm1(x)*cosh(y) + sinh(x)",
    "acos(x/9) + tan(y/4)", "[x, y] @ [[2, 1], [1, 3]] @ [x, y]", "atan2(x, y)",
  ]

  @Test(arguments: formulas)
  func everyLineOfAFormulaIsTrue(_ formula: String) throws {
    try check(try Session("minimize \(formula) from x = 1.7, y = 0.6"))
  }

  @Test func aFunctionThatIsAParameterIsDerived() throws {
    try check(try Session("minimize x from x = 1.7"))
  }

  @Test(arguments: Gallery.names)
  func everyLineOfTheGalleryIsTrue(_ name: String) throws {
    try check(try Session("objective \(name)"))
  }

  @Test func aStepOfSomeRowsIsDerivedOverThem() throws {
    try check(
      try Session(
        "data p = [1, 2, 3, 4], q = [3, 5, 7, 9]", "batch 2 shuffled seed 4",
        "minimize mean((w*p + b - q)^2) from w = 0.5, b = 0.1", "use gd lr = 0.01", "step 3"))
  }

  /// What is on the screen of one parameter stands on what is on it, or is given.
  @Test(arguments: ["xor", "rosenbrock", "logistic"])
  func oneParametersLinesAreWhole(_ name: String) throws {
    let session = try Session("objective \(name)")
    let pass = try #require(try session.backpropagation())
    for block in session.blocks {
      var known = Set(pass.leaves.keys)
      let lines = pass.lines(behind: Backpropagation.derivative(by: block.name))
      for line in lines {
        for read in line.formula?.names ?? [] where Scope.constants[read] == nil {
          #expect(known.contains(read) || read.element.map { known.contains($0.whole) } == true)
        }
        known.insert(line.name)
      }
      #expect(lines.last?.variable == block.name)
    }
  }

  private func check(_ session: Session) throws {
    let pass = try #require(try session.backpropagation())
    let gradient = try #require(session.walk?.gradientHere)
    let leaves = pass.lines.filter(\.isLeaf)
    // To the bit what the next step uses.
    #expect(leaves.flatMap(\.value.numbers).map(\.bitPattern) == gradient.map(\.bitPattern))
    #expect(leaves.map(\.variable) == session.blocks.map(\.name))
    for (number, line) in pass.lines.enumerated() {
      let text = line.formula.map { Notation().text($0) } ?? "nothing"
      let formula = try #require(line.formula, "\(line.name) has no formula")
      let found = try value(formula, pass, before: number)
      let wanted = line.value.numbers
      let isNear = wanted.indices.allSatisfy { index in
        let other = found.count == 1 ? found[0] : found[index]
        return abs(other - wanted[index]) <= 1e-12 * max(1, abs(other), abs(wanted[index]))
      }
      #expect(isNear, "\(line.name) = \(text): \(found) for \(wanted)")
      if line.variable != nil { #expect(!line.rules.isEmpty || text == "0", "\(line.name)") }
    }
  }

  /// What a line's formula comes to over the lines before it.
  private func value(_ formula: Expression, _ pass: Backpropagation, before line: Int) throws
    -> [Double]
  {
    var graph = Graph()
    var scope = Scope()
    var (inputs, row): ([Graph.ID: Slot], [Double]) = ([:], [])
    let given =
      pass.leaves.map { ($0.key, $0.value) } + pass.lines.prefix(line).map { ($0.name, $0.value) }
    for (name, value) in given {
      let shape: Shape =
        switch value {
        case .scalar: .scalar
        case .vector(let numbers, let axis): .vector(axis, count: numbers.count)
        case .matrix(let numbers, let columns):
          Shape([
            Shape.Dimension(.elements, count: numbers.count / columns),
            Shape.Dimension(.elements, count: columns),
          ])
        }
      let id = graph.input(name, shape: shape)
      inputs[id] = Slot(row.count)
      row += value.numbers
      scope.bindings[name] = id
    }
    let node = try graph.lower(formula, in: scope)
    return graph.value(of: node, inputs: inputs, row: row).numbers
  }

  // MARK: - As a learner sees it

  @Test func theCourseIsDerivedByTheRulesOfTheCourse() throws {
    var session = try Session.course()
    guard case .backpropagation(let report)? = try session.run("derive").last else {
      Issue.record("no derivation")
      return
    }
    let notation = Notation()
    let lines = report.lines.map { line in
      "\(line.name) = \(line.formula.map { notation.text($0) } ?? "")"
        + (line.rules.isEmpty ? "" : " by \(line.rules.joined(separator: ", "))")
    }
    #expect(
      lines == [
        "v1 = x²", "v2 = y²", "v3 = 10·v2", "f = v1 + v3", "∂f/∂v3 = 1 by sum",
        "∂f/∂v2 = ∂f/∂v3·10 by constant factor", "∂f/∂v1 = 1 by sum",
        "∂f/∂x = ∂f/∂v1·2·x by power", "∂f/∂y = ∂f/∂v2·2·y by power",
      ])
  }

  @Test func itIsSteppedThroughByLine() throws {
    var session = try Session.course()
    var seen: [Name] = []
    for _ in 0..<10 {
      guard case .backpropagation(let report)? = try session.run("line f").last else { break }
      seen += report.lines.map(\.name)
    }
    let names = try #require(try session.backpropagation()).lines.map(\.name)
    // Behind the last line it begins anew.
    #expect(seen == names + names.prefix(1))
    #expect(session.repetition == "line f")
    try session.run("step")
    #expect(session.linesOfPass == 0)
  }

  @Test func aNameThatIsTakenIsNotGivenAgain() throws {
    let session = try Session("minimize v1^2 + v2*v1 from v1 = 2, v2 = 3")
    let pass = try #require(try session.backpropagation())
    #expect(pass.lines.first?.name == Name("u1"))
    try check(session)
  }

  @Test(arguments: ["derive z", "derive x + 1", "derive 3"])
  func whatIsNoParameterIsRefused(_ line: String) throws {
    var session = try Session.course()
    #expect(throws: Diagnostic.self) { try session.run(line) }
  }
}
