// Writes a Swift source that holds text files: embed-files OUTPUT FILE…

import System

/// Why nothing was written.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ message: String) { description = "embed-files: \(message)" }
}

func read(_ path: String) throws -> String {
  let bytes: [UInt8]
  do {
    bytes = try OpenFile(path).readAll(upTo: 1 << 24)
  } catch {
    throw Failure("can't read \(path): \(error.reason)")
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Failure("\(path) is not UTF-8")
  }
  return text
}

let paths = CommandLine.arguments.dropFirst(2).sorted()
guard let output = CommandLine.arguments.dropFirst().first, !paths.isEmpty else {
  throw Failure("usage: embed-files OUTPUT FILE…")
}

var source = "/// The text files of this module, by file name.\nenum EmbeddedFiles {\n"
source += "  static let texts: [String: String] = [\n"
var names: Set<String> = []
for path in paths {
  let name = Directory.name(of: path)
  guard names.insert(name).inserted else { throw Failure("two files are called \(name)") }
  source += "    \(name.debugDescription): \(try read(path).debugDescription),\n"
}
source += "  ]\n}\n"

do {
  try FileDraft.write(Array(source.utf8), to: output, mayReplace: true)
} catch {
  throw Failure("can't write \(output): \(error.reason)")
}
