import Foundation
import PackagePlugin

/// Puts a target's `.recipe`, `.objective`, `.formulas` and `.words` files into the binary, as a table
/// of texts by file name; and for the target that plays lessons, those of the package by their paths
/// in its folder `lessons`.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target.sourceModule else { return [] }
    var files = target.sourceFiles.map(\.url).filter {
      ["recipe", "objective", "formulas", "words"].contains($0.pathExtension)
    }
    var options: [String] = []
    if target.name == "Lessons" {
      let folder = context.package.directoryURL.appending(path: "lessons")
      files += lessons(in: folder)
      options = ["--under", folder.path()]
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding the text files of \(target.name)",
        executable: try context.tool(named: "embed-files").url,
        arguments: options + [output.path()] + files.map { $0.path() },
        inputFiles: files,
        outputFiles: [output])
    ]
  }

  /// What a lesson is made of, in a folder and those below it.
  private func lessons(in folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
    let files = all?.compactMap { $0 as? URL } ?? []
    return files.filter { ["md", "yml", "csv"].contains($0.pathExtension) }
      .sorted { $0.path() < $1.path() }
  }
}
