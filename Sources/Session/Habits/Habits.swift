/// What other prompts and other languages taught people to type, and what it is here: data, to be
/// added to.
///
/// A word of these gives way to everything that has the same name here.
enum Habits {
  /// Lines that mean a command and nothing else, so that they are carried out as that.
  static let lines: [String: String] = [
    "exit": "quit", "bye": "quit", "logout": "quit", ":q": "quit", ":q!": "quit", ":wq": "quit",
    ":x": "quit", ":quit": "quit", ":exit": "quit", "quit()": "quit", "exit()": "quit",
    "q()": "quit", "quit;": "quit", "exit;": "quit", "?": "help", "help?": "help",
    "commands": "help", "usage": "help", ":help": "help", ":h": "help", "continue": "next",
  ]

  /// Words before the arguments of a command, which are carried out as that.
  static let words: [String: String] = ["?": "help", ":help": "help", ":h": "help", "man": "help"]

  /// Words that are told which command does that here.
  static let suggestions: [String: String] = [
    "train": "run 100", "fit": "run 100", "go": "step", "iterate": "run 10", "start": "minimize",
    "minimise": "minimize", "optimize": "minimize", "optimise": "minimize", "init": "minimize",
    "optimizers": "recipes", "algorithms": "recipes", "functions": "help functions",
    "problems": "objectives", "examples": "objectives", "clear": "reset all", "restart": "reset",
    "ls": "show", "list": "recipes", "status": "show", "info": "show", "state": "show",
    "history": "trace", "table": "trace", "log": "trace", "why": "explain step",
    "derivative": "gradient",
    "grad": "gradient", "diff": "gradient", "draw": "plot", "graph": "plot", "chart": "plot",
    "tutorial": "lessons", "learn": "lessons", "course": "lessons", "open": "load",
    "import": "data",
    "read": "load", "write": "save", "define": "let", "def": "let", "var": "let", "const": "let",
    "assign": "set", "select": "use", "choose": "use", "rewind": "back", "redo": "forward",
    "config": "settings", "options": "settings", "preferences": "settings", "until": "run until",
    "guess": "predict g", "echo": "print",
  ]

  /// What optimizers are called elsewhere, in small letters.
  static let optimizers: [String: String] = [
    "gradient descent": "gd", "gradientdescent": "gd", "gradient_descent": "gd",
    "steepest descent": "gd", "sgd": "gd", "vanilla": "gd", "heavy ball": "momentum",
    "ada grad": "adagrad", "rms prop": "rmsprop", "rms": "rmsprop", "ada delta": "adadelta",
    "nag": "nesterov", "nesterov momentum": "nesterov", "signsgd": "sign", "sign sgd": "sign",
  ]

  /// The optimizer of a word, or of a phrase that begins with it: gd for `gradient` of `gradient
  /// descent`.
  static func optimizer(beginning word: String) -> String? {
    guard !word.isEmpty else { return nil }
    return optimizers[word]
      ?? optimizers.filter { $0.key.hasPrefix(word + " ") }.min { $0.key < $1.key }?.value
  }

  /// Words that lead to the places where a walk starts, for `from`.
  static let startWords: Set<String> = ["at", "start", "starting", "with", "where", "x0", "init"]

  /// Words that only join: `set lr to 0.1`.
  static let joiningWords: Set<String> = ["to", "as", "be", "is"]
}
