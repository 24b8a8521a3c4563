import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// The arguments that frameworks have: each finds the recipe that has it.
struct FrameworkArgumentTests {
  @Test(
    arguments: [
      ("torch.sgd momentum=0.9", "torch.sgd.momentum", ["momentum": 0.9]),
      ("torch.sgd momentum=0.9, nesterov=True", "torch.sgd.nesterov", ["momentum": 0.9]),
      ("torch.sgd nesterov=False", "torch.sgd", [:]),
      ("torch.sgd.momentum nesterov=True", "torch.sgd.nesterov", [:]),
      ("torch.sgd lr=0.1, momentum=0", "torch.sgd.momentum", ["lr": 0.1, "momentum": 0]),
      ("torch.sgd weight_decay=1e-3, momentum=0.9", "torch.sgd.weight_decay", ["momentum": 0.9]),
      ("torch.sgd nesterov=True, weight_decay=0", "torch.sgd.nesterov", [:]),
      ("torch.rmsprop centered=True", "torch.rmsprop.centered", [:]),
      ("torch.rmsprop centered=False, alpha=0.9", "torch.rmsprop", ["alpha": 0.9]),
      ("torch.rmsprop momentum=0.5", "torch.rmsprop.momentum", ["momentum": 0.5]),
      ("torch.adam betas=(0.8, 0.99)", "torch.adam", ["beta1": 0.8, "beta2": 0.99]),
      ("torch.adam betas=[0.8, 0.99], amsgrad=True", "torch.adam.amsgrad", ["beta2": 0.99]),
      ("torch.adam amsgrad=False, foreach=None, fused=True", "torch.adam", [:]),
      ("torch.adagrad lr_decay=0.1", "torch.adagrad.lr_decay", ["lr_decay": 0.1]),
      ("keras.sgd momentum=0.9, nesterov=True", "keras.sgd.nesterov", ["momentum": 0.9]),
      ("keras.rmsprop centered=True", "keras.rmsprop.centered", [:]),
      ("optax.rmsprop eps_in_sqrt=False", "optax.rmsprop", ["eps_in_sqrt": 0]),
      ("optax.sgd(0.1, momentum=0.9)", "optax.sgd.momentum", ["learning_rate": 0.1]),
      ("torch.optim.RMSprop(lr=0.02)", "torch.rmsprop", ["lr": 0.02]),
      (
        "torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)", "torch.sgd.momentum",
        ["lr": 0.1]
      ),
      ("tf.keras.optimizers.Adam(learning_rate=0.1)", "keras.adam", ["learning_rate": 0.1]),
      ("keras.RMSprop", "keras.rmsprop", [:]), ("rmsprop momentum=0.5", "rmsprop.momentum", [:]),
    ] as [(String, String, [String: Double])])
  func chooseTheRecipe(_ typed: String, _ recipe: String, _ hypers: [String: Double]) throws {
    var session = try Session("minimize x^2 from x = 4")
    let reports = try session.run("use \(typed)")
    #expect(session.recipe?.name == recipe)
    for (name, value) in hypers { #expect(session.hypers[Name(name)] == value) }
    // Where another recipe was taken than the one named, it is said.
    let named = session.library.name(meaning: typed.prefix { !$0.isWhitespace && $0 != "(" })
    let isOther = named != recipe
    let isSaid = reports.contains {
      if case .note(let note) = $0 { note.text.hasPrefix(recipe) } else { false }
    }
    #expect(isSaid == isOther)
    // It takes steps, and what was chosen survives being saved.
    try session.run("step 3")
    var again = Session(library: .standard, commands: .standard)
    try again.run(session.script)
    #expect(again.setup == session.setup && again.position == session.position)
  }

  @Test(
    arguments: [
      ("torch.sgd foo=1", "torch.sgd has no hyper-parameter foo", "it has lr"),
      (
        "torch.sgd momentun=1", "torch.sgd has no hyper-parameter momentun",
        "did you mean momentum?"
      ),
      ("torch.sgd foo=True", "torch.sgd has no hyper-parameter foo", "it has lr"),
      ("torch.sgd foo=False", "torch.sgd has no hyper-parameter foo", "it has lr"),
      (
        "torch.rmsprop centered=True, momentum=0.9", "no recipe has momentum and centered together",
        "torch.rmsprop.momentum has momentum, torch.rmsprop.centered has centered"
      ),
      (
        "keras.adam clipnorm=1", "no recipe of keras.adam has clipnorm",
        "gd.clipped clips the gradient's length"
      ),
      (
        "torch.adam betas=(0.9, 0.99, 0.999)", "betas is 2 numbers here, not 3",
        "as in beta1 = …, beta2 = …"
      ),
      ("gd lr=(0.1, 0.2)", "gd takes single numbers", "it has lr"),
      ("torch.adam betas=(0.9, 1.5)", "beta2 can't be 1.5", nil),
      ("torch.sgd(lr=0.1", "a closing parenthesis should stand here", nil),
      ("rmsprop lr=0.1, lr=0.2", "lr is given twice", nil),
    ] as [(String, String, String?)])
  func whatNoRecipeHasIsNamed(_ typed: String, _ message: String, _ hint: String?) throws {
    var session = try Session("minimize x^2 from x = 4")
    let before = Snapshot(session)
    let error = try #require(throws: Diagnostic.self) { try session.run("use \(typed)") }
    #expect(error.message == message)
    if let hint { #expect(error.hint == hint) }
    #expect(Snapshot(session) == before)
  }

  /// Every recipe of a framework can be had by the framework's own name for it.
  @Test(
    arguments: ["torch": "torch.optim", "keras": "keras.optimizers", "optax": "optax"].sorted {
      $0.key < $1.key
    })
  func everyClassIsFound(_ framework: String, _ path: String) throws {
    let library = RecipeLibrary.standard
    for name in library.names where name.hasPrefix("\(framework).") {
      let parts = name.split(separator: ".")
      guard parts.count == 2 else { continue }
      #expect(library.name(meaning: "\(path).\(parts[1].uppercased())") == name)
    }
  }

  /// Five steps on x² + 10y² from 4, 1, as PyTorch 2.15.0 makes them in float64 on one thread.
  ///
  /// 1e-12 allows for a few roundings in another order: a kernel may join a product and a sum.
  @Test(
    arguments: [
      (
        "torch.sgd lr=0.01, momentum=0.9, weight_decay=0.1, dampening=0.1",
        [3.018191643544151, -0.5374377261096004]
      ),
      (
        "torch.rmsprop lr=0.01, momentum=0.5, weight_decay=0.1",
        [3.461783240411739, 0.49908301930875104]
      ),
      ("torch.adam lr=0.1, weight_decay=0.1", [3.5012675295655535, 0.5079636568664263]),
      ("torch.adam lr=0.1, amsgrad=True", [3.501267529595913, 0.507963656867751]),
      (
        "torch.adagrad lr=0.1, lr_decay=0.2, weight_decay=0.1",
        [3.7465378458613308, 0.7557587814791524]
      ),
    ] as [(String, [Double])])
  func theStepsAreTheFrameworks(_ typed: String, _ wanted: [Double]) throws {
    let session = try Session(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use \(typed)", "run 5")
    let theta = try #require(session.walk?.current.point)
    for (number, other) in zip(theta, wanted) { #expect(abs(number - other) <= 1e-12) }
  }

  @Test func optimizersOfAComparisonTakeThem() throws {
    var session = try Session("minimize x^2 from x = 4")
    try session.run(
      "compare torch.sgd lr=0.1, momentum=0.9, rmsprop(lr=0.1, beta=0.8), gd 0.1 for 5")
    let recipes = session.comparison.compared.map(\.walk.machine.recipe.name)
    #expect(recipes == ["torch.sgd.momentum", "rmsprop", "gd"])
  }
}
