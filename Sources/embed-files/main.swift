// Writes a Swift source that holds text files: embed-files [--under FOLDER] OUTPUT FILE…

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

var arguments = CommandLine.arguments.dropFirst()
var folder: String?
if arguments.first == "--under" {
  folder = arguments.dropFirst().first.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  arguments = arguments.dropFirst(2)
}
let paths = arguments.dropFirst().sorted()
guard let output = arguments.first, !paths.isEmpty else {
  throw Failure("usage: embed-files [--under FOLDER] OUTPUT FILE…")
}

/// What a file is called: its path in the folder, else its name alone.
func name(of path: String, under folder: String?) -> String {
  if let folder, path.hasPrefix(folder) { return String(path.dropFirst(folder.count)) }
  return Directory.name(of: path)
}

var source = "/// The text files of this module, by file name.\nenum EmbeddedFiles {\n"
source += "  static let texts: [String: String] = [\n"
var names: Set<String> = []
for path in paths {
  let name = name(of: path, under: folder)
  guard names.insert(name).inserted else { throw Failure("two files are called \(name)") }
  source += "    \(name.debugDescription): \(try read(path).debugDescription),\n"
}
source += "  ]\n}\n"

do {
  try FileDraft.write(Array(source.utf8), to: output, mayReplace: true)
} catch {
  throw Failure("can't write \(output): \(error.reason)")
}
