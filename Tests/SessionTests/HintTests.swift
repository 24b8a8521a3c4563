import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// Hints are right when they are followed: what they say to type is accepted.
@Suite struct HintTests {
  /// Where a wrong line is typed.
  enum Place: String, CaseIterable, Sendable {
    case fresh, parameters, course, data

    var lines: [String] {
      switch self {
      case .fresh: []
      case .parameters: ["params x = 4, y = 1", "use gd lr = 0.1"]
      case .course:
        ["minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1", "step 5"]
      case .data:
        [
          "data u = [1, 2, 3, 4], v = [2, 4, 6, 9]", "minimize mean((v - w*u)^2) from w = 0",
          "use gd lr=0.01", "step",
        ]
      }
    }
  }

  /// Lines that are wrong in most places, of every kind that gets a hint with something to type.
  static let lines = [
    // Words
    "stpe", "mimimize x^2 from x = 4", "hepl", "shwo", "tracee", "exlain x", "qiut", "x", "zzz",
    "train", "fit", "optimize x^2", "derivative", "clear", "ls", "history", "draw f", "tutorial",
    "step()", "help()", "print(2)", "run(10)", "rmsprop", "RMSprop lr=0.1", "sgd", "adam",
    "gradient descent", "torch.optim.Adam(lr=0.1)", "keras.optimizers.RMSprop()",
    "maximize x^2", "maximize x^2 from x = 1", "f(x) = x^2", "g(a) = a^2", "x**2", "x^2 + y^2",
    // Assignments
    "x = 3", "x=4", "lr = 0.2", "lr=0.2", "beta = 0.5", "g = 1, 2", "g = 1", "q = 7", "k = x",
    "f = 3", "t = 1", "θ = 2", "seed = 4", "sin = 1",
    "E[g²] = 1", "step = 3", "line = 3",
    // Functions and starts
    "minimize x^2 + 10z from x=4", "minimize x^2", "minimize x^2 from", "minimize x^2 from y = 1",
    "minimize xy from x = 1, y = 2", "minimize x*y from 1, 2", "minimize x^2 from x = 1,5",
    "minimize sinx from x = 1", "minimize x_i^2 from x = [1, 2]", "minimize x2 from x = 3",
    "minimize a*x^2 + b from a = 1, x = 2", "minimize exp[x] from x = 1", "minimize 5",
    "minimize x(1)^2 from x = 2", "minimize asin from x = 1", "minimize sin^-1(x) from x = 0.5",
    "minimize f(x) from x = 1", "minimize mse(x, 3) from x = 1", "minimize x[1]^2 from x = 3",
    "minimize x[1]^2 + x[2]^2 from x[1] = 1, x[2] = 2", "minimize np.foo(x) from x = 1",
    "minimize x ? 1 : 2 from x = 1", "minimize |x| from x = 1", "minimize \\frac{x}{2} from x = 1",
    "minimize x^2 if x > 0 else 0 from x = 1", "minimize lambda x: x^2 from x = 2",
    "minimize x² + 2·x·y from x = 1, z = 2", "minimize sum(x_i) from x = [1, 2]",
    "minimize Sin[x] from x = 1", "minimize 2x y from x = 1, y = 2", "minimize √x from x = 2",
    "minimize x == 2 from x = 1", "minimize \"x^2\" from x = 1", "minimize x^2; from x = 1",
    "minimize (w*u - v)^2 from w = 0", "minimize mean(w*uu) from w = 0", "params", "params x",
    // Optimizers
    "use", "use rmsporp", "use RMSProp", "use SGD", "use gradient descent", "use ada",
    "use rmsprop lrr=0.1", "use rmsprop rho=0.9", "use torch.rmsprop beta=0.9",
    "use keras.rmsprop lr=0.1", "use gd lr=-1", "use gd lr", "use adam beta=0.9",
    "set lr = lr*0.9^t", "set lr = StepLR(step_size=10)", "set lr = CosineDecay(0.1, 50)",
    "use gd lr=ExponentialLR(gamma=0.9)", "set lr = coside(0.1, 9)", "set lr = 0.1*steps",
    "set lr = 0.1/sqrt(tt)", "set lr = 0.1*g", "set lr = x/t", "set beta = 1 - t",
    "use torch.sgd momentun=0.9", "use rmsprop lr=0.1 lr=0.2", "set", "set lrr = 1", "set lr",
    "set z = 3", "set lr = -1", "set E[g²].z = 1", "set E[g²] = [1, 2, 3]", "recipe rmspop",
    "recipes torhc", "compare", "compare rmspop", "compare gd lr=0.1, rmspop", "diff gd",
    // Steps
    "step g = 1", "step lr = 3", "step / 2", "step x", "step 0", "step 1.5", "run", "run until",
    "run x", "back", "back 100", "forward", "goto 100", "goto nowhere", "line 3", "step 5 6",
    // Looking
    "explain", "explain z", "explain E[g²]", "explain x.y", "explain q.x", "predict", "predict q",
    "predict E[g²]", "trace 5..1", "trace q", "trace 1..", "print", "print q", "expect",
    "expect 0.1*3 == 0.3", "watch", "break", "break when", "unwatch 9", "gradient x", "help stpe",
    "plot q", "plot", "plot path of q", "plot f to x.bmp", "animate 0", "sweep", "sweep lr",
    "sweep lr = 1..0.1", "sweep lr = 0..1 log", "sweep q = 1..2", "sweep lr = 0.1..1 show q",
    "sweep lr = 0.1..1 in 1", "batch 2", "batch 0", "seed -1", "seed x", "objective bowel",
    "objectives x", "let", "let x", "let sqrt = 3", "let a = b c", "settings foo",
    "settings digits 40", "settings colour blue", "lesson", "progress foo", "keep", "keep a b",
    "0,5", "50%", "3 x y", "2 +", "(1 + 2", "1 + 2)", "f(1)", "f(1, 2, 3)", "x.y", "g.q", "sqrt",
    "sqrt(1, 2)", "huber()", "data q", "data q = 3", "data q = [1, 2], r = [1, 2, 3]", "edit gd",
    "save", "load", "export", "export walk.xyz", "reset everything",
  ]

  /// What a hint says to type, as whole lines; nil where it holds a gap or no line.
  static func typed(_ line: String, _ error: Diagnostic) -> [String]? {
    guard let hint = error.hint else { return nil }
    if let formula = error.rewriting {
      if line.hasPrefix("let "), let sign = line.firstIndex(of: "=") {
        return ["\(line[...sign]) \(formula)"]
      }
      guard line.hasPrefix("minimize ") else { return [formula] }
      let start = line.firstRange(of: " from ").map { String(line[$0.lowerBound...]) } ?? ""
      return ["minimize \(formula)\(start)"]
    }
    if hint.hasPrefix("did you mean "), hint.hasSuffix("?"), let range = error.range {
      let word = hint.dropFirst("did you mean ".count).dropLast()
      let utf8 = Array(line.utf8)
      guard range.upper <= utf8.count else { return nil }
      return [
        String(decoding: utf8[..<range.lower], as: UTF8.self) + word
          + String(decoding: utf8[range.upper...], as: UTF8.self)
      ]
    }
    if hint.contains("give every parameter a start: … from "),
      let starts = hint.firstRange(of: "… from ")
    {
      let head = line.firstRange(of: " from").map { line[..<$0.lowerBound] } ?? line[...]
      return ["\(head) from \(hint[starts.upperBound...])"]
    }
    if hint.hasPrefix("from "), let place = line.firstRange(of: "from") {
      return [String(line[..<place.lowerBound]) + hint]
    }
    let words = Set(CommandTable.standard.commands.map(\.name))
    // Sentences about a command say what it does, and are no lines to type.
    let sentence = #/ (to see|alone|watches|marks|lists|shows|says|begins|opens|is) .*/#
    let parts = hint.split(separator: "; ").flatMap { part -> [String] in
      var text = part.firstRange(of: ": ").map { part[$0.upperBound...] } ?? part
      for word in ["type ", "as in "] where text.hasPrefix(word) { text.removeFirst(word.count) }
      return text.replacing(", or ", with: ", then ").split(separator: ", then ")
        .map { String($0.replacing(sentence, with: "")) }
    }
    let lines = parts.filter { part in
      let first = part.prefix { $0.isLetter }
      guard words.contains(String(first)), !part.contains("…"), !part.hasPrefix("show steps")
      else { return false }
      let next = part.dropFirst(first.count).first
      return next.map(\.isWhitespace) ?? true
    }
    return lines.isEmpty ? nil : lines
  }

  /// Whether a line is right, and only wants something to be there first.
  private static func comesTooEarly(_ error: Diagnostic, in place: Place, _ line: String) -> Bool {
    // An example speaks of the course's names, and what was typed may speak of what isn't there.
    let unknown = "there is nothing called "
    if error.message.hasPrefix(unknown) {
      let name = error.message.dropFirst(unknown.count).dropLast(" here".count)
      let hasFunction = place == .course || place == .data
      return !hasFunction && ["f", "step"].contains(name) || line.contains(name)
    }
    if place == .fresh, error.message == "lr is neither a hyper-parameter nor a parameter" {
      return true
    }
    let missing = [
      "there is nothing to walk on yet", "no step was made yet", "there is no function here",
      "there is no function to walk on",
      "there is no function to take a gradient of", "no optimizer is in use",
      "there is no data", "what is to be compared?", "a function needs a command and a start",
    ]
    return missing.contains { error.message.hasPrefix($0) }
      || error.message.hasSuffix("has no value yet")
  }

  @Test(arguments: Place.allCases)
  func whatHintsSayIsAccepted(_ place: Place) throws {
    var followed = 0
    for line in Self.lines {
      var session = try Session(place.lines)
      let before = Snapshot(session)
      let error: Diagnostic
      do {
        try session.run(line)
        continue
      } catch let thrown as Diagnostic {
        error = thrown
      }
      #expect(Snapshot(session) == before, "\(line)")
      guard let typed = Self.typed(line, error) else { continue }
      followed += 1
      for next in typed {
        var session = session
        do {
          let call = try session.interpret(SourceSlice(next))
          // What reads, writes, or is the talk's is only read here.
          guard call.needs.isEmpty else { continue }
          try session.run(next)
        } catch let second as Diagnostic where !Self.comesTooEarly(second, in: place, line) {
          Issue.record("\(place): \(line) → \(error.hint ?? "") → \(next) → \(second.message)")
        } catch {}
      }
    }
    #expect(followed > 20)
  }

  /// A start is proposed for what can be a parameter, and for nothing else.
  @Test(arguments: [
    ("minimize exp[x] from x = 1", "exp"), ("minimize sin x from x = 1", "sin"),
    ("minimize sum(x_i) from x = [1, 2]", "x_i"), ("minimize mean(w*u) from w = 0", "mean"),
    ("minimize asin from x = 1", "asin"), ("minimize Exp from x = 1", "Exp"),
    ("minimize np.foo(x) from x = 1", "np"), ("minimize x[1]^2 from y = 1", "x[1]"),
    ("minimize true*x from x = 1", "true"), ("minimize step*x from x = 1", "stp"),
  ])
  func noStartIsProposedForAFunction(_ line: String, _ name: String) throws {
    var session = Session(library: .standard, commands: .standard)
    do {
      try session.run(line)
    } catch let error as Diagnostic {
      #expect(error.hint?.contains("\(name)=1") != true, "\(error.hint ?? "")")
    }
  }

  /// The nearest name is proposed for the same word mistyped, never for another one.
  @Test(arguments: [
    "asinn(x)", "atan3(x)", "sqr(x)", "erff(x)", "mse(x)", "prodd(x)", "sinh2(x)", "abc(x)",
  ])
  func theNearestFunctionIsTheSameWord(_ call: String) throws {
    var session = Session(library: .standard, commands: .standard)
    let error = try #require(throws: Diagnostic.self) {
      try session.run("minimize \(call) from x = 0.5")
    }
    let others = ["asinn": ["sin"], "sqr": ["sqrt"], "mse": ["mean"], "atan3": ["tan"]]
    let name = String(call.prefix { $0 != "(" })
    for other in others[name] ?? [] { #expect(error.hint != "did you mean \(other)?") }
  }
}
