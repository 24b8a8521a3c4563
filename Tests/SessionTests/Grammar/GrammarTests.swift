import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session
@testable import Tutor

/// What follows from the one declaration of what a command takes, for every command there is.
struct GrammarTests {
  static let names = CommandTable.standard.commands.map(\.name)

  /// A session in which there is something of everything.
  static func session() throws -> Session {
    var session = try Session(
      "objective line", "use rmsprop lr=0.1", "step 5", "mark here", "watch f", "keep first")
    session.library.add(try Recipe(parsing: SourceText("optimizer mine\nθ = θ - g")))
    return session
  }

  /// The parameters of that session in place of those that samples speak of.
  private func fitted(_ sample: String) -> String {
    sample.replacing("x = -1..5, y = -2..2", with: "w = -1..5, b = -2..2")
      .replacing(" of x, y", with: " of w, b")
  }

  @Test(arguments: names)
  func everyFormIsUnderstood(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    let session = try Self.session()
    for sample in command.shape.samples {
      let line = fitted("\(name) \(sample)")
      #expect(throws: Never.self, "\(line)") { try session.interpret(SourceSlice(line)) }
    }
  }

  @Test(arguments: names)
  func everyExampleCanBeCompletedWordByWord(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    let session = try Session.course("step 5", "mark here")
    for example in command.examples {
      for word in example.split(separator: " ") where word.first?.isLetter == true {
        // Formulas and names that a person gives can't be foreseen.
        let isCommand = word.startIndex == example.startIndex
        guard isCommand || command.shape.words.contains(String(word)) else { continue }
        for length in 1...word.count {
          let line = String(example[..<word.index(word.startIndex, offsetBy: length)])
          let choices = session.completion(of: line, lessons: ["rmsprop"]).completion.choices
          #expect(choices.contains(String(word)), "\(line)")
        }
      }
    }
  }

  @Test(arguments: names)
  func behindEveryCommandSomethingIsOfferedOrNothingIsTaken(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    let session = try Self.session()
    let (completion, wantsFiles) = session.completion(of: "\(name) ", lessons: ["rmsprop"])
    // What is free to choose, as a new name or a number, can't be offered.
    let isFree =
      ["mark", "keep", "optimizer", "params", "let", "data", "back", "forward"]
      .contains(name) || ["batch", "seed", "run", "unwatch", "animate"].contains(name)
    let isEmpty = completion.choices.isEmpty && !wantsFiles
    #expect(isEmpty == (command.shape == .nothing) || isFree)
  }

  @Test(arguments: names)
  func whatCannotStandThereIsPointedAt(_ name: String) throws {
    let session = try Self.session()
    for wrong in ["0", "\"open", "+ +", "zz zz zz", "1e30", ")", "x = ", "é#é", "1..", ","] {
      let line = "\(name) \(wrong)"
      do throws(Diagnostic) {
        _ = try session.interpret(SourceSlice(line))
      } catch {
        let range = try #require(error.range, "\(line)")
        #expect((name.utf8.count...line.utf8.count).contains(range.lower), "\(line)")
        #expect(range.upper <= line.utf8.count, "\(line)")
      }
    }
  }

  /// A line that lacks something says what, where, and what it could be.
  @Test(arguments: names)
  func whatIsMissingHasAPlaceAndAnExample(_ name: String) throws {
    let command = try #require(CommandTable.standard.command(name))
    let session = try Self.session()
    for sample in Set(command.shape.samples) {
      let words = "\(name) \(fitted(sample))".split(separator: " ")
      for count in 1..<max(words.count, 2) {
        let line = words.prefix(count).joined(separator: " ")
        do throws(Diagnostic) {
          _ = try session.interpret(SourceSlice(line))
        } catch {
          #expect(error.range != nil && error.hint != nil, "\(line): \(error.message)")
        }
      }
    }
  }

  @Test(arguments: [
    ("run", ["run until CONDITION [max n]", "run n [until CONDITION]"]),
    (
      "plot",
      [
        "plot QUANTITY, … [vs QUANTITY] [log] [alone] [to FILE.svg|.png|.pdf [force]]",
        "plot path [of x, y] [model [at STEP]] [zoom (FACTOR | x = FROM..TO, …)] [alone] "
          + "[to FILE.svg|.png|.pdf [force]]",
      ]
    ),
    ("batch", ["batch all", "batch n [shuffled] [seed n]"]),
    ("step", ["step [n]", "step g = NUMBER, …"]),
    ("mark", ["mark NAME", "mark"]), ("quit", ["quit"]),
  ])
  func theFormsAreThoseOfTheDeclaration(_ name: String, _ forms: [String]) throws {
    #expect(CommandTable.standard.command(name)?.forms == forms)
  }

  @Test(arguments: names)
  func garbageLeavesTheSessionAsItWas(_ name: String) throws {
    var random = SplitMix64(seed: UInt64(name.utf8.reduce(0) { $0 &* 31 &+ Int($1) & 0xffff }))
    let pieces = [
      "x", "w", "f", "lr", "=", ",", "..", "1", "0", "-1", "9e18", "1e400", "until", "max", "for",
      "log", "to", "\"", "#", "(", ")", "[", "]", "gd", "rmsprop", "E[g²]", "path", "zoom", "of",
      "at", "deep", "seed", "as", "every", "steps", "show", "within", "%", "é", " ", "when", "^",
    ]
    let original = try Self.session()
    let before = Snapshot(original)
    for _ in 0..<60 {
      let count = Int(random.next() % 7)
      let line =
        ([name] + (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] })
        .joined(separator: random.next() % 4 == 0 ? "" : " ")
      var session = original
      guard let call = try? session.interpret(SourceSlice(line)),
        call.needs.isDisjoint(with: [.readsFiles, .writesFiles])
      else { continue }
      do throws(Diagnostic) {
        var asked = 0
        _ = try session.execute(
          call,
          Host(
            emit: { _ in },
            isInterrupted: {
              asked += 1
              return asked > 2
            }))
      } catch {
        #expect(Snapshot(session) == before, "\(line)")
      }
    }
  }

  @Test(
    arguments: [
      ("save a.downhill", [.writesFiles]), ("save \"a #b.downhill\" force", [.writesFiles]),
      ("load a.downhill", [.readsFiles]), ("data /etc/points.csv", [.readsFiles]),
      ("data x = [1, 2]", []), ("data none", []), ("plot f", []),
      ("plot f to a.svg", [.writesFiles]),
      ("export a.py", [.writesFiles]), ("animate", [.screen]), ("edit mine", [.editor]),
      ("progress export a", [.writesFiles, .talk]), ("goto here", []), ("goto 2", [.place]),
      ("predict f", [.answer]), ("lesson rmsprop", [.talk]), ("f + 1", []), ("undo", [.talk]),
    ] as [(String, Set<Command.Need>)])
  func aLineTellsWhatItNeeds(_ line: String, _ needs: Set<Command.Need>) throws {
    #expect(try Self.session().interpret(SourceSlice(line)).needs == needs)
  }

  @Test(arguments: [
    ("step / lr", false), ("step 3", true), ("b", false), ("s", true), ("f + 1", false),
    ("show", true), ("xyz", false), ("step", true), ("# step", false),
  ])
  func aLineIsACommandOrAnAnswer(_ line: String, _ isCommand: Bool) throws {
    #expect(try Self.session().isCommand(SourceSlice(line)) == isCommand)
  }
}

extension ArgumentShape {
  /// All words in it.
  fileprivate var words: Set<String> {
    switch self {
    case .nothing, .place: []
    case .word(let word): [word]
    case .optional(let inner), .list(let inner): inner.words
    case .sequence(let parts), .choice(let parts):
      parts.reduce(into: []) { $0.formUnion($1.words) }
    }
  }
}
