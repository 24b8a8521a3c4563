package import Formula
import System
package import Optimizers
package import Session
import Tutor

/// Writes a session at the prompt down as a lesson's skeleton, command by command.
///
/// The file is whole after every command, and passes the check: a command is carried out once more
/// as a lesson would, and left out where a lesson can't.
package struct LessonRecorder: Sendable {
  package let path: String
  /// How many commands the lesson has.
  package var count: Int { parts.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.count } } }
  private let title: String
  private let library: RecipeLibrary
  private var parts: [Part] = []
  /// The state the lesson is in behind its last command.
  private var session: Session
  /// What `undo` takes back: the lesson before each command that changed something.
  private var past: [(parts: [Part], session: Session)] = []
  private var isWritten = false

  /// A function or some parameters, and what was done with them.
  private struct Part: Hashable {
    /// Commands, of which some set up and those behind them step and look.
    var blocks: [[String]] = [[]]
    var hasSteps = false
  }

  /// A recorder for a new file.
  ///
  /// - Parameters:
  ///   - nameOrPath: the lesson's name, perhaps with a folder before it or `.md` behind it.
  ///   - library: the recipes the lesson may use.
  /// - Throws: a diagnostic where the name is none for a lesson, or there is such a file already.
  package init(_ nameOrPath: String, library: RecipeLibrary) throws(Diagnostic) {
    (path, title) = try LessonTemplate.file(of: nameOrPath)
    guard !Directory.exists(path) else { throw LessonMessages.fileExists(path) }
    self.library = library
    session = Session(library: library, commands: .standard)
    session.files = .beside(lessonAt: path)
  }

  /// What became of a command.
  package enum Recording: Hashable, Sendable {
    case written
    /// It is no part of a lesson, and nothing is missed: help, or a look at the lessons.
    case passedOver
    /// A lesson can't do it.
    case refused
    /// The lesson isn't where the session is, after something that a lesson can't do.
    case apart
  }

  /// Writes down a command that was carried out.
  ///
  /// What it is, is asked of the table of commands; only what a lesson may use is carried out once
  /// more, on the lesson's own session.
  ///
  /// - Parameters:
  ///   - command: the command.
  ///   - live: the session behind it.
  /// - Returns: what became of it.
  /// - Throws: a diagnostic where the file can't be written.
  package mutating func record(_ command: String, leadingTo live: Session)
    throws(Diagnostic) -> Recording
  {
    guard let call = try? live.interpret(SourceSlice(command)) else { return .refused }
    if call.command.name == CommandTable.undo.name { return try takeBack(to: live) }
    if [.help, .lessons].contains(call.command.group) { return .passedOver }
    let isQuestion = call.needs == [.answer]
    guard isQuestion || call.isForLessons else { return .refused }
    let before = (parts: parts, session: session)
    guard isQuestion || rehearse(command) else {
      session = before.session
      return session.hasSameState(as: live) ? .refused : .apart
    }
    guard session.hasSameState(as: live) else {
      session = before.session
      return .apart
    }
    add(command, call.command)
    // A lesson's question has to tell the answer from the usual mistakes.
    if isQuestion, !isFine {
      parts = before.parts
      return .refused
    }
    do {
      try write()
    } catch {
      (parts, session) = before
      throw error
    }
    if session.isChanged(since: before.session) { past.append(before) }
    return .written
  }

  /// Takes the last change out of the lesson, unless what was undone isn't in it.
  private mutating func takeBack(to live: Session) throws(Diagnostic) -> Recording {
    guard !session.hasSameState(as: live) || past.last?.session.hasSameState(as: live) == true
    else { return .passedOver }
    guard let before = past.last, before.session.hasSameState(as: live) else { return .apart }
    past.removeLast()
    (parts, session) = before
    try write()
    return .written
  }

  /// Writes the lesson so far; there is no file before its first command.
  private mutating func write() throws(Diagnostic) {
    let bytes = Array(text.utf8)
    if isWritten {
      try FileWriting.replace(path, with: bytes)
    } else {
      try FileWriting.create(path, bytes)
    }
    isWritten = true
  }

  /// Carries a command out as the lesson will, and says whether it can.
  private mutating func rehearse(_ command: String) -> Bool {
    var budget = StepBudget()
    return (try? session.execute(SourceSlice(command), &budget, Host(emit: { _ in }))) ?? false
  }

  /// Whether the lesson passes the check as it is.
  private var isFine: Bool {
    LessonChecker(recipes: library).mistakes(in: SourceText(name: path, text)).isEmpty
  }

  private mutating func add(_ command: String, _ known: Command) {
    let isSetUp = known.group == .setUp
    if parts.isEmpty { parts.append(Part()) }
    var part = parts.removeLast()
    if isSetUp, part.hasSteps {
      if ["minimize", "params"].contains(known.name) {
        parts.append(part)
        part = Part()
      } else {
        part.blocks.append([])
        part.hasSteps = false
      }
    }
    part.blocks[part.blocks.count - 1].append(command)
    if !isSetUp { part.hasSteps = true }
    parts.append(part)
  }

  /// The lesson, with room for prose.
  var text: String {
    let opening = """
      ---
      title: \(title)
      format: 1
      ---

      Say what the learner will have seen at the end.

      """
    return parts.enumerated().reduce(into: opening) { text, pair in
      text += "\n## Part \(pair.offset + 1)\n\nSay what this is about.\n"
      for block in pair.element.blocks {
        text += "\n```downhill\n\(block.joined(separator: "\n"))\n```\n"
        text += "\nSay what there is to see in it. Ask for a number before it is shown.\n"
      }
    }
  }
}
