package import Formula

/// What may stand behind a command's word, declared once.
///
/// Reading, the forms in help, completion, errors and what a lesson may use all follow from it:
///
///     .either(.count("n"), .word("until", before: .sequence(.formula("CONDITION"), .option("max", .count("n")))))
///
/// Reading notes what was looked for where. So what may stand at the end of an unfinished line, and
/// which word a misspelled one was meant to be, needs no second description.
package struct Grammar<Value: Sendable>: Sendable {
  /// How it is typed.
  package let shape: ArgumentShape
  /// Whether it can begin with what comes next.
  package let begins: @Sendable (ArgumentReader) -> Bool
  package let read: @Sendable (inout ArgumentReader) throws(Diagnostic) -> Value

  package init(
    _ shape: ArgumentShape,
    begins: @escaping @Sendable (ArgumentReader) -> Bool = { $0.isAtArgument },
    read: @escaping @Sendable (inout ArgumentReader) throws(Diagnostic) -> Value
  ) {
    self.shape = shape
    self.begins = begins
    self.read = read
  }
}

extension Grammar {
  /// The same, with another value.
  package func map<Other>(_ change: @escaping @Sendable (Value) -> Other) -> Grammar<Other> {
    Grammar<Other>(shape, begins: begins) { reader throws(Diagnostic) in
      change(try read(&reader))
    }
  }

  /// The same, where the next text passes a test as well.
  package func when(_ test: @escaping @Sendable (ArgumentReader) -> Bool) -> Grammar {
    Grammar(shape, begins: { reader in test(reader) && begins(reader) }, read: read)
  }

  /// The same, which needs more than the session.
  package func needing(_ need: Command.Need) -> Grammar {
    Grammar(shape, begins: begins) { reader throws(Diagnostic) in
      let value = try read(&reader)
      reader.needs.insert(need)
      return value
    }
  }

  /// The same, with where it stands.
  package var located: Grammar<Located<Value>> {
    Grammar<Located<Value>>(shape, begins: begins) { reader throws(Diagnostic) in
      let start = reader.rest
      let value = try read(&reader)
      let read = start.upTo(max(reader.rest.range.lower, start.range.lower)).trimmed
      return Located(value, at: read.isEmpty ? start.range : read.range)
    }
  }

  /// The same, with another word that ends its formulas.
  package func endingAlso(at word: String) -> Grammar {
    Grammar(shape, begins: begins) { reader throws(Diagnostic) in
      try reader.stopping(at: .word(word)) { reader throws(Diagnostic) in try read(&reader) }
    }
  }

  /// Notes what could stand here, without taking anything.
  package func anticipate(_ reader: inout ArgumentReader) {
    var copy = reader
    _ = try? read(&copy)
    reader.adoptExpectations(of: copy)
  }
}

// MARK: - Joining

extension Grammar {
  package static func sequence<First, Second>(_ first: Grammar<First>, _ second: Grammar<Second>)
    -> Grammar where Value == (First, Second)
  {
    Grammar(
      .sequence([first.shape, second.shape]),
      begins: { first.begins($0) || first.shape.isOptional && second.begins($0) }
    ) { reader throws(Diagnostic) in
      let value = try reader.stopping(at: second.shape) { reader throws(Diagnostic) in
        try first.read(&reader)
      }
      return (value, try second.read(&reader))
    }
  }

  package static func sequence<First, Second, Third>(
    _ first: Grammar<First>, _ second: Grammar<Second>, _ third: Grammar<Third>
  ) -> Grammar where Value == (First, Second, Third) {
    let pair = Grammar<(First, Second)>.sequence(first, second)
    return Grammar<((First, Second), Third)>.sequence(pair, third)
      .map { ($0.0.0, $0.0.1, $0.1) }
  }

  package static func sequence<First, Second, Third, Fourth>(
    _ first: Grammar<First>, _ second: Grammar<Second>, _ third: Grammar<Third>,
    _ fourth: Grammar<Fourth>
  ) -> Grammar where Value == (First, Second, Third, Fourth) {
    let three = Grammar<(First, Second, Third)>.sequence(first, second, third)
    return Grammar<((First, Second, Third), Fourth)>.sequence(three, fourth)
      .map { ($0.0.0, $0.0.1, $0.0.2, $0.1) }
  }

  /// The first alternative that can begin with what comes next, or else the last.
  package static func either(_ options: Grammar...) -> Grammar {
    either(options) { reader throws(Diagnostic) in try options[options.count - 1].read(&reader) }
  }

  /// The first alternative that can begin with what comes next; an error of its own if none can.
  package static func either(
    _ options: Grammar..., otherwise error: @escaping @Sendable (ArgumentReader) -> Diagnostic
  ) -> Grammar {
    either(options) { reader throws(Diagnostic) in throw error(reader) }
  }

  package static func either(
    _ options: [Grammar],
    otherwise: @escaping @Sendable (inout ArgumentReader) throws(Diagnostic) -> Value
  ) -> Grammar {
    Grammar(
      .choice(options.map(\.shape)), begins: { reader in options.contains { $0.begins(reader) } }
    ) { reader throws(Diagnostic) in
      let chosen = options.first { $0.begins(reader) }
      if chosen == nil || reader.isAtEnd {
        for option in options { option.anticipate(&reader) }
      }
      guard let chosen else { return try otherwise(&reader) }
      return try chosen.read(&reader)
    }
  }

  /// It, or nil where it can't begin.
  package static func optional<Wrapped>(_ inner: Grammar<Wrapped>) -> Grammar
  where Value == Wrapped? {
    Grammar(.optional(inner.shape), begins: inner.begins) { reader throws(Diagnostic) in
      guard inner.begins(reader) else {
        inner.anticipate(&reader)
        return nil
      }
      return try inner.read(&reader)
    }
  }

  /// One or more, with commas between.
  package static func list<Element>(_ element: Grammar<Element>) -> Grammar
  where Value == [Element] {
    Grammar(.list(element.shape), begins: element.begins) { reader throws(Diagnostic) in
      var result: [Element] = []
      repeat { result.append(try element.read(&reader)) } while reader.comma()
      return result
    }
  }

  /// Two things that may be left out, in either order.
  package static func inAnyOrder<First, Second>(_ first: Grammar<First>, _ second: Grammar<Second>)
    -> Grammar where Value == (First?, Second?)
  {
    Grammar(
      .sequence([.optional(first.shape), .optional(second.shape)]),
      begins: { first.begins($0) || second.begins($0) }
    ) { reader throws(Diagnostic) in
      var (one, other): (First?, Second?) = (nil, nil)
      while true {
        if one == nil, first.begins(reader) {
          one = try reader.stopping(at: second.shape) { reader throws(Diagnostic) in
            try first.read(&reader)
          }
        } else if other == nil, second.begins(reader) {
          other = try reader.stopping(at: first.shape) { reader throws(Diagnostic) in
            try second.read(&reader)
          }
        } else {
          if one == nil { first.anticipate(&reader) }
          if other == nil { second.anticipate(&reader) }
          return (one, other)
        }
      }
    }
  }
}

// MARK: - Words

extension Grammar where Value == Void {
  /// Nothing at all.
  package static var nothing: Grammar { Grammar(.nothing, begins: { $0.isAtEnd }) { _ in } }

  package static func word(_ word: String) -> Grammar {
    Grammar(.word(word), begins: { $0.isAt(word) }) { reader throws(Diagnostic) in
      guard reader.word(word) else { throw reader.expectedWord(word) }
    }
  }
}

extension Grammar {
  /// A word with something behind it.
  package static func word(_ word: String, before rest: Grammar) -> Grammar {
    Grammar<(Void, Value)>.sequence(.word(word), rest).map { $0.1 }
  }

  /// A word that stands for a value.
  package static func word(_ word: String, meaning value: Value) -> Grammar {
    Grammar<Void>.word(word).map { value }
  }

  /// Nothing at all, which stands for a value.
  package static func nothing(meaning value: Value) -> Grammar {
    Grammar<Void>.nothing.map { value }
  }

  /// A word with something behind it, or nothing.
  package static func option<Wrapped>(_ word: String, _ rest: Grammar<Wrapped>) -> Grammar
  where Value == Wrapped? {
    .optional(.word(word, before: rest))
  }
}

extension Grammar where Value == Bool {
  /// A word that may be left out.
  package static func flag(_ word: String) -> Grammar {
    Grammar<Void?>.optional(.word(word)).map { $0 != nil }
  }
}
