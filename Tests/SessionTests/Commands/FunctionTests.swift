import Formula
import Optimizers
import Testing

@testable import Session

/// Functions that are formulas, elements, and what may be a parameter, as a learner meets them.
struct FunctionTests {
  private func error(_ line: String, after lines: [String] = []) throws -> Diagnostic {
    var session = try Session()
    try session.run(lines)
    let before = Snapshot(session)
    let error = #expect(throws: Diagnostic.self) { try session.run(line) }
    #expect(Snapshot(session) == before)
    return try #require(error)
  }

  @Test func aFunctionCanBeMadeAndMinimized() throws {
    let session = try Session(
      "let huber(r, d) = if(abs(r) <= d, r^2/2, d*(abs(r) - d/2))",
      "minimize huber(x - 3, 1) + huber(y, 2) from x = 0, y = 1", "use gd lr=0.1", "step")
    #expect(try session.number("x") == 0.1)
    #expect(try session.number("y") == 0.9)
    #expect(try session.number("huber(5, 2)") == 8)
  }

  @Test func aFunctionMayReadParametersAndDefinitions() throws {
    let session = try Session(
      "let k = 2", "let loss(p) = (w*p - k)^2", "let total(a = 1) = loss(a) + loss(3)",
      "minimize total() from w = 1", "use gd lr=0.01", "step")
    #expect(abs(try session.number("w") - 1) > 0.01)
  }

  @Test func functionsAreSavedAndComeBack() throws {
    let session = try Session(
      "let twice(a, b = 1) = 2*a + b", "let both(a) = twice(a)^2", "minimize both(x) from x = 3",
      "use gd lr=0.01", "step 2")
    var replayed = try Session()
    try replayed.run(session.script)
    #expect(replayed.definitions == session.definitions)
    #expect(replayed.script == session.script)
    #expect(try replayed.number("x") == session.number("x"))
  }

  @Test func functionsAreExportedToPython() throws {
    let session = try Session(
      "let cone(a, b) = abs(a) + b*w^2", "minimize cone(w, 2) + huber(w) from w = 3",
      "use gd lr=0.1", "step")
    let walk = try #require(session.walk)
    let text = try WalkScript(walk, .numpy).text
    #expect(text.contains("def huber(r, d=1):"))
    #expect(text.contains("    def cone(a, b):"))
    #expect(text.contains("return cone(w, 2) + huber(w)"))
  }

  @Test(arguments: [
    ("let sin(x) = 3", "sin has a meaning already"),
    ("let square(x) = 3", "square has a meaning already"),
    ("let q(x, x) = 3", "two arguments are called x"),
    ("let q(sin) = 3", "an argument can't be called sin"),
    ("let q(a = 1, b) = 3", "b needs a value too, as the argument before it has one"),
    ("let q(a) = q(a)", "q would be defined by itself"),
    ("let q(a) = r(a)", "there is no function r"),
    ("print huber(1, 2, 3)", "huber takes 1 to 2 arguments, not 3"),
  ])
  func aDefinitionIsWrong(_ line: String, _ message: String) throws {
    #expect(try error(line).message == message)
  }

  @Test func twoFunctionsMustNotCallEachOther() throws {
    let lines = ["let q(a) = a", "let r(a) = q(a)"]
    #expect(try error("let q(a) = r(a)", after: lines).message == "q would be defined by itself")
  }

  @Test(arguments: [
    ("minimize x^2 from x=1, x=2", "x is given twice"),
    ("minimize x^2 from sin=1", "a parameter can't be called sin"),
    ("minimize Sin^2 from Sin=1", "a parameter can't be called Sin"),
    ("params softmax=1", "a parameter can't be called softmax"),
    ("minimize x[1] from x=[1,2], x[1]=5", "x[1] is an element of x, which starts as a whole"),
    ("minimize x[0] from x=[1, 2]", "x has no element 0"),
    ("minimize x[3] from x=[1, 2]", "x has no element 3"),
    ("minimize x[1] from x=2", "x is a single number and has no elements"),
    ("minimize W[1] from W=[[1, 2], [3, 4]]", "W is a matrix of 2 by 2, which takes two indices"),
  ])
  func aStartIsWrong(_ line: String, _ message: String) throws {
    #expect(try error(line).message == message)
  }

  /// No hint proposes a start for what can't have one; those that are proposed are accepted.
  @Test(arguments: [
    "Exp[x]", "exp", "sin", "True*x", "x[1] + exp", "and", "g*x", "t*x", "lr2*q", "x_1*q", "len(x)",
    "softmax", "pow*x", "Pi*x", "q[1]", "E[q]", "inf*q",
  ])
  func aStartIsProposedOnlyForWhatCanBeAParameter(_ formula: String) throws {
    let error = try error("minimize \(formula)")
    guard let hint = error.hint, let from = hint.firstRange(of: "… from ") else { return }
    var session = try Session()
    try session.run("minimize \(formula) from \(hint[from.upperBound...])")
  }

  @Test(arguments: [
    ("f(x) = x^2", "x = 2", 4.0), ("f(x, y) = x^2 + y^2", "x = 2, y = 3", 13),
    ("L(w) = (w - 1)^2", "w = 3", 4), ("10 y^2", "y = 3", 90), ("x[1]^2 + x[2]", "x = [2, 3]", 7),
    ("2 x + 3 y", "x = 2 y = 3", 13), ("W[1, 2]*W[2, 1]", "W = [[1, 2], [3, 4]]", 6),
  ])
  func aFunctionIsUnderstood(_ formula: String, _ starts: String, _ value: Double) throws {
    var session = try Session()
    try session.run("minimize \(formula) from \(starts)")
    #expect(try session.number("f") == value)
  }

  @Test(arguments: [
    ("minimize x(y + 1) from x = 2, y = 3", "write x*(y + 1)"),
    ("minimize Sin[x] from x = 2", "write sin(x)"),
    ("minimize sum(x_i^2) from x = 2", "write sum(x^2)"),
    ("minimize x^2 \\cdot y from x = 2, y = 3", "write x^2 * y"),
    ("print sqr(3) + 1", "write (3^2) + 1"), ("watch sin f", "write sin(f)"),
    ("let u = sec(2)", "write 1/cos(2)"),
    ("minimize x_1 from x = 2", "an element of a list is x[1]: … from x = [1, 1]"),
    ("minimize 10 y^2 from x = 2", "give every parameter a start: … from y=1"),
  ])
  func theFormulaIsRewrittenWhereverItStands(_ line: String, _ hint: String) throws {
    #expect(try error(line).hint == hint)
  }

  @Test func helpListsAndExplainsFunctions() throws {
    var session = try Session("let cubic(a, b = 1) = a^3 + b")
    guard case .help(.overview(let sections))? = try session.run("help functions").first else {
      Issue.record("no overview")
      return
    }
    let names = Set(sections.flatMap(\.entries).map(\.name))
    #expect(names.isSuperset(of: Function.allCases.map(\.rawValue)))
    #expect(names.isSuperset(of: FunctionLibrary.standard.functions.map(\.name.text)))
    #expect(names.contains("cubic"))
    for name in names.union(["arcsin", "MAX", "log_sigmoid"]) {
      guard case .help(.command(let entry))? = try session.run("help \(name)").first else {
        Issue.record("no help on \(name)")
        continue
      }
      #expect(!entry.summary.isEmpty || name == "cubic")
      #expect(!entry.forms.isEmpty)
    }
    guard case .help(.command(let root))? = try session.run("help sqrt").first else {
      Issue.record("no help")
      return
    }
    #expect(root.details == "Its derivative is 1 / (2·√x).")
  }
}
