import Foundation
import Formula
import Session
import TestSupport
import Testing

@testable import Terminal

struct SettingsFileTests {
  private let folder = TemporaryFolder()

  private var file: SettingsFile { SettingsFile(path: "\(folder.path)/a/b/settings") }

  @Test func settingsOutliveTheProgram() throws {
    var settings = Settings()
    settings.digits = 9
    try file.save(settings)
    #expect(try file.load() == settings)
    try file.save(Settings())
    #expect(try file.load() == Settings())
  }

  @Test func onlyTheOwnerReadsThem() throws {
    try file.save(Settings())
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/a/b")
    #expect(left == ["settings"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["a pipe", "a folder", "endless"])
  func whatIsNoFileIsSaidAtOnce(_ what: String) throws {
    let path = folder.file("settings")
    switch what {
    case "a pipe": mkfifo(path, 0o600)
    case "a folder": mkdir(path, 0o700)
    default: symlink("/dev/zero", path)
    }
    let problem = #expect(throws: SettingsFile.Problem.self) {
      try SettingsFile(path: path).load()
    }
    #expect(problem?.report.diagnostic.message == "can't read \(path): it is not a file")
  }

  @Test func noFileIsNoProblem() throws {
    #expect(try file.load() == Settings())
  }

  @Test func aBrokenFileIsPointedInto() throws {
    try file.save(Settings())
    try "digits 6\nwidth wide\n".write(toFile: file.path, atomically: true, encoding: .utf8)
    let problem = #expect(throws: SettingsFile.Problem.self) { try file.load() }
    #expect(problem?.report.location.line == 2)
    #expect(problem?.report.source.name == file.path)
  }

  /// Whatever stands in the file, it is read or pointed into, and left as it is.
  @Test(arguments: 0..<8)
  func garbageIsPointedIntoAndKept(_ part: Int) {
    var random = SplitMix64(seed: UInt64(part))
    let file = SettingsFile(path: folder.file("settings"))
    let lines = Settings().text.split(separator: "\n").map { "\($0)\n" }
    for _ in 0..<50 {
      let garbage = Garbage.bytes(lines + ["digits ", "width"], &random)
      folder.write("settings", garbage)
      do throws(SettingsFile.Problem) {
        let settings = try file.load()
        #expect((try? Settings(parsing: SourceText(settings.text))) == settings)
      } catch {
        let report = error.report
        #expect(!report.diagnostic.message.isEmpty)
        #expect((report.diagnostic.range?.upper ?? 0) <= report.source.text.utf8.count)
      }
      #expect(folder.bytes("settings") == garbage)
    }
  }

  @Test(
    arguments: [
      (["XDG_CONFIG_HOME": "/c", "HOME": "/h"], "/c/downhill/settings"),
      (["XDG_CONFIG_HOME": "c", "HOME": "/h"], "/h/.config/downhill/settings"),
      (["HOME": "/h"], "/h/.config/downhill/settings"), ([:], nil),
    ] as [([String: String], String?)])
  func theFileIsWhereConfigurationBelongs(_ environment: [String: String], _ path: String?) {
    #expect(SettingsFile.standard { environment[$0] }?.path == path)
  }
}
