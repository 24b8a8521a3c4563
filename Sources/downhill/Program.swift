import Dialogue
import System
import Formula
import Lessons
import Optimizers
import Rendering
import Session
import Terminal
import Tutor

/// The program at work, of which there is one: a conversation, and the place its reports go to.
struct Program: ~Copyable {
  var conversation: Conversation
  let terminal: TerminalInfo
  var screen: Screen
  private var keeper: SettingsKeeper

  /// Sets everything up: the terminal, the recipes, the lessons.
  init(_ arguments: Arguments) throws(ExitStatus) {
    let lessonDirectory = arguments.value(of: .lessons)
    terminal = TerminalInfo.current()
    screen = Screen(terminal, format: arguments.format)
    let lessons = LessonLibrary(
      directories: LessonPlaces.directories(first: lessonDirectory), includesBuiltIn: true)
    if let lessonDirectory, let problem = lessons.problem(at: lessonDirectory) {
      screen.show(.error(ErrorReport(problem, in: SourceText(""))))
      throw .failure
    }
    // A pipe shows the same on every machine.
    keeper = SettingsKeeper(terminal.isInteractive ? .standard() : nil)
    conversation = Conversation(
      session: Session(library: RecipeLibrary.standard, commands: .standard), lessons: lessons,
      store: ProgressStore(path: StateFolder.path().map { "\($0)/progress" }))
    loadSettings()
  }

  var host: Host {
    let screen = screen
    let editor = terminal.isInteractive ? TextEditor() : nil
    let actions = HostActions(screen: screen)
    let line = ProgressLine(screen)
    return Host(
      emit: screen.show, isInterrupted: { Interrupt.isPending },
      edit: editor.map { editor in { editor.change($0) } }, handle: actions.handle,
      apply: { screen.settings = $0 },
      progress: line.update)
  }

  /// Talks at a terminal, or takes lines from a pipe.
  mutating func talk() throws(ExitStatus) {
    guard terminal.isInteractive else { return try pipe() }
    screen.write(screen.banner)
    try converse()
  }

  /// Plays a lesson and stays at the prompt; in a pipe it plays through.
  mutating func play(lesson: String) throws(ExitStatus) {
    // A handout is for anybody, and begins at the beginning.
    conversation.keepsProgress = terminal.isInteractive
    guard conversation.open(lesson, host) else { throw .failure }
    guard terminal.isInteractive else {
      conversation.playThrough(host)
      return
    }
    try converse()
  }

  /// Carries out a file of commands up to its first error.
  mutating func run(file: String) throws(ExitStatus) {
    conversation.keepsProgress = false
    Interrupt.install()
    let (name, text) = try read(file)
    let reply = conversation.carryOut(SourceText(name: name, text), host)
    if Interrupt.isPending { throw .interrupted }
    if reply == .failed || screen.hasFailed { throw .failure }
  }

  private func read(_ file: String) throws(ExitStatus) -> (name: String, text: String) {
    do throws(FileFailure) {
      var reader = file == "-" ? LineReader() : try LineReader(path: file)
      var lines: [String] = []
      var size = 0
      while let line = try reader.next() {
        size += line.utf8.count + 1
        guard size <= LessonFile.largestCommandFile else {
          throw FileFailure.tooLarge(limit: LessonFile.largestCommandFile)
        }
        lines.append(line)
      }
      return (file == "-" ? "<stdin>" : file, lines.joined(separator: "\n"))
    } catch {
      screen.show(
        .error(ErrorReport(Diagnostic("can't read \(file): \(error.reason)"), in: SourceText(""))))
      throw .failure
    }
  }

  mutating func pipe(_ author: AuthoringTools? = nil) throws(ExitStatus) {
    Interrupt.install()
    var reader = LineReader()
    var hasFailed = false
    while let line = try next(&reader) {
      switch conversation.receive(SourceSlice(line), host) {
      case .goOn: break
      case .quit: return
      case .failed: hasFailed = true
      }
      author?.note(conversation, host)
    }
    if conversation.endOfInput(host) == .failed || hasFailed || screen.hasFailed {
      throw .failure
    }
  }

  private func next(_ reader: inout LineReader) throws(ExitStatus) -> String? {
    do throws(FileFailure) {
      return try reader.next()
    } catch {
      let problem = Diagnostic("can't read standard input: \(error.reason)")
      screen.show(.error(ErrorReport(problem, in: SourceText(""))))
      throw .failure
    }
  }

  private mutating func loadSettings() {
    conversation.settings = keeper.load(screen.show)
    screen.settings = conversation.settings
  }

  private mutating func keepSettings() {
    screen.settings = conversation.settings
    keeper.keep(conversation.settings, screen.show)
  }

  mutating func converse(_ author: AuthoringTools? = nil) throws(ExitStatus) {
    guard var editor = LineEditor(program: "downhill", history: .standard()) else {
      return try pipe(author)
    }
    while true {
      let live = conversation.live
      let lessons = conversation.lessons
      let input = editor.readLine(
        prompt: screen.prompt(conversation.prompt), watch: author?.watch
      ) { line, cursor in
        Completer.complete(line, cursor, live) { lessons.names }
      }
      switch input {
      case .endOfInput:
        screen.write("\n")
        return
      case .interrupted:
        conversation.setAside(host)
      case .woken:
        Interrupt.install()
        screen.beginAnswer()
        author?.reload(&conversation, host)
      case .line(let line):
        // A blank line in a paste is a gap, not a wish to step again; a recipe ends with one.
        if editor.lastLineWasPasted, line.allSatisfy(\.isWhitespace), !conversation.isDrafting {
          continue
        }
        Interrupt.install()
        Interrupt.clear()
        screen.beginAnswer()
        let isPasted = editor.lastLineWasPasted
        if conversation.receive(line, isPasted: isPasted, host) == .quit { return }
        // Who has read enough of a text wants to know all the same what is asked below it.
        if screen.isCutShort, conversation.isAsking {
          screen.beginAnswer()
          conversation.askAgain(host)
        }
        author?.note(conversation, host)
        keepSettings()
      }
    }
  }
}
