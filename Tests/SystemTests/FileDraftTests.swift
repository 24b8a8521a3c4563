import System
import TestSupport
import Testing

struct FileDraftTests {
  private let folder = TemporaryFolder()

  @Test func aFileIsThereWhenItIsWhole() throws {
    let path = folder.file("a.txt")
    var draft = try FileDraft(path, mayReplace: false)
    try draft.append("one\n".utf8)
    #expect(folder.names.allSatisfy { $0.hasSuffix(".new") })
    try draft.finish()
    #expect(folder.names == ["a.txt"])
    #expect(folder.read("a.txt") == "one\n")
  }

  @Test func aDraftThatIsDroppedLeavesNothing() throws {
    folder.write("a.txt", "old")
    do {
      var draft = try FileDraft(folder.file("a.txt"), mayReplace: true)
      try draft.append("new".utf8)
    }
    #expect(folder.names == ["a.txt"])
    #expect(folder.read("a.txt") == "old")
  }

  @Test func aFullDiskLeavesTheOldFile() {
    folder.write("a.txt", "old")
    #expect(throws: FileFailure.self) {
      try FileDraft.write(
        [1, 2, 3], to: folder.file("a.txt"), mayReplace: true, write: { _, _ in -1 })
    }
    #expect(folder.names == ["a.txt"])
    #expect(folder.read("a.txt") == "old")
  }

  @Test func aFileThatIsThereIsKeptUnlessItMayGoAndThenItsModeIs() throws {
    let path = folder.write("a.txt", "old")
    #expect(throws: FileFailure.exists) {
      try FileDraft.write([1], to: path, mayReplace: false)
    }
    let mode = folder.mode("a.txt")
    try FileDraft.write(Array("new".utf8), to: path, mayReplace: true, mode: 0o600)
    #expect(folder.read("a.txt") == "new")
    #expect(folder.mode("a.txt") == mode)
  }

  @Test(arguments: ["", "none/a.txt"])
  func whatCantBeAFileIsRefused(name: String) {
    #expect(throws: FileFailure.self) {
      try FileDraft.write([1], to: folder.file(name), mayReplace: true)
    }
    #expect(folder.names == [])
  }

  @Test func aNewFileCanBeItsOwnersAlone() throws {
    try FileDraft.write([1], to: folder.file("a"), mayReplace: true, mode: 0o600)
    #expect(folder.mode("a") == 0o600)
  }

  @Test func foldersAreMadeOnTheWayForTheOwnerAlone() throws {
    Directory.makeParents(of: folder.file("a/b/c"))
    #expect(Directory.isDirectory(folder.file("a/b")))
    #expect(folder.mode("a") == 0o700)
    #expect(!Directory.exists(folder.file("a/b/c")))
  }
}
