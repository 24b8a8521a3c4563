import System
import TestSupport
import Testing

struct OpenFileTests {
  private let folder = TemporaryFolder()

  @Test func aFileAboveTheLimitIsRefusedAndOneAtItIsRead() throws {
    let path = folder.write("a", [UInt8](repeating: 7, count: 1000))
    #expect(try OpenFile(path).readAll(upTo: 1000).count == 1000)
    #expect(throws: FileFailure.tooLarge(limit: 999)) {
      try OpenFile(path).readAll(upTo: 999)
    }
  }

  @Test(arguments: ["/dev/zero", "/dev/null", "/"])
  func aDeviceOrAFolderIsNoFile(path: String) {
    #expect(throws: FileFailure.notAFile) { _ = try OpenFile(path) }
  }

  @Test func aLockIsHeldUntilItsFileIsClosed() throws {
    let path = folder.write("lock", "")
    do {
      let file = try OpenFile(path, .append)
      try file.lock()
      #expect(throws: FileFailure.locked) { try OpenFile(path, .append).lock(patience: 4) }
      _ = file.isStill(at: path)
    }
    try OpenFile(path, .append).lock()
  }

  @Test func aFileThatWasReplacedIsNoticed() throws {
    let path = folder.write("a", "one")
    let file = try OpenFile(path)
    let isStill = file.isStill(at: path)
    #expect(isStill)
    try FileDraft.write([1], to: path, mayReplace: true)
    let isStillThere = file.isStill(at: path)
    #expect(!isStillThere)
  }
}
