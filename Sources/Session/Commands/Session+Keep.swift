import Formula
import Optimizers

extension Session {
  func save(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    let file = try FileArgument(arguments, example: "save walk.downhill")
    try file.rest.nothing()
    let lines = script
    guard !lines.isEmpty else { throw .nothingToSave() }
    try host.write(file) { output throws(Diagnostic) in
      try output.write("# A session of Downhill: load it there, or give it to downhill run.\n")
      for line in lines { try output.write(line + "\n") }
      let count = lines.count { !$0.isEmpty }
      let words = count == 1 ? "1 command" : "\(count) commands"
      let leftOut = keptWalks.leftOut
      return leftOut.isEmpty ? words : "\(words), without \(leftOut.joined(separator: ", "))"
    }
    return .done
  }

  func export(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    let file = try FileArgument(arguments, example: "export trace.csv")
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard walk.stepCount > 0 else { throw .noStepsYet() }
    if let format = TraceFormat(rawValue: file.ending) {
      try export(walk, format, file, host)
    } else if file.ending == "py" {
      try exportScript(walk, file, host)
    } else {
      throw .unknownExport(file.path, at: file.range)
    }
    return .done
  }

  private func export(_ walk: Walk, _ format: TraceFormat, _ file: FileArgument, _ host: Host)
    throws(Diagnostic)
  {
    let columns = try columns(of: walk, file.rest)
    try host.write(file) { output throws(Diagnostic) in
      try walk.export(columns, format, to: &output, isInterrupted: host.isInterrupted)
      let steps = walk.stepCount == 1 ? "1 step" : "\(walk.stepCount) steps"
      return "the start and \(steps) in \(columns.count) columns"
    }
  }

  /// The columns that are asked for, all where none is.
  private func columns(of walk: Walk, _ arguments: SourceSlice)
    throws(Diagnostic) -> [TraceColumn]
  {
    guard !arguments.isEmpty else { return walk.columns }
    var result: [TraceColumn] = []
    var parser = try arguments.parser()
    repeat {
      let formula = try parser.expression().resolvingSquares(names)
      // A name that doesn't exist gets the error a formula would get.
      _ = try value(of: formula)
      guard let columns = walk.columns(for: formula) else {
        throw .notAColumn(at: formula.range)
      }
      result += columns.filter { !result.contains($0) }
    } while parser.comma()
    try parser.end()
    // Rows without their number say little.
    return walk.columns.prefix { $0.isCount && !result.contains($0) } + result
  }
}

extension Host {
  /// Writes a file and reports it.
  ///
  /// - Parameters:
  ///   - file: where, and whether another may be replaced.
  ///   - content: writes what is in it, and says what that is.
  /// - Throws: a ``Diagnostic`` at the file's name where it can't be written.
  func write(
    _ file: FileArgument, _ content: (inout NewFile) throws(Diagnostic) -> String
  ) throws(Diagnostic) {
    do {
      var output = try NewFile(file.path, mayReplace: file.mayReplace)
      let words = try content(&output)
      try output.finish()
      emit(
        .file(
          FileReport(path: output.path, content: words, replacedAnother: output.replacesAnother)))
    } catch {
      throw Diagnostic(error.message, at: error.range ?? file.range, hint: error.hint)
    }
  }
}

extension Session {
  fileprivate func exportScript(_ walk: Walk, _ file: FileArgument, _ host: Host) throws(Diagnostic)
  {
    var library = PythonLibrary.numpy
    if !file.rest.isEmpty {
      guard let named = PythonLibrary(rawValue: String(file.rest.text)) else {
        throw .unknownLibrary(String(file.rest.text), at: file.rest.range)
      }
      library = named
    }
    guard recipe != nil else { throw .noOptimizer(self.library.generalNames) }
    let script = try WalkScript(walk, library)
    try host.write(file) { output throws(Diagnostic) in
      try output.write(script.text)
      let steps = walk.stepCount == 1 ? "1 step" : "\(walk.stepCount) steps"
      return "\(steps) of \(walk.machine.recipe.name) with \(library.title)"
    }
  }
}
