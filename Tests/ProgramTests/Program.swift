import TestSupport
import CPseudoTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The program under test, and folders for it to live in.
enum Program {
  /// The path of the program, which is built beside the tests.
  static let path: String = {
    guard let image = downhill_image_path() else { return "downhill" }
    var folder = String(cString: image)
    // On macOS the tests are a bundle, three folders deep.
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if access(folder + "/downhill", X_OK) == 0 { break }
    }
    return folder + "/downhill"
  }()

  /// The folder of the course's lessons.
  static var lessons: String {
    let file = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(file)/lessons"
  }

  /// What a finished program left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program with its input from a file and its output into files.
  static func run(
    _ arguments: [String], input: String = "", environment: String = "LC_ALL=C.UTF-8",
    in folder: TemporaryFolder
  ) -> Outcome {
    let inputPath = folder.write("input", input)
    let quoted = ([path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let files = "<'\(inputPath)' >'\(folder.path)/out' 2>'\(folder.path)/err'"
    let settings = "env HOME='\(folder.path)' \(environment)"
    let command = "cd '\(folder.path)' && \(settings) \(quoted) \(files)"
    let status = system(command)
    return Outcome(
      status: (status >> 8) & 0xff, output: folder.read("out"), errors: folder.read("err"))
  }
}

extension Program {
  /// Whether a test of the shell holds here.
  static func holds(_ test: String) -> Bool { system("\(test) > /dev/null") == 0 }

  /// Runs a line of shell in a folder, and gives its status.
  static func shell(_ command: String, in folder: TemporaryFolder) -> Int32 {
    system("cd '\(folder.path)' && \(command)") >> 8 & 0xff
  }
}
