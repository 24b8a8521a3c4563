import Formula
import Optimizers
import Session

@testable import Lessons

/// A player with somebody who types at it, and keeps what was said.
struct Learner {
  var player: LessonPlayer
  private(set) var notes: [String] = []
  private(set) var errors: [ErrorReport] = []
  private(set) var echoes: [String] = []
  private(set) var drills: [DrillReport] = []
  private(set) var prose: [Prose] = []

  /// The headings that were shown, as plain text.
  var headings: [String] {
    prose.flatMap(\.blocks).compactMap { block in
      guard case .heading(_, let inlines) = block else { return nil }
      return inlines.map(\.plainText).joined()
    }
  }

  init(_ lesson: Lesson) {
    player = LessonPlayer(lesson, library: RecipeLibrary.standard)
    hear { player, host in player.play(host) }
  }

  /// Plays a body as a lesson named `sample`.
  init(body: String) throws {
    struct NoLesson: Error {}
    guard let lesson = parse(body).lesson else { throw NoLesson() }
    self.init(lesson)
  }

  /// Types a line; what is kept is what is said to it.
  @discardableResult
  mutating func type(_ line: String, interrupting: Bool = false) -> LessonPlayer.Reply {
    var reply = LessonPlayer.Reply.waiting
    hear(interrupting: interrupting) { player, host in reply = player.receive(line, host) }
    return reply
  }

  /// Writes a recipe, as one does line by line.
  mutating func write(_ recipe: Recipe, interrupting: Bool = false) {
    hear(interrupting: interrupting) { player, host in player.add(recipe, host) }
  }

  private mutating func hear(
    interrupting: Bool = false, _ play: (inout LessonPlayer, Host) -> Void
  ) {
    var reports: [Report] = []
    var copy = player
    play(
      &copy,
      Host(emit: { reports.append($0) }, isInterrupted: { interrupting }))
    player = copy
    (notes, errors, echoes, drills, prose) = ([], [], [], [], [])
    for report in reports {
      switch report {
      case .note(let note): notes.append(note.text)
      case .error(let error): errors.append(error)
      case .echo(let line): echoes.append(line)
      case .drill(let drill): drills.append(drill)
      case .prose(let text): prose.append(text)
      default: break
      }
    }
  }
}
