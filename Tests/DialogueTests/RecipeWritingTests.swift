import Dialogue
import Formula
import Lessons
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

/// Recipes that are typed line by line, read from a file or changed in an editor.
struct RecipeWritingTests {
  /// A talk and what it answered.
  private struct Talk {
    var conversation = Conversation(
      session: Session(library: .standard, commands: .standard),
      lessons: LessonLibrary(directories: [Place.lessons]))
    var notes: [String] = []
    var errors: [ErrorReport] = []
    var replies: [Conversation.Reply] = []

    /// Takes lines, which may stand in one file, and with it the end of the file.
    mutating func take(
      _ text: String, file: String? = nil, isPasted: Bool = true, edit: Host.Editor? = nil
    ) {
      let source = file.map { SourceText(name: $0, text) }
      var (notes, errors) = ([String](), [ErrorReport]())
      let host = Host(
        emit: { report in
          if case .note(let note) = report { notes.append(note.text) }
          if case .error(let error) = report { errors.append(error) }
        }, edit: edit)
      for line in SourceSlice(source ?? SourceText(text)).lines {
        replies.append(
          source == nil
            ? conversation.receive(String(line.text), isPasted: isPasted, host)
            : conversation.receive(line, host))
      }
      if file != nil { replies.append(conversation.endOfInput(host)) }
      self.notes += notes
      self.errors += errors
    }

    init(_ text: String, file: String? = nil, edit: Host.Editor? = nil) {
      take(text, file: file, edit: edit)
    }

    func recipe(_ name: String) -> Recipe? { conversation.session.library[name] }
  }

  // MARK: Typing

  @Test func aBlankLineEndsARecipe() {
    let talk = Talk("optimizer mine\n  θ = θ - g\n\nminimize x^2 from x = 1\nuse mine\nstep")
    #expect(talk.errors.isEmpty)
    #expect(talk.conversation.session.walk?.current[.theta] == [-1])
  }

  @Test func thePromptSaysThatLinesFollow() {
    var talk = Talk("optimizer mine")
    #expect(talk.conversation.isDrafting)
    #expect(talk.conversation.prompt == "     ...> ")
    talk.take("θ = θ - g\n")
    #expect(talk.conversation.prompt == "downhill> ")
  }

  @Test func theBlankLineBeforeTheFormulasIsAGapAndASecondOneTheEnd() {
    var talk = Talk("optimizer mine\n  hyper k = 1\n\n  θ = θ - k*g\n")
    #expect(talk.recipe("mine")?.hypers.count == 1)
    talk = Talk("optimizer mine\n\n")
    #expect(talk.errors.map(\.diagnostic.message) == ["the recipe never moves θ"])
    // What is missing may still come.
    #expect(talk.conversation.isDrafting)
  }

  @Test func aCommentIsNoBlankLine() {
    #expect(Talk("optimizer mine\nθ = θ - m\n# why\nstate m = 0\nm = g\n").errors.isEmpty)
  }

  @Test func theEndOfAFileEndsARecipe() {
    #expect(Talk("optimizer mine\nθ = θ - g", file: "a.dh").recipe("mine") != nil)
  }

  @Test func whatWasBegunCanBeSetAside() {
    var talk = Talk("optimizer mine\nθ = θ - g")
    talk.conversation.setAside(Host(emit: { _ in }))
    talk.take("")
    #expect(talk.recipe("mine") == nil)
    #expect(talk.errors.isEmpty)
  }

  /// What `recipe NAME` prints can be typed back under another name.
  @Test(arguments: RecipeLibrary.standard.names)
  func whatARecipePrintsCanBePastedBack(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let talk = Talk(recipe.text(named: "mine") + "\n")
    #expect(talk.errors.isEmpty)
    let copy = try #require(talk.recipe("mine"))
    #expect(copy.lines.map(\.formula) == recipe.lines.map(\.formula))
    #expect(copy.standardValues == recipe.standardValues)
    #expect(copy.summary == recipe.summary)
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("  a = ⟦b⟧\n  b = g\n  θ = θ - a", "b is read before it is set"),
    ("  a = ⟦k⟧ * g\n  θ = θ - a", "there is nothing called k in this recipe"),
    ("  state ⟦m⟧ = 0\n\n  θ = θ - g", "the state m is never updated"),
    ("  ⟦a⟧ = g", "the recipe never moves θ"),
    ("  hyper lr = ⟦2⟧ in (0, 1)\n  θ = θ - lr*g", "the value of lr is not in (0, 1)"),
    ("  a = g\n  ⟦a⟧ = 2*g\n  θ = θ - a", "a is set already"),
    ("  hyper lr = 1\n  state ⟦lr⟧ = 0\n  θ = θ - lr*g", "lr is set already"),
    ("  θ = θ - g +⟦⟧", "the formula ends too early"),
  ])
  func aMistakeIsMarkedInItsLine(_ lines: String, _ message: String) throws {
    let text = "optimizer mine\n\(lines)"
    let place = try #require(text.firstIndex(of: "⟦"))
    let source = text.replacing("⟦", with: "").replacing("⟧", with: "")
    var talk = Talk("minimize x^2 from x = 1\nuse gd")
    talk.take(source + "\n")
    let error = try #require(talk.errors.first)
    #expect(error.source.text == source)
    #expect(error.diagnostic.message == message)
    #expect(error.diagnostic.range?.lower == text[..<place].utf8.count)
    #expect(talk.replies.last == .failed)
    #expect(talk.conversation.session.library.names == RecipeLibrary.standard.names)
    #expect(talk.conversation.session.recipe?.name == "gd")
  }

  @Test func aMistakeInAFileIsMarkedInTheFile() throws {
    let talk = Talk(
      "# The start\nminimize x^2 from x = 1\noptimizer mine\n  θ = θ - k*g\n\nstep", file: "a.dh")
    let error = try #require(talk.errors.first)
    #expect(error.source.name == "a.dh")
    #expect(error.location == SourceText.Location(line: 4, column: 11))
  }

  @Test func aMistakeAtTheFilesEndIsFoundThere() throws {
    let talk = Talk("optimizer mine\n  a = g", file: "a.dh")
    #expect(talk.replies.last == .failed)
    #expect(talk.errors.first?.location == SourceText.Location(line: 2, column: 3))
  }

  // MARK: Files and editors

  @Test func aFileHoldsWhatOneWouldType() throws {
    let folder = TemporaryFolder()
    let path = folder.write(
      "mine.recipe", Array("optimizer mine\r\n\r\n  θ = θ - g\r\n\r\n  # end\r\n".utf8))
    #expect(Talk("load \(path)").recipe("mine")?.lines.count == 1)
  }

  @Test func aMistakeInALoadedFileIsMarkedThere() throws {
    let folder = TemporaryFolder()
    let path = folder.write("mine.recipe", Array("optimizer mine\nθ = θ - \u{1b}[2Jg".utf8))
    let error = try #require(Talk("load \(path)").errors.first)
    #expect(error.source.name == path)
    #expect(error.location.line == 2)
    #expect(!error.source.text.contains("\u{1b}"))
  }

  @Test func aFileThatIsNotThereIsAnError() {
    let talk = Talk("load /nowhere/mine.recipe")
    #expect(
      talk.errors.map(\.diagnostic.message) == [
        "can't read /nowhere/mine.recipe: No such file or directory"
      ])
  }

  @Test func whatComesBackFromTheEditorIsTheRecipe() {
    let talk = Talk(
      "edit rmsprop as mine",
      edit: { .success($0.replacing("beta = 0.9 ", with: "beta = 0.5 ")) })
    #expect(talk.recipe("mine")?.standardValues[Name("beta")] == 0.5)
    #expect(talk.notes == ["mine is ready: use mine"])
  }

  @Test func aMistakeMadeInTheEditorCanBeMendedThere() {
    var talk = Talk("edit gd as mine", edit: { .success($0.replacing("* g", with: "* h")) })
    #expect(talk.errors.map(\.diagnostic.message) == ["there is nothing called h in this recipe"])
    talk.take("edit", edit: { .success($0.replacing("* h", with: "* g")) })
    #expect(talk.recipe("mine") != nil)
  }

  @Test func withoutAnEditorItSaysHowElse() {
    let talk = Talk("edit gd as mine")
    #expect(talk.errors.first?.diagnostic.hint?.contains("optimizer mine") == true)
    #expect(talk.replies == [.failed])
  }

  // MARK: Lessons

  @Test func aRecipeTypedInALessonServesThereAndAfterIt() {
    var talk = Talk("lesson rmsprop\noptimizer mine\n  θ = θ - g\n\nuse mine")
    #expect(talk.errors.isEmpty)
    #expect(talk.conversation.live.recipe?.name == "mine")
    talk.take("leave")
    #expect(talk.recipe("mine") != nil)
  }
}
