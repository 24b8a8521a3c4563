import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session
@testable import Tutor

struct SettingsTests {
  private func change(_ line: String) throws -> SettingsChange? {
    var session = Session(library: .standard, commands: .standard)
    guard case .settings(let change) = try session.execute(line, Host(emit: { _ in })) else {
      throw Diagnostic("no setting")
    }
    return change
  }

  @Test(
    arguments: [
      ("digits 8", .digits, "8"), ("digits = 8", .digits, "8"), ("color off", .colour, "off"),
      ("colour on", .colour, "on"), ("prompt off", .prompt, "off"), ("width 100", .width, "100"),
      ("width auto", .width, "auto"),
    ] as [(String, Settings.Key, String)])
  func aSettingIsChanged(_ line: String, _ key: Settings.Key, _ text: String) throws {
    let change = try #require(try change("settings \(line)"))
    #expect(Settings().changed(change).text(key) == text)
  }

  @Test func aloneItChangesNothing() throws {
    #expect(try change("settings") == nil)
  }

  @Test func aFileReadsBack() throws {
    var settings = Settings()
    for (key, text) in [(Settings.Key.digits, "12"), (.colour, "off"), (.prompt, "off")] {
      let isSet = settings.set(key, to: text)
      #expect(isSet)
    }
    #expect(try Settings(parsing: SourceText(name: "settings", settings.text)) == settings)
    #expect(settings.text == "digits 12\ncolour off\nprompt off\nwidth auto\n")
  }

  @Test func whatAFileDoesNotHaveIsAsIfNeverSet() throws {
    let settings = try Settings(parsing: SourceText("# mine\n\nwidth 90 # wide\n"))
    #expect(settings.width == 90)
    #expect(settings.digits == 6)
  }

  @Test(arguments: ["digits 6\n⟦digit 7⟧", "⟦width 3⟧\n", "⟦prompt⟧", "⟦digits 1 2⟧"])
  func aBrokenFileIsPointedInto(_ text: String) {
    let marked = Marked(text)
    let error = #expect(throws: Diagnostic.self) {
      try Settings(parsing: SourceText(marked.source))
    }
    #expect(Marked.text(marked.source, error?.range) == text)
  }

  @Test(arguments: [
    "settings ⟦digit⟧ 8", "settings digits ⟦99⟧", "settings colour ⟦pink⟧", "settings prompt⟦⟧",
  ])
  func aMistakeIsPointedAt(_ text: String) {
    let marked = Marked(text)
    let error = #expect(throws: Diagnostic.self) { try change(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }

  @Test func thePromptSaysWhereOneIs() throws {
    var session = Session(library: .standard, commands: .standard)
    #expect(session.status == nil)
    try session.run("minimize x^2 + 10y^2 from x = 4, y = 1")
    #expect(session.status == nil)
    try session.run("use rmsprop lr = 0.1", "step 12")
    #expect(session.status == "rmsprop 12 f=4.93")
    try session.run("line", "line")
    #expect(session.status == "rmsprop 12+2/5 f=4.93")
    try session.run("params x = 1", "use gd")
    #expect(session.status == "gd 0")
  }
}
