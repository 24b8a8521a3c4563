import System
import Testing

struct SubprocessTests {
  @Test func aProgramGivesWhatItPrints() throws {
    #expect(try Subprocess.output(of: ["echo", "a"], limit: 10) == Array("a\n".utf8))
  }

  @Test func oneThatIsntThereIsToldFromOneThatFails() {
    #expect(throws: Subprocess.Failure.missing) {
      try Subprocess.output(of: ["downhill-no-such-program"], limit: 1)
    }
    #expect(throws: Subprocess.Failure.status(1)) {
      try Subprocess.output(of: ["false"], limit: 1)
    }
    #expect(Subprocess.status(of: ["downhill-no-such-program"]) == nil)
    #expect(Subprocess.status(of: ["false"]) == 1)
    #expect(Subprocess.status(of: ["true"]) == 0)
  }

  @Test func oneThatNeverEndsIsEndedAtTheLimit() {
    #expect(throws: Subprocess.Failure.tooMuch) {
      try Subprocess.output(of: ["cat", "/dev/zero"], limit: 1000)
    }
  }
}
