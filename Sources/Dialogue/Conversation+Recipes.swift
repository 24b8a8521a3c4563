import Formula
import Optimizers
import Lessons
package import Session

// The recipes a learner writes: typed line by line, read from a file, or changed in an editor.

extension Conversation {
  /// What stands before the cursor while a recipe is typed, as wide as `downhill> `.
  static let draftPrompt = "     ...> "

  /// Whether the lines that come are a recipe's.
  package var isDrafting: Bool { draft != nil }

  /// Takes a line of the recipe that is being typed.
  mutating func addToDraft(_ line: Line, _ host: Host) -> Reply {
    draft?.take(line) == true ? finishDraft(host) : .goOn
  }

  private mutating func finishDraft(_ host: Host) -> Reply {
    guard let draft else { return .goOn }
    self.draft = nil
    return learn(SourceText(draft.text), host) { draft.error($0) }
  }

  /// Takes note that no line follows: a recipe that was being typed ends here.
  package mutating func endOfInput(_ host: Host) -> Reply { finishDraft(host) }

  /// Drops what was begun and waits for more: a recipe's lines, or a prediction.
  package mutating func setAside(_ host: Host) {
    if isDrafting { host.emit(.note(NoteReport("The recipe is set aside."))) }
    draft = nil
    dropQuestion(host)
  }

  mutating func carryOut(_ request: RecipeRequest, _ line: Line, _ host: Host) -> Reply {
    do {
      switch request {
      case .lines:
        draft = RecipeDraft(line)
        return .goOn
      case .load(let path):
        // A recipe from elsewhere must not steer the terminal when it is shown.
        let source = try LessonFile.load(path).blankingControls
        return learn(source, host) { ErrorReport($0, in: source) }
      case .edit(let text):
        return try edit(text, host)
      }
    } catch {
      host.emit(.error(line.error(error)))
      return .failed
    }
  }

  private mutating func edit(_ text: String?, _ host: Host) throws(Diagnostic) -> Reply {
    guard let text = text ?? faultyRecipe else { throw DialogueMessages.nothingToEdit() }
    guard let edit = host.edit else { throw DialogueMessages.noEditor() }
    let source = SourceText(try edit(text).get())
    return learn(source, host) { ErrorReport($0, in: source) }
  }

  /// Takes a recipe into the session, and into an open lesson's.
  private mutating func learn(
    _ source: SourceText, _ host: Host, error report: (Diagnostic) -> ErrorReport
  ) -> Reply {
    do {
      let before = session
      let recipe = try session.learn(source, host)
      player?.add(recipe)
      history.record("optimizer \(recipe.name)", before: before)
      faultyRecipe = nil
      return .goOn
    } catch {
      host.emit(.error(report(error)))
      faultyRecipe = source.text
      if host.edit != nil { host.emit(.note(NoteReport("edit opens it, as it is, in an editor."))) }
      return .failed
    }
  }
}
