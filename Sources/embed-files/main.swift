// Writes a Swift source that holds text files: embed-files OUTPUT FILE…

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

func fail(_ message: String) -> Never {
  print("embed-files: \(message)")
  exit(1)
}

func read(_ path: String) -> String {
  guard let file = fopen(path, "r") else { fail("can't read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var byte = getc(file)
  while byte != EOF {
    bytes.append(UInt8(truncatingIfNeeded: byte))
    byte = getc(file)
  }
  guard let text = String(validating: bytes, as: UTF8.self) else { fail("\(path) is not UTF-8") }
  return text
}

let paths = CommandLine.arguments.dropFirst(2).sorted()
guard let output = CommandLine.arguments.dropFirst().first, !paths.isEmpty else {
  fail("usage: embed-files OUTPUT FILE…")
}

var source = "/// The text files of this module, by file name.\nenum EmbeddedFiles {\n"
source += "  static let texts: [String: String] = [\n"
var names: Set<String> = []
for path in paths {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  guard names.insert(name).inserted else { fail("two files are called \(name)") }
  source += "    \(name.debugDescription): \(read(path).debugDescription),\n"
}
source += "  ]\n}\n"

guard let file = fopen(output, "w") else { fail("can't write \(output)") }
guard fputs(source, file) >= 0, fclose(file) == 0 else { fail("can't write \(output)") }
