import Formula
import Optimizers
import Session

/// A lesson played from beginning to end, as one learner who knows everything and, at every pause,
/// a few who don't.
///
/// A player is a value, so that each of them gets a copy at the pause. Which slips a question must
/// refuse needs a rule, since many change nothing that shows: ε left out, or the old gradient
/// where the slope is the same everywhere. A slip counts against a question where *the question's
/// own tolerance* lets it in: it is as near as the author allows, but farther than the standard
/// tolerance of 0.1%, which would tell it from the answer. Rounding never counts, since that is
/// what a tolerance is for.
package struct Rehearsal {
  /// A lesson with more pauses is two lessons.
  static let mostPauses = 500
  /// A lesson that makes more steps is not played further.
  static let mostSteps = 3_000_000

  private(set) var lesson: Lesson
  let recipes: RecipeLibrary
  private(set) var diagnostics: [Diagnostic] = []
  /// The lesson's own state at the beginning of each part.
  private(set) var starts: [Session] = []
  /// Whether the lesson was played to its end.
  private(set) var isWhole = false
  /// Whether something in it failed, or was not read.
  private(set) var hasLapses = false

  init(_ lesson: Lesson, _ recipes: RecipeLibrary) {
    self.lesson = lesson
    // Whether wrong answers are refused shows where one may answer again.
    self.lesson.frontMatter.isTest = false
    self.recipes = recipes
  }

  /// Whether what is asked of the state is not to be judged, since the state is not what was meant.
  private var isAstray = false

  mutating func report(_ diagnostic: Diagnostic) {
    if !isAstray { diagnostics.append(diagnostic) }
  }

  /// Plays the lesson.
  mutating func perform() {
    guard let byAnswers = finish({ rehearsal, player in rehearsal.answer(&player) }) else { return }
    isWhole = true
    (starts, hasLapses) = (byAnswers.starts, byAnswers.lapses.wereAny)
    for word in ["skip", "solution"] {
      let other = finish { rehearsal, player in
        rehearsal.send(player.isAsking || word == "skip" ? word : "", to: &player)
      }
      if let other, !hasLapses, !other.hasSameStates(as: byAnswers) {
        report(LessonMessages.otherStates(by: word, at: lesson.parts[0].range))
      }
    }
  }

  /// Plays to the end by whatever moves the lesson on; nil where it doesn't get there.
  private mutating func finish(
    _ move: (inout Rehearsal, inout LessonPlayer) -> Void
  ) -> LessonPlayer? {
    var player = LessonPlayer(lesson, library: recipes)
    hear { player.play($0) }
    var pauses = 0
    while !player.isFinished {
      let (place, range) = (player.place, player.pauseRange)
      pauses += 1
      guard pauses <= Self.mostPauses else {
        report(LessonMessages.tooManyPauses(Self.mostPauses, at: range))
        return nil
      }
      guard player.budget.spent <= Self.mostSteps else {
        report(LessonMessages.tooManyStepsInAll(Self.mostSteps, at: range))
        return nil
      }
      move(&self, &player)
      // The answer may have failed, which is reported; what follows is checked all the same.
      if player.place == place, !player.isFinished { send("skip", to: &player) }
      guard player.place != place || player.isFinished else {
        report(LessonMessages.stuck(at: range))
        return nil
      }
    }
    return player
  }

  /// Tries what learners might say at a pause, and then goes on with the right answer.
  private mutating func answer(_ player: inout LessonPlayer) {
    guard let question = player.pause.asked else { return send("", to: &player) }
    let range = player.pauseRange
    if !isRefused("", by: player) { report(LessonMessages.emptyAccepted(at: range)) }
    if player.met[question.text, default: 1] > 1, !question.mayRepeat {
      report(LessonMessages.questionTwice(question.text, at: range))
    }
    isAstray = question.isAboutState && !player.lapses.isEmpty
    question.rehearse(at: range, with: &player, in: &self)
    isAstray = false
  }

  /// Goes on with an answer that must be right.
  mutating func accept(_ line: String, at range: SourceRange, _ player: inout LessonPlayer) {
    if isRefused(line, by: player) {
      report(LessonMessages.rightRefused(line, at: range))
    } else {
      send(line, to: &player)
    }
  }

  /// Types a line, and keeps what the lesson's author has to answer for.
  mutating func send(_ line: String, to player: inout LessonPlayer) {
    hear { _ = player.receive(line, $0) }
  }

  /// Writes a recipe, as a learner does line by line.
  mutating func write(_ recipe: Recipe, to player: inout LessonPlayer) {
    hear { player.add(recipe, $0) }
  }

  private mutating func hear(_ play: (Host) -> Void) {
    // Each error is heard several times, since several learners meet it; a file has it once.
    var found: [Diagnostic] = []
    let source = lesson.source
    play(
      Host(emit: { report in
        // Errors in what was typed point into that line, not into the lesson.
        guard case .error(let error) = report, error.source == source else { return }
        found.append(error.diagnostic)
      }))
    diagnostics += found
  }

  /// Whether a copy of a player is still at the same pause after a line.
  mutating func isRefused(_ line: String, by player: LessonPlayer) -> Bool {
    var copy = player
    send(line, to: &copy)
    return copy.place == player.place && !copy.isFinished
  }
}

extension LessonPlayer {
  /// Whether a question or an exercise waits.
  package var isAsking: Bool { pause.asked != nil }

  /// Where in the file the lesson waits.
  var pauseRange: SourceRange {
    guard let part else { return SourceRange(0, 0) }
    guard place.item < part.items.count else { return part.heading?.range ?? part.range }
    let item = part.items[place.item]
    if case .statements(let statements) = item.kind, place.statement > 0 {
      return statements[place.statement - 1].range
    }
    return item.range
  }

  /// Whether two players of one lesson had the same state at the beginning of each part and at
  /// the end.
  func hasSameStates(as other: LessonPlayer) -> Bool {
    starts.count == other.starts.count && own.hasSameState(as: other.own)
      && zip(starts, other.starts).allSatisfy { $0.hasSameState(as: $1) }
  }
}
