import Formula
import Optimizers
import Lessons
package import Session

// The recipes a learner writes: typed line by line, read from a file, or changed in an editor.

extension Conversation {
  /// What stands before the cursor while a recipe is typed, as wide as `downhill> `.
  static let draftPrompt = "     ...> "

  /// How many lines of a recipe are judged as they are typed.
  private static let longestJudgedDraft = 300

  /// Whether the lines that come are a recipe's.
  package var isDrafting: Bool { draft != nil }

  /// Takes a line of the recipe that is being typed; one with a mistake is asked for again.
  mutating func addToDraft(_ line: Line, _ host: Host) -> Reply {
    guard var draft else { return .goOn }
    if draft.isMending, !Recipe.isLine(line.slice) {
      setAside(host)
      return line.slice.isBlank ? .goOn : receive(String(line.slice.text), host)
    }
    // In a paste the lines behind it have come already, so that all are judged at the end; and
    // nobody types so many that to judge them all again takes long.
    let isJudged =
      line.isTyped && !line.isPasted && draft.count < Conversation.longestJudgedDraft
    let before = isJudged ? draft : nil
    // A copy of what was typed so far for each line would take its square.
    self.draft = nil
    let isEnd = draft.take(line)
    if isJudged {
      do throws(Diagnostic) {
        try Recipe.check(beginning: SourceText(draft.text), parameters: live.parameters)
      } catch {
        host.emit(.error(draft.error(error)))
        host.emit(
          .note(NoteReport("That line is not taken; type it again. An empty line ends the recipe."))
        )
        self.draft = before
        return .failed
      }
    }
    self.draft = draft
    return isEnd ? finishDraft(host) : .goOn
  }

  private mutating func finishDraft(_ host: Host) -> Reply {
    guard let draft else { return .goOn }
    self.draft = nil
    var fault: Diagnostic?
    let source = SourceText(draft.text)
    let reply = learn(source, host) { error in
      fault = error
      return draft.error(error)
    }
    if let fault { keep(draft, source, fault, host) }
    return reply
  }

  /// Keeps a recipe with a mistake for the line that mends it.
  private mutating func keep(
    _ draft: RecipeDraft, _ source: SourceText, _ fault: Diagnostic, _ host: Host
  ) {
    guard draft.isTyped else { return }
    if Recipe.isUnfinished(source) {
      self.draft = draft
      host.emit(.note(NoteReport("The recipe goes on; type what is missing.")))
      return
    }
    var draft = draft
    guard let line = draft.mend(fault) else { return }
    self.draft = draft
    host.emit(
      .note(NoteReport("Type this line again, or a blank one to set the recipe aside: \(line)")))
  }

  /// Takes note that no line follows: a recipe that was being typed ends here.
  package mutating func endOfInput(_ host: Host) -> Reply {
    let reply = finishDraft(host)
    draft = nil
    return reply
  }

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
      if var player {
        let before = player
        player.add(recipe, host)
        self.player = player
        keep(since: before, host)
      }
      history.record("optimizer \(recipe.name)", before: before, after: session)
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
