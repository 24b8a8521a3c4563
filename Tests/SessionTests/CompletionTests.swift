import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

struct CompletionTests {
  private func choices(_ line: String, in session: Session) -> [String] {
    session.completion(of: line, lessons: ["adagrad", "gradient-descent"]).completion.choices
  }

  @Test(
    arguments: [
      ("st", ["stability", "std(", "step", "step.x", "step.y", "step_decay(", "steps"]),
      ("  mini", ["minimize"]),
      ("use ad", ["adadelta", "adafactor", "adagrad", "adagrad.decay", "adam", "adamax", "adamw"]),
      ("use torch.rmsprop.c", ["torch.rmsprop.centered"]),
      ("use rmsprop ", ["beta=", "eps=", "lr="]),
      ("use rmsprop lr=0.1, be", ["beta="]),
      ("use gd l", ["lr="]),
      (
        "use rmsprop lr=l",
        ["leaky_relu(", "log(", "log10(", "log1p(", "log2(", "logsigmoid(", "logsumexp(", "lr"]
      ),
      ("set ", ["E[g²]", "beta", "eps", "lr", "x", "y"]),
      ("set lr = 0.1, b", ["beta"]),
      (
        "set lr = 2*l",
        ["leaky_relu(", "log(", "log10(", "log1p(", "log2(", "logsigmoid(", "logsumexp(", "lr"]
      ),
      ("explain E", ["E[g²]", "E[g²].x", "E[g²].y"]),
      ("explain E[g2", ["E[g²]", "E[g²].x", "E[g²].y"]),
      ("explain E[g^2].", ["E[g²].x", "E[g²].y"]),
      ("set β", ["beta"]),
      ("lr/sq", ["sqrt("]),
      ("x-de", ["denominator", "denominator.x", "denominator.y"]),
      ("x^2·den", ["denominator", "denominator.x", "denominator.y"]),
      ("precision b", ["bfloat16"]), ("precision f", ["float32", "float64"]),
      ("derive ", ["x", "y"]), ("line f", ["f"]), ("claim half", ["half-life"]),
      ("claim gd on x^2 se", ["settles"]),
      ("run unt", ["until"]),
      ("run until f < 1e-6 ma", ["max"]),
      ("minimize x^2 fr", ["from"]),
      ("lesson gr", ["gradient-descent"]),
      ("lesson gradient-d", ["gradient-descent"]),
      ("help mi", ["minimize"]),
      ("recipe rmsprop.m", ["rmsprop.momentum"]),
      ("quit ", []), ("zzz", []),
      ("sweep ", ["beta", "eps", "lr"]), ("sweep lr = 1e-3..1 l", ["log"]),
      ("sweep lr = 1e-3..1 log, b", ["beta"]), ("sweep lr = 1..2 ", ["for", "in", "log", "show"]),
      ("sweep lr = 1..2 show ", ["f", "steps"]),
      ("compare gd lr=0.1, adag", ["adagrad", "adagrad.decay"]), ("compare gd l", ["lr="]),
      ("compare gd unt", ["until"]), ("progress ", ["export", "forget", "import"]),
      ("progress forget ", ["adagrad", "gradient-descent"]), ("settings co", ["colour"]),
      ("settings colour o", ["off", "on"]), ("batch 2 sh", ["shuffled"]), ("break w", ["when"]),
      ("plot f l", ["log"]), ("plot path z", ["zoom"]), ("edit rmsprop ", ["as"]),
      ("export walk.py n", ["numpy"]), ("save a.downhill f", ["force"]), ("gradient ", ["check"]),
      ("step ", ["g="]),
    ] as [(String, [String])])
  func aLineCanGoOnWith(_ line: String, _ expected: [String]) throws {
    #expect(choices(line, in: try Session.course("step")) == expected)
  }

  @Test func anEmptyLineCanBeAnyCommand() {
    let choices = choices("", in: Session(library: .standard, commands: .standard))
    #expect(CommandTable.standard.commands.allSatisfy { choices.contains($0.name) })
  }

  @Test func whatHasNoValueYetIsNotOffered() throws {
    #expect(choices("den", in: try Session.course()).isEmpty)
  }

  @Test func definitionsAreOffered() throws {
    #expect(choices("expect rat", in: try Session("let ratio = 1/3")) == ["ratio"])
  }

  @Test(arguments: [
    ("use rms", 4, 7), ("explain E[g^2", 8, 13), ("", 0, 0), ("step ", 5, 5), ("2·den", 3, 6),
  ])
  func theWordIsReplaced(_ line: String, _ lower: Int, _ upper: Int) throws {
    let range = try Session.course("step").completion(of: line, lessons: []).completion.range
    #expect(range == lower..<upper)
  }

  @Test(arguments: [("lesson ./", true), ("lesson a b", false), ("use ", false)])
  func filesAreWantedWhereALessonIs(_ line: String, _ wantsFiles: Bool) throws {
    #expect(
      try Session.course().completion(of: line, lessons: []).wantsFiles == wantsFiles)
  }
}
