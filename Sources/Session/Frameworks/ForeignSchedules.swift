import Formula
import Optimizers

/// What frameworks call schedules, and how they are written here: data, to be added to.
struct ForeignSchedule {
  /// What its arguments are called, in the order in which they may stand without a name.
  var arguments: [String]
  /// How it is written here; a word in braces stands for an argument's value.
  var template: String
  /// What an argument is that isn't given; the learning rate is that in use.
  var standards: [String: String] = [:]

  /// Schedules by their names in small letters without what stands before the last dot.
  private static let all: [String: ForeignSchedule] = [
    "steplr": ForeignSchedule(
      arguments: ["step_size", "gamma"], template: "step_decay({lr}, {gamma}, {step_size})",
      standards: ["gamma": "0.1", "step_size": "10"]),
    "multisteplr": ForeignSchedule(
      arguments: [], template: "piecewise([{lr}, {lr}/10, {lr}/100], [30, 60])"),
    "exponentiallr": ForeignSchedule(
      arguments: ["gamma"], template: "exponential_decay({lr}, {gamma})",
      standards: ["gamma": "0.9"]),
    "cosineannealinglr": ForeignSchedule(
      arguments: ["t_max", "eta_min"], template: "cosine({lr}, {t_max}, {eta_min})",
      standards: ["t_max": "100", "eta_min": "0"]),
    "cosineannealingwarmrestarts": ForeignSchedule(
      arguments: ["t_0", "t_mult", "eta_min"], template: "cosine_restarts({lr}, {t_0}, {eta_min})",
      standards: ["t_0": "10", "eta_min": "0"]),
    "linearlr": ForeignSchedule(
      arguments: ["start_factor", "end_factor", "total_iters"],
      template: "warm_up({lr}, {total_iters})", standards: ["total_iters": "5"]),
    "polynomiallr": ForeignSchedule(
      arguments: ["total_iters", "power"], template: "polynomial({lr}, {total_iters}, {power})",
      standards: ["total_iters": "5", "power": "1"]),
    "onecyclelr": ForeignSchedule(
      arguments: ["max_lr", "total_steps"], template: "one_cycle({max_lr}, {total_steps})",
      standards: ["max_lr": "0.1", "total_steps": "100"]),
    "lambdalr": ForeignSchedule(arguments: [], template: "{lr}/sqrt(t)"),
    "multiplicativelr": ForeignSchedule(arguments: [], template: "{lr}*0.95^(t - 1)"),
    "exponentialdecay": ForeignSchedule(
      arguments: ["initial_learning_rate", "decay_steps", "decay_rate"],
      template: "{initial_learning_rate}*{decay_rate}^((t - 1)/{decay_steps})",
      standards: ["initial_learning_rate": "0.1", "decay_steps": "10", "decay_rate": "0.5"]),
    "cosinedecay": ForeignSchedule(
      arguments: ["initial_learning_rate", "decay_steps"],
      template: "cosine({initial_learning_rate}, {decay_steps})",
      standards: ["initial_learning_rate": "0.1", "decay_steps": "100"]),
    "cosinedecayrestarts": ForeignSchedule(
      arguments: ["initial_learning_rate", "first_decay_steps"],
      template: "cosine_restarts({initial_learning_rate}, {first_decay_steps})",
      standards: ["initial_learning_rate": "0.1", "first_decay_steps": "10"]),
    "polynomialdecay": ForeignSchedule(
      arguments: ["initial_learning_rate", "decay_steps", "end_learning_rate", "power"],
      template:
        "polynomial({initial_learning_rate}, {decay_steps}, {power}, {end_learning_rate})",
      standards: [
        "initial_learning_rate": "0.1", "decay_steps": "100", "end_learning_rate": "0.0001",
        "power": "1",
      ]),
    "inversetimedecay": ForeignSchedule(
      arguments: ["initial_learning_rate", "decay_steps", "decay_rate"],
      template: "inverse_time({initial_learning_rate}, {decay_rate}/{decay_steps})",
      standards: ["initial_learning_rate": "0.1", "decay_steps": "1", "decay_rate": "0.5"]),
    "piecewiseconstantdecay": ForeignSchedule(
      arguments: [], template: "piecewise([{lr}, {lr}/10], [30])"),
    "cosine_decay_schedule": ForeignSchedule(
      arguments: ["init_value", "decay_steps"], template: "cosine({init_value}, {decay_steps})",
      standards: ["init_value": "0.1", "decay_steps": "100"]),
    "warmup_cosine_decay_schedule": ForeignSchedule(
      arguments: ["init_value", "peak_value", "warmup_steps", "decay_steps", "end_value"],
      template: "cosine_warm_up({peak_value}, {warmup_steps}, {decay_steps}, {end_value})",
      standards: [
        "peak_value": "0.1", "warmup_steps": "10", "decay_steps": "100", "end_value": "0",
      ]),
    "linear_schedule": ForeignSchedule(
      arguments: ["init_value", "end_value", "transition_steps"],
      template: "polynomial({init_value}, {transition_steps}, 1, {end_value})",
      standards: ["init_value": "0.1", "end_value": "0", "transition_steps": "100"]),
    "polynomial_schedule": ForeignSchedule(
      arguments: ["init_value", "end_value", "power", "transition_steps"],
      template: "polynomial({init_value}, {transition_steps}, {power}, {end_value})",
      standards: [
        "init_value": "0.1", "end_value": "0", "power": "1", "transition_steps": "100",
      ]),
    "piecewise_constant_schedule": ForeignSchedule(
      arguments: ["init_value"], template: "piecewise([{init_value}, {init_value}/10], [30])",
      standards: ["init_value": "0.1"]),
  ]
}

extension ForeignSchedule {
  /// A call of a framework's schedule at the beginning of a text, as it is written here.
  ///
  /// - Parameters:
  ///   - text: what stands behind `lr =`.
  ///   - rate: the learning rate in use.
  /// - Returns: its name there, how long the call is, and the formula; nil where it is none.
  static func reading(_ text: Substring, rate: Double)
    -> (name: String, length: Int, formula: String)?
  {
    let path = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let name = path.split(separator: ".").last.map(String.init) ?? ""
    let rest = text[path.endIndex...]
    guard rest.first == "(", let known = all[name.lowercased()] else { return nil }
    let inside = rest.dropFirst().prefix { $0 != ")" }
    let closing = inside.endIndex < rest.endIndex ? 1 : 0
    var values = known.standards
    values["lr"] = NumberFormat.roundTrip.text(rate)
    var places = known.arguments[...]
    for part in inside.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard let value = sides.last else { continue }
      // PyTorch's are first given the optimizer.
      let isNumber = Double(value).map(\.isFinite) ?? false
      if sides.count == 2 {
        if isNumber { values[sides[0].lowercased()] = value }
      } else if value != "optimizer", let place = places.popFirst(), isNumber {
        values[place] = value
      }
    }
    var formula = known.template
    for (word, value) in values { formula = formula.replacing("{\(word)}", with: value) }
    let length = path.utf8.count + 1 + inside.utf8.count + closing
    return (name, length, formula)
  }
}

extension ArgumentReader {
  /// Sees that no framework's schedule comes next, which has another name here.
  func refuseForeignSchedule(for name: Name) throws(Diagnostic) {
    let standard = session.recipe?.hyper(name)?.standard
    let rate = session.hypers[name] ?? standard ?? 0.1
    guard let (foreign, length, formula) = ForeignSchedule.reading(rest.text, rate: rate) else {
      return
    }
    // fits: what stands here
    throw .foreignSchedule(
      foreign, name, formula, at: rest.upTo(rest.range.lower + length).range)
  }
}

extension Diagnostic {
  fileprivate static func foreignSchedule(
    _ foreign: String, _ name: Name, _ formula: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(foreign) has another name here", at: range, hint: "\(name) = \(formula)")
  }
}
