import Session
import System
import TestSupport
import Testing

@testable import Lessons

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

struct ProgressStoreTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = TemporaryFolder()
    path = "\(folder.path)/progress"
  }

  private func did(_ id: String, _ lesson: String = "l") -> LearningRecord.Change {
    .did(lesson, LessonRecord.Part(id: id, hash: ContentHash(value: 1), state: .done))
  }

  /// What somebody finds who comes later.
  private var kept: LearningRecord {
    var store = ProgressStore(path: path)
    _ = store.refresh()
    return store.progress
  }

  private func names() -> [String] {
    Directory.names(in: folder.path).filter { !$0.hasSuffix(".lock") }.sorted()
  }

  @Test func whatHappenedIsThereForTheNextProgram() {
    var store = ProgressStore(path: path)
    #expect(store.record([did("a")]) == [])
    #expect(kept["l"]?.partsDone == 1)
    #expect(names() == ["progress"])
  }

  @Test func nobodyElseCanReadItAndItsFolderIsMade() {
    let deep = "\(folder.path)/state/downhill/progress"
    var store = ProgressStore(path: deep)
    _ = store.record([did("a")])
    var status = stat()
    #expect(stat(deep, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(stat("\(folder.path)/state/downhill", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    for name in ["progress", "progress.lock"] {
      unlink("\(folder.path)/state/downhill/\(name)")
    }
    rmdir("\(folder.path)/state/downhill")
    rmdir("\(folder.path)/state")
  }

  @Test func twoProgramsAtOnceLoseNothing() async {
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for program in 0..<4 {
        group.addTask {
          var store = ProgressStore(path: path)
          _ = store.refresh()
          for part in 0..<25 {
            _ = store.record([
              .did(
                "l",
                LessonRecord.Part(
                  id: "\(program)-\(part)", hash: ContentHash(value: 1), state: .done)),
              .predicted(isRight: true),
            ])
          }
        }
      }
    }
    #expect(kept["l"]?.partsDone == 100)
    #expect(kept.predictions == Score(right: 100, asked: 100))
  }

  @Test func whatAnotherProgramForgotStaysForgotten() {
    var one = ProgressStore(path: path)
    _ = one.record([did("a"), did("b", "m")])
    var two = ProgressStore(path: path)
    _ = two.record([.forgot("l")])
    _ = one.record([did("c", "m")])
    #expect(kept["l"] == nil)
    #expect(kept["m"]?.partsDone == 2)
  }

  @Test func aDamagedFileIsKeptAsideAndWhatCanBeReadOfItIsUsed() throws {
    let text = LearningRecordFormatTests.text.dropLast(10)
    for number in 1...2 {
      folder.write("progress", Array(text.utf8))
      var store = ProgressStore(path: path)
      let notes = store.refresh()
      #expect(notes.count == 1)
      #expect(notes.first?.text.contains("\(path).corrupt-\(number)") == true)
      #expect(store.progress["adagrad"]?.partsDone == 1)
      // It is told once.
      #expect(store.refresh() == [])
    }
    #expect(names() == ["progress", "progress.corrupt-1", "progress.corrupt-2"])
    let aside = try ProgressFile(path: path + ".corrupt-1").read()
    #expect(aside == Array(text.utf8))
  }

  @Test func aFileDamagedWhileTheProgramRunsIsKeptAsideToo() {
    var store = ProgressStore(path: path)
    _ = store.record([did("a")])
    folder.write("progress", [0xff, 0, 1])
    #expect(store.record([did("b")]).count == 1)
    #expect(names() == ["progress", "progress.corrupt-1"])
    #expect(kept["l"]?.partsDone == 1)
  }

  @Test func aNewerProgramsFileIsLeftAlone() throws {
    let text = "downhill progress 3\nsomething new\n"
    folder.write("progress", Array(text.utf8))
    var store = ProgressStore(path: path)
    #expect(store.refresh().count == 1)
    #expect(store.record([did("a")]) == [])
    #expect(store.refresh() == [])
    // It counts for as long as this program runs.
    #expect(store.progress["l"]?.partsDone == 1)
    #expect(try ProgressFile(path: path).read() == Array(text.utf8))
    #expect(names() == ["progress"])
  }

  @Test func aFullDiskIsToldOnceLosesNothingAndLeavesNoLitter() throws {
    var store = ProgressStore(path: path)
    _ = store.record([did("a")])
    let before = try ProgressFile(path: path).read()

    // Some bytes fit, then none.
    var file = ProgressFile(path: path)
    file.write = { descriptor, bytes in
      guard bytes.count > 20 else {
        errno = ENOSPC
        return -1
      }
      return write(descriptor, bytes.baseAddress, 10)
    }
    var full = ProgressStore(file: file)
    let notes = full.record([did("b")])
    #expect(notes.count == 1)
    #expect(notes.first?.text.contains("No space left on device") == true)
    #expect(full.record([did("c")]) == [])
    #expect(full.progress["l"]?.partsDone == 2)
    #expect(try ProgressFile(path: path).read() == before)
    #expect(names() == ["progress"])
  }

  @Test func whatCouldntBeKeptIsAsSoonAsItCan() throws {
    // A folder in the file's place can't be written over.
    mkdir(path, 0o700)
    var store = ProgressStore(path: path)
    #expect(store.record([did("a")]).count == 1)
    #expect(store.refresh() == [])
    rmdir(path)
    #expect(store.record([did("b")]) == [])
    #expect(kept["l"]?.partsDone == 2)
  }

  @Test func aFolderThatCantBeMadeIsToldOnce() {
    folder.write("file", [])
    var store = ProgressStore(path: "\(folder.path)/file/downhill/progress")
    #expect(store.refresh().count + store.record([did("a")]).count >= 1)
    #expect(store.record([did("b")]) == [])
    #expect(store.progress["l"]?.partsDone == 2)
  }

  @Test func aProgramThatStoppedWhileItHeldTheLockDoesntStopThisOneForLong() {
    let lock = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(lock, LOCK_EX) == 0)
    var store = ProgressStore(path: path)
    let clock = ContinuousClock()
    let start = clock.now
    for part in ["a", "b", "c", "d"] { _ = store.record([did(part)]) }
    #expect(clock.now - start < .seconds(5))
    close(lock)
    // A program that is just being started elsewhere may hold it for a moment more.
    for _ in 0..<20 where kept["l"]?.partsDone != 5 { _ = store.record([did("e")]) }
    #expect(kept["l"]?.partsDone == 5)
  }

  @Test func aDraftLeftByAProgramThatWasKilledIsNoObstacle() {
    folder.write("progress.new", Array("downhill pro".utf8))
    var store = ProgressStore(path: path)
    #expect(store.record([did("a")]) == [])
    #expect(names() == ["progress"])
  }

  @Test func aLinkStaysALink() {
    let target = "\(folder.path)/elsewhere"
    folder.write("elsewhere", Array("downhill progress 1\nend\n".utf8))
    symlink(target, path)
    var store = ProgressStore(path: path)
    _ = store.record([did("a")])
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(kept["l"]?.partsDone == 1)
  }
}
