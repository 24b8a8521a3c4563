import Optimizers
import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Exported files in the hands of Python.
@Suite(.enabled(if: Python.has("sys"), "python3 is not installed"))
struct PythonTests {
  let folder = TemporaryFolder()

  /// Carries out commands, exports a trace and a script, and holds one against the other.
  private func compare(_ lines: String, _ library: String, _ bound: String = "1e-12") {
    let outcome = Program.run(
      ["run", "-"], input: lines + "\nexport trace.csv\nexport walk.py \(library)\n", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    folder.write("compare.py", Python.comparison)
    let result = Python.run("compare.py \(bound)", in: folder)
    #expect(result.status == 0, "\(result.output)\n\(folder.read("walk.py"))")
  }

  static let optimizers = [
    "gd lr=0.01", "gd.clipped lr=0.1", "momentum", "nesterov", "adagrad lr=0.5", "rmsprop",
    "rmsprop.centered", "rmsprop.momentum", "adadelta", "adam lr=0.1", "rprop", "sign",
  ]

  static let objectives = [
    "minimize x^2 + 10y^2 from x = 4, y = 1",
    "minimize (1 - x)^2 + 5(y - x^2)^2 from x = -1.5, y = 2",
    "let r = w*[1,2,3,4] + b - [3,5,7,9]\nminimize mean(r^2) from w = 0, b = 0",
    "minimize softplus(2a - 1) + sigmoid(-b)*b^2 + relu(a) + if(a > 0 and not b > 2, a^2, -a)"
      + " from a = 1.5, b = -0.5",
    "minimize log(1 + norm(θ)) + max(abs(lambda), 0.1) + min(in, 3, tanh(in)) + exp(-π)"
      + " + clamp(lambda, -1, 1)/7 from lambda = 2, in = -1",
    "minimize sum(([[1,2],[3,4],[5,6]] @ [p, q] - [1,2,3])^2)/100 from p = 1, q = -1",
  ]

  @Test(
    .enabled(if: Python.has("numpy"), "NumPy is not installed"),
    arguments: optimizers.map { ($0, objectives[1]) } + objectives.map { ("rmsprop", $0) })
  func numPyMakesTheSameSteps(_ optimizer: String, _ objective: String) {
    compare("\(objective)\nuse \(optimizer)\nstep 12", "numpy")
  }

  @Test(
    .enabled(if: Python.has("numpy"), "NumPy is not installed"),
    arguments: [
      "newton lr=0.5", "newton.damped", "newton.diagonal lr=0.5", "gd.exact", "gd.parabola",
      "gd.backtracking",
    ])
  func secondDerivativesAndSearchesAreMadeAgain(_ optimizer: String) {
    compare("\(PythonTests.objectives[1])\nuse \(optimizer)\nstep 8", "numpy", "1e-9")
  }

  @Test(.enabled(if: Python.has("numpy"), "NumPy is not installed"))
  func whatWasDoneByHandIsDoneAgain() {
    compare(
      """
      optimizer mine
        "A recipe with a number of its own for all parameters."
        hyper lr = 0.1
        hyper m̂0 = 0.5
        state size = m̂0 / 2
        state previous = 0

        size     = norm(g) / (1 + t)
        previous = if(previous ~= 0, g, previous + (g > 0) - (g < 0))
        step     = lr * previous * size
        θ        = θ - step

      minimize x^2 + 10y^2 from x = 4, y = 1
      use mine
      step 2
      set x = 3, lr = 0.05
      step g = 3, -1
      set previous = 0.25, y = -2
      step 4
      set x = 8
      """, "numpy")
  }

  static let dataSets = [
    "minimize mean((w*p + b - q)^2) from w = 0, b = 0\nuse rmsprop lr = 0.1\nstep 9",
    "batch 2\nminimize mean((w*p + b - q)^2) from w = 0, b = 0\nuse adam lr = 0.1\nstep 9",
    "batch 2 shuffled seed 7\nminimize mean(softplus(dot(w, [1, -2])*p - q)) + norm(w) from w = [1, 2]"
      + "\nuse momentum\nstep 9\nset w[2] = 1\nstep g = 1, 2\nstep 3",
    "minimize sum((W @ [p, q])^2)/100 + sum(relu(W)) + b from W = [[1,2],[3,4]], b = 1"
      + "\nuse adagrad\nstep 5",
    "optimizer probe\n  hyper lr = 0.05\n\n  ahead = f(θ - lr*g)\n  θ = θ - lr*g/(1 + ahead)\n\n"
      + "minimize mean((w*p - q)^2) from w = 0\nuse probe\nstep 5",
  ]

  @Test(.enabled(if: Python.has("numpy"), "NumPy is not installed"), arguments: dataSets)
  func dataAndBatchesComeAlong(_ lines: String) {
    compare("data p = [1, 2, 3, 4, 5], q = [2, 4.5, 5, 8, 11]\n" + lines, "numpy")
  }

  /// Draws are a function of seed, step and place, so that a script of NumPy makes the same.
  @Test(
    .enabled(if: Python.has("numpy"), "NumPy is not installed"),
    arguments: ["swarm n=4", "anneal", "es", "random", "nelder-mead", "rprop.improved.plus"],
    ["minimize x^2 + 10y^2 + x*y from x = 4, y = 1", "minimize (x^2 - 1)^2 from x = 0.1"])
  func whatIsDrawnIsDrawnAgain(_ optimizer: String, _ objective: String) {
    compare("seed 5\n\(objective)\nuse \(optimizer)\nstep 12", "numpy")
  }

  @Test(.enabled(if: Python.has("numpy"), "NumPy is not installed"))
  func anotherSeedOnTheWayIsTakenAlong() {
    compare(
      "optimizer noisy\n  θ = θ - 0.1*(g + normal())\n\nminimize x^2 from x = 1\n"
        + "use noisy\nstep 3\nseed 1099511627779\nstep 3", "numpy")
  }

  /// Several particles, with gradients, reductions of both kinds and a best place.
  @Test(.enabled(if: Python.has("numpy"), "NumPy is not installed"))
  func particlesKeepTheirRows() {
    compare(
      """
      optimizer flock
        population n = 3
        hyper lr = 0.05
        state θ    = θ + particle * parameter * uniform()
        state size = 1
        state best = pick(θ, argmin(f(θ)))

        length = norm(g)
        middle = mean(across(θ))
        one    = max(length) + sum(middle) + argmax(length) + pick(length, 2)
        size   = size * (1 + uniform(1)) / dot(θ, θ)
        pull   = if(particle == argmin(f), 0, θ - best)
        θ      = θ - lr * g / (1 + length) - lr * pull + 0.01 * (middle - θ) / (1 + one^2) * size
        best   = pick(θ, argmin(f(θ)))

      minimize x^2 + 10y^2 + x*y from x = 4, y = 1
      use flock
      step 8
      set lr = 0.1
      step 4
      """, "numpy")
  }

  @Test func whatWasSetByHandOfAParticleHasNoScript() {
    let outcome = Program.run(
      ["run", "-"],
      input: "minimize x^2 from x = 1\nuse swarm\nstep\nset velocity[1].x = 2\nstep\n"
        + "export walk.py\n", in: folder)
    #expect(outcome.errors.contains("a script does again only what its recipe does"))
  }

  /// Schedules with all there is of the library, of the walk, and on the way.
  static let schedules = [
    "lr=0.1/sqrt(t)", "lr=step_decay(0.05, 0.5, 4)", "lr=exponential_decay(0.05, 0.9)",
    "lr=inverse_time(0.05, 0.3)", "lr=inverse_sqrt(0.05, 4)", "lr=noam(512, 4, 0.5)",
    "lr=warm_up(0.05, 6)", "lr=cosine(0.05, 20, 0.01)", "lr=cosine(0.05, 8)",
    "lr=cosine_restarts(0.05, 5, 0.001)", "lr=cosine_warm_up(0.05, 4, 20, 0.001)",
    "lr=polynomial(0.05, 20, 2)", "lr=polynomial(0.05, 10, 1, 0.01)", "lr=one_cycle(0.05, 20)",
    "lr=piecewise([0.05, 0.01, 0.002], [4, 9])", "lr=0.05/(1 + norm(g))",
    "lr=0.01*(1 + 1/(1 + f)) + 1/(100 + norm(θ))",
    "lr=0.1/t\nstep 3\nset lr = 0.05/sqrt(t)\nset x = 3\nstep 2\nset lr = 0.02\nstep 2"
      + "\nset lr = cosine(0.1, 30)",
  ]

  @Test(.enabled(if: Python.has("numpy"), "NumPy is not installed"), arguments: schedules)
  func numPyHasTheSchedule(_ schedule: String) {
    compare("\(Self.objectives[0])\nuse rmsprop \(schedule)\nstep 12", "numpy")
  }

  @Test(arguments: ["torch", "keras", "optax"], schedules)
  func aFrameworkHasTheSchedule(_ framework: String, _ schedule: String) throws {
    guard Python.has(framework) else { try Test.cancel("\(framework) is not installed") }
    let schedule =
      framework == "torch" ? schedule : schedule.replacing("lr", with: "learning_rate")
    compare("\(Self.objectives[0])\nuse \(framework).sgd \(schedule)\nstep 12", framework)
  }

  /// What a framework has no schedule for is set before each step.
  @Test(arguments: [
    ("torch", "torch.adam beta1=0.9 - 0.1/t, lr=0.1/t"),
    ("torch", "torch.sgd.momentum lr=0.01*momentum/t, momentum=0.9"),
    ("keras", "keras.sgd.momentum learning_rate=0.01*momentum/t, momentum=0.9"),
    ("optax", "optax.adam b1=0.9 - 0.1/t, learning_rate=0.1/t"),
  ])
  func whatHasNoScheduleIsSetBeforeEachStep(_ framework: String, _ choice: String) throws {
    guard Python.has(framework) else { try Test.cancel("\(framework) is not installed") }
    compare("\(Self.objectives[0])\nuse \(choice)\nstep 9", framework)
  }

  @Test(.enabled(if: Python.has("numpy"), "NumPy is not installed"))
  func gradientsFedByHandNeedNoFunction() {
    compare("params x = 4\nuse rmsprop\nstep g = 3\nstep g = -1\nstep g = 1/3", "numpy")
  }

  /// Every recipe in a framework's convention is that framework's optimizer.
  @Test(
    arguments: ["torch", "keras", "optax"].flatMap { framework in
      RecipeLibrary.standard.names.filter { $0.hasPrefix(framework + ".") }
    })
  func aFrameworkMakesTheSameSteps(_ name: String) throws {
    let framework = String(name.prefix { $0 != "." })
    guard Python.has(framework) else { try Test.cancel("\(framework) is not installed") }
    let rate = framework == "torch" ? "lr" : "learning_rate"
    // Some are in float32 there.
    let bound = name.hasSuffix("adafactor") && framework != "torch" ? "1e-6" : "1e-12"
    compare(
      """
      minimize x^2 + 10y^2 from x = 4, y = 1
      use \(name) \(rate) = 0.01
      step 3
      set x = 3, \(rate) = 0.02
      step 2
      step g = 3, -1
      step 3
      """, framework, bound)
  }

  // MARK: Tables

  static let lines =
    "minimize x^2 + 10y^2 from x = 4, y = 1\nuse rmsprop\nstep 3\nset lr = 0.1\nset x = 1/0\n"
    + "step 2\nexport trace.csv\nexport trace.json\nexport trace.jsonl\n"

  @Test func pythonReadsTheTables() {
    #expect(Program.run(["run", "-"], input: Self.lines, in: folder).status == 0)
    folder.write(
      "read.py",
      """
      import csv, json
      with open("trace.csv", newline="", encoding="utf-8") as file:
          rows = list(csv.DictReader(file))
      assert list(rows[0]) == ["step", "x", "y", "f", "g.x", "g.y", "g².x", "g².y", "E[g²].x",
          "E[g²].y", "denominator.x", "denominator.y", "step.x", "step.y", "lr"], list(rows[0])
      assert [row["step"] for row in rows] == ["0", "1", "2", "3", "4", "5"]
      assert rows[0]["g.x"] == "" and rows[1]["g.x"] == "8"
      assert rows[3]["lr"] == "0.01" and rows[4]["lr"] == "0.1"
      assert rows[4]["g.x"] == "Inf" and rows[4]["x"] == "NaN"
      whole = json.load(open("trace.json", encoding="utf-8"))
      lines = [json.loads(line) for line in open("trace.jsonl", encoding="utf-8")]
      assert whole == lines
      assert whole[0]["g.x"] is None and whole[4]["g.x"] == "inf"
      for row, one in zip(rows[1:4], whole[1:4]):
          assert {name: float(number) for name, number in row.items()} == one
      """)
    let result = Python.run("read.py", in: folder)
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(.enabled(if: Python.has("pandas"), "pandas is not installed"))
  func pandasReadsTheTables() {
    #expect(Program.run(["run", "-"], input: Self.lines, in: folder).status == 0)
    folder.write(
      "read.py",
      """
      import pandas
      table = pandas.read_csv("trace.csv")
      assert table.shape == (6, 15), table.shape
      assert (table.dtypes[1:] == "float64").all() and table.dtypes["step"] == "int64"
      for other in [pandas.read_json("trace.json"), pandas.read_json("trace.jsonl", lines=True)]:
          assert list(other.columns) == list(table.columns)
          assert (other.dtypes[1:] == "float64").all(), other.dtypes
          assert abs(other["f"][:4] - table["f"][:4]).max() < 1e-12
      """)
    let result = Python.run("read.py", in: folder)
    #expect(result.status == 0, "\(result.output)")
  }
}

/// The Python that is installed, or the one that `DOWNHILL_PYTHON` names.
enum Python {
  private static let path = getenv("DOWNHILL_PYTHON").map { String(cString: $0) } ?? "python3"

  private static let modules = Dictionary(
    uniqueKeysWithValues: ["sys", "numpy", "pandas", "torch", "keras", "optax"]
      .map { ($0, finds($0)) })

  /// Whether a module can be imported.
  static func has(_ module: String) -> Bool { modules[module] == true }

  private static func finds(_ module: String) -> Bool {
    let code = "import importlib.util as u, sys; sys.exit(u.find_spec('\(module)') is None)"
    return system("'\(path)' -c \"\(code)\" >/dev/null 2>&1") == 0
  }

  /// Runs a script in a folder; both of its outputs come together.
  static func run(_ arguments: String, in folder: TemporaryFolder)
    -> (status: Int32, output: String)
  {
    let status = system("cd '\(folder.path)' && '\(path)' \(arguments) >python.out 2>&1")
    return ((status >> 8) & 0xff, folder.read("python.out"))
  }

  /// Runs `walk.py` and compares the numbers it prints with those in `trace.csv`.
  static let comparison = """
    import csv, subprocess, sys
    bound = float(sys.argv[1])
    done = subprocess.run([sys.executable, "walk.py"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    printed = [line.split(" ") for line in done.stdout.strip().split("\\n")]
    with open("trace.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert printed[0][0] == "step" and len(printed) == len(rows) + 1, (len(printed), len(rows))
    for row, numbers in zip(rows, printed[1:]):
        for name, number in zip(printed[0], numbers):
            ours, theirs = float(row[name]), float(number)
            same = ours == theirs or (ours != ours and theirs != theirs)
            assert same or abs(ours - theirs) <= bound * max(1, abs(ours)), (name, row, numbers)
    """
}
