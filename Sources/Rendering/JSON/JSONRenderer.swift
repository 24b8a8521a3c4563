import Optimizers
package import Session

/// Turns reports into JSON Lines: an object a report, for several steps an object each.
///
///     {"kind":"value","formula":"lr / √E[g²]","value":[0.25298221281347033,0.05]}
///
/// Every object begins with its `kind`. What a report doesn't have is left out; new members may
/// be added, none is renamed.
package struct JSONRenderer: Hashable, Sendable {
  package init() {}

  /// A report as lines, each with its line break.
  package func text(_ report: Report) -> String {
    var result = ""
    write(report) { result += $0 }
    return result
  }

  /// Writes a report line by line.
  ///
  /// - Parameters:
  ///   - report: what is written.
  ///   - isInterrupted: asked for every row; the rest is left out where it says yes.
  ///   - sink: takes the lines.
  package func write(
    _ report: Report, isInterrupted: () -> Bool = { false }, to sink: (String) -> Void
  ) {
    switch report {
    case .steps(let steps):
      steps.rows.visit(isInterrupted: isInterrupted) { sink(JSONValue($0).text + "\n") }
    case .trace(let trace): sink(JSONValue(trace, isInterrupted: isInterrupted).text + "\n")
    default: sink(object(report).text + "\n")
    }
  }

  private func object(_ report: Report) -> JSONValue {
    switch report {
    case .objective(let objective): JSONValue(objective)
    case .parameters(let position): JSONValue(position, kind: "parameters")
    case .optimizer(let optimizer): JSONValue(optimizer)
    case .step(let step): JSONValue(step)
    case .line(let line): JSONValue(line)
    case .run(let run): JSONValue(run)
    case .position(let position): JSONValue(position, kind: "position")
    case .explanation(let explanation): JSONValue(explanation)
    case .value(let value): JSONValue(value)
    case .gradient(let gradient): JSONValue(gradient)
    case .figure(let figure): JSONValue(figure)
    case .comparison(let comparison): JSONValue(comparison)
    case .difference(let difference): JSONValue(difference)
    case .sweep(let sweep): JSONValue(sweep)
    case .settings(let settings): JSONValue(settings)
    case .watches(let watches): JSONValue(watches)
    case .trace(let trace): JSONValue(trace) { false }
    case .data(let data): JSONValue(data)
    case .derivation(let derivation): JSONValue(derivation)
    case .gradientCheck(let check): JSONValue(check)
    case .curvature(let curvature): JSONValue(curvature)
    case .stability(let stability): JSONValue(stability)
    case .alternative(let alternative): JSONValue(alternative)
    case .blame(let blame): JSONValue(blame)
    case .claim(let claim): JSONValue(claim)
    case .backpropagation(let pass): JSONValue(pass)
    case .precision(let precision): JSONValue(precision)
    case .whose(let whose): JSONValue(whose)
    case .recipe(let recipe): JSONValue(recipe)
    case .recipes(let recipes):
      [
        "kind": .string("recipes"),
        "recipes": .array(
          recipes.map { ["name": .string($0.name), "summary": .string($0.summary)] }),
      ]
    case .help(let help): JSONValue(help)
    case .lessons(let lessons):
      ["kind": .string("lessons"), "lessons": .array(lessons.map { JSONValue($0) })]
    case .progress(let progress): JSONValue(progress)
    case .drill(let drill): JSONValue(drill)
    case .prose:
      ["kind": .string("prose"), "text": .string(plainText(report))]
    case .note(let note): JSONValue(note)
    case .file(let file): JSONValue(file)
    case .echo(let command): ["kind": .string("echo"), "text": .string(command)]
    case .error(let error): JSONValue(error)
    case .check(let check):
      [
        "kind": .string("check"), "files": .integer(check.files), "wrong": .integer(check.wrong),
        "errors": .integer(check.errors), "warnings": .integer(check.warnings),
      ]
    // These are written step by step.
    case .steps: .null
    }
  }

  /// Prose as a reader without colours gets it, not wrapped.
  private func plainText(_ report: Report) -> String {
    let text = TextRenderer(width: TextRenderer.readingWidth).text(report)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }
      .joined(separator: "\n").trimmingLineBreaks
  }
}

extension String {
  fileprivate var trimmingLineBreaks: String {
    String(drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed())
  }
}
