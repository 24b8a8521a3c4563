import Formula
import Optimizers

extension CommandTable {
  static let save = Command(
    "save", .keep, "write all that was done to a file of commands", brief: "to a file",
    takes: .sequence(.writing("FILE", example: "walk.downhill"), .flag("force")),
    details: """
      load, or downhill run, carries it out again: the same definitions, optimizers, steps and \
      changes, to the last bit. A file that is there is replaced only with force.
      """,
    examples: ["save walk.downhill", "save walk.downhill force"], related: ["load", "export"]
  ) { session, given, host throws(Diagnostic) in
    try session.save(given.0, mayReplace: given.1, host)
  }

  static let load = Command(
    "load", .keep, "carry out a file of commands, or take in a recipe", brief: "from a file",
    takes: Grammar<FileArgument>.either(
      Grammar<FileArgument>.reading("FILE.recipe", example: "mine.recipe")
        .when { $0.nextEnding == "recipe" },
      .reading("FILE", example: "walk.downhill")),
    details: """
      The file holds what one would type. After an error everything is as it was. downhill run \
      shows each step of such a file; load shows where it leads.
      """,
    examples: ["load walk.downhill", "load mine.recipe"], related: ["save", "optimizer", "edit"]
  ) { _, file, _ throws(Diagnostic) in
    file.ending == "recipe" ? .recipe(.load(file.path)) : .load(file.path)
  }

  static let export = Command(
    "export", .keep, "write the steps as a table, or as a Python script", brief: "CSV, Python",
    takes: Grammar<ExportRequest>.either(
      Grammar<(FileArgument, PythonLibrary?, Bool)>.sequence(
        .writing("FILE.py", example: "walk.py"), .optional(.library), .flag("force")
      ).map { ExportRequest(file: $0.0, content: .script($0.1 ?? .numpy), mayReplace: $0.2) }
        .when { $0.nextEnding == "py" },
      Grammar<(FileArgument, [Expression]?, Bool)>.sequence(
        .writing("FILE.csv|.json|.jsonl", example: "trace.csv"),
        Grammar<[Expression]?>.optional(
          Grammar<[Expression]>.list(.formula("QUANTITY", example: "f"))),
        .flag("force")
      ).map { ExportRequest(file: $0.0, content: .table($0.1 ?? []), mayReplace: $0.2) }),
    details: """
      A table has a row a step, beginning with the start as step 0, and all digits; without \
      quantities it has all of them. A script makes the same steps again, by the recipe's own \
      lines in NumPy or, for recipes such as torch.rmsprop, by that framework's optimizer.
      """,
    examples: ["export trace.csv", "export trace.csv f, E[g²].x force", "export walk.py numpy"],
    related: ["save", "trace"]
  ) { session, request, host throws(Diagnostic) in try session.export(request, host) }
}

/// What `export` is to write.
struct ExportRequest: Sendable {
  enum Content: Sendable {
    /// The columns that are asked for, all where none is.
    case table([Expression])
    case script(PythonLibrary)
  }

  var file: FileArgument
  var content: Content
  var mayReplace: Bool
}

extension Grammar where Value == PythonLibrary {
  fileprivate static var library: Grammar {
    let words = PythonLibrary.allCases.map(\.rawValue)
    return Grammar(.choice(words.map { .word($0) })) { reader throws(Diagnostic) in
      for word in words { reader.expect(.word(word)) }
      let start = reader.place
      guard let word = reader.freeWord() else { throw .unknownLibrary("", at: start) }
      guard let library = PythonLibrary(rawValue: String(word.text)) else {
        throw .unknownLibrary(String(word.text), at: word.range)
      }
      return library
    }
  }
}

extension Session {
  func save(_ file: FileArgument, mayReplace: Bool, _ host: Host) throws(Diagnostic) -> Outcome {
    let saved = SavedSession(self)
    guard !saved.lines.isEmpty else { throw .nothingToSave() }
    try host.write(file, mayReplace: mayReplace) { output throws(Diagnostic) in
      try output.write("# A session of Downhill: load it there, or give it to downhill run.\n")
      // What is set up where it is loaded must not mix with it.
      try output.write("reset all\n")
      for line in saved.lines { try output.write(line + "\n") }
      let commands: NoteReport.Content =
        "\(count: saved.lines.count { !$0.isEmpty }, of: "command")"
      return saved.leftOut.isEmpty
        ? commands : "\(part: commands), without \(saved.leftOut.joined(separator: ", "))"
    }
    return .done
  }

  func export(_ request: ExportRequest, _ host: Host) throws(Diagnostic) -> Outcome {
    let file = request.file
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard walk.stepCount > 0 else { throw .noStepsYet() }
    switch request.content {
    case .script(let library): try exportScript(walk, library, request, host)
    case .table(let formulas):
      guard let format = TraceFormat(rawValue: file.ending) else {
        throw .unknownExport(file.path, at: file.range)
      }
      try exportTable(walk, format, formulas, request, host)
    }
    return .done
  }

  private func exportTable(
    _ walk: Walk, _ format: TraceFormat, _ formulas: [Expression], _ request: ExportRequest,
    _ host: Host
  ) throws(Diagnostic) {
    let columns = try columns(of: walk, formulas)
    try host.write(request.file, mayReplace: request.mayReplace) { output throws(Diagnostic) in
      try walk.export(columns, format, to: &output, isInterrupted: host.isInterrupted)
      return
        "the start and \(count: walk.stepCount, of: "step") in \(count: columns.count, of: "column")"
    }
  }

  /// The columns that are asked for, all where none is.
  private func columns(of walk: Walk, _ formulas: [Expression])
    throws(Diagnostic) -> [TraceColumn]
  {
    guard !formulas.isEmpty else { return walk.columns }
    var result: [TraceColumn] = []
    for formula in formulas {
      let formula = formula.resolvingSquares(names)
      // A name that doesn't exist gets the error a formula would get.
      _ = try value(of: formula)
      guard let columns = walk.columns(for: formula) else {
        throw .notAColumn(at: formula.range)
      }
      result += columns.filter { !result.contains($0) }
    }
    // Rows without their number say little.
    return walk.columns.prefix { $0.isCount && !result.contains($0) } + result
  }
}

extension Host {
  /// Writes a file and reports it.
  ///
  /// - Parameters:
  ///   - file: where.
  ///   - mayReplace: whether another may be replaced.
  ///   - content: writes what is in it, and says what that is.
  /// - Throws: a ``Diagnostic`` at the file's name where it can't be written.
  func write(
    _ file: FileArgument, mayReplace: Bool,
    _ content: (inout NewFile) throws(Diagnostic) -> NoteReport.Content
  ) throws(Diagnostic) {
    do {
      var output = try NewFile(file.path, mayReplace: mayReplace)
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
  fileprivate func exportScript(
    _ walk: Walk, _ library: PythonLibrary, _ request: ExportRequest, _ host: Host
  ) throws(Diagnostic) {
    guard recipe != nil else { throw .noOptimizer(self.library.generalNames) }
    let script = try WalkScript(walk, library)
    try host.write(request.file, mayReplace: request.mayReplace) { output throws(Diagnostic) in
      try output.write(script.text)
      return
        "\(count: walk.stepCount, of: "step") of \(walk.machine.recipe.name) with \(library.title)"
    }
  }
}
