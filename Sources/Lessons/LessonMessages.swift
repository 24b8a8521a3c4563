import Formula
import Session

// Every word this module says to an author or learner, in one place.

/// The wording of what can be wrong with a lesson.
enum LessonMessages {
  // MARK: The file

  static func unreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic("can't read \(shown(path)): \(reason)")
  }

  static func notAFile(_ path: String) -> Diagnostic {
    Diagnostic("\(shown(path)) is not a file")
  }

  static func tooLarge(_ path: String, limit: Int = LessonFile.largestSize) -> Diagnostic {
    let isLesson = limit == LessonFile.largestSize
    return Diagnostic(
      "\(path.isEmpty ? "the lesson" : shown(path)) is too large",
      hint: "\(isLesson ? "a lesson" : "it") has at most \(limit >> 20) MiB; split it in two")
  }

  static func notUTF8(_ path: String, byte: Int, line: Int) -> Diagnostic {
    Diagnostic(
      "\(shown(path)) is not UTF-8 from byte \(byte) on, in line \(line)",
      hint: "save the file as UTF-8")
  }

  static func controlCharacter(at offset: Int) -> Diagnostic {
    Diagnostic(
      "a control character, which is not shown", at: SourceRange(offset, offset + 1),
      hint: "lessons are text: delete the character, and any others like it")
  }

  // MARK: Front matter

  static func frontMatterMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the lesson has no front matter", at: range,
      hint: "begin the file with three lines: ---, title: …, ---")
  }

  static func frontMatterNotClosed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the front matter is not closed", at: range, hint: "end it with a line of three hyphens, ---")
  }

  static func frontMatterTooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the front matter is too large", at: range,
      hint: "it has at most \(FrontMatterBlock.largestSize) bytes; is its closing --- missing?")
  }

  static func notYAML(_ problem: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("not YAML: \(shown(problem))", at: range, hint: "write key: value, one a line")
  }

  static func notKeysAndValues(at range: SourceRange) -> Diagnostic {
    Diagnostic("expected keys and values", at: range, hint: "write key: value, one a line")
  }

  static func keyTwice(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(shown(key)) stands here twice", at: range)
  }

  static func unknownKey(
    _ key: String, among keys: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "unknown key \(shown(key))", at: range,
      hint: suggestion(key, among: keys) ?? "the keys are \(keys.joined(separator: ", "))")
  }

  static func titleMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic("the lesson has no title", at: range, hint: "add a line title: …")
  }

  static func titleNotText(at range: SourceRange) -> Diagnostic {
    Diagnostic("the title must be a line of text", at: range)
  }

  static func keyNotText(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(shown(key)) must be a line of text", at: range)
  }

  static func quotesMissing(_ value: PlainValue) -> Diagnostic {
    Diagnostic(
      "the \(shown(value.key)) has signs that mean something else here", at: value.range,
      hint: "put the \(shown(value.key)) in quotes: \(value.key): \(value.quoted)")
  }

  static func needsNotList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "needs must be a list of lesson names", at: range, hint: "write needs: [gradient-descent]")
  }

  static func minutesNotNumber(at range: SourceRange) -> Diagnostic {
    Diagnostic("minutes must be a whole number above 0", at: range, hint: "write minutes: 10")
  }

  static func notALanguage(at range: SourceRange) -> Diagnostic {
    let spoken = Language.spoken.map(\.tag).joined(separator: ", ")
    return Diagnostic(
      "lang must be a language's tag", at: range,
      hint: "write lang: de; there are words of the program's in \(spoken)")
  }

  static func testMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic("test is true or false", at: range, hint: "write test: true")
  }

  static func shuffleMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "shuffle is true, or a whole number on which the order depends", at: range,
      hint: "write shuffle: true")
  }

  static func formatNotNumber(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "format must be a whole number above 0", at: range,
      hint: "write format: \(FrontMatter.newestFormat), or leave the line out")
  }

  static func formatTooNew(_ format: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "this lesson is for a newer Downhill: it has format \(format)", at: range,
      hint: "this Downhill reads format \(FrontMatter.newestFormat); a newer one will play it")
  }

  // MARK: Parts and prose

  static func lessonEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("the lesson has no text", at: range)
  }

  static func partIDTwice(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "two parts are called \(shown(id))", at: range,
      hint: "give one another name at the end of its heading: {#\(shown(id))-again}")
  }

  static func badPartID(_ id: String, slug: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(id)) can't name a part", at: range,
      hint: slug.isEmpty
        ? "use lower-case letters, digits and hyphens" : "write {#\(shown(slug))}")
  }

  static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "nested too deep, and not shown", at: range,
      hint: "at most \(MarkdownNode.deepest) lists, quotes or styles stand inside one another")
  }

  static func stretchTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "more than \(LessonParser.longestStretch) bytes without a blank line", at: range,
      hint: "put blank lines between paragraphs")
  }

  static func formulaBroken(at range: SourceRange) -> Diagnostic {
    Diagnostic("a formula in prose must stand on one line, as it is", at: range)
  }

  static func htmlText(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "text in HTML, which is not shown", at: range,
      hint: "put a blank line behind the tags, so that it is Markdown again, or leave them out")
  }

  static func htmlNotClosed(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the \(shown(name)) is not closed, and hides what follows", at: range,
      hint: name == "comment" ? "end it with -->" : "end it with </\(shown(name))>")
  }

  static func noteMissing(_ mark: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      warning: "there is no footnote \(shown(mark))", at: range,
      hint: "write it on a line of its own: \(shown(mark)): …")
  }

  static func noteUnused(_ mark: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      warning: "nothing leads to this footnote, and it is not shown", at: range,
      hint: "put \(shown(mark)) behind the words it belongs to")
  }

  static func noteTooMuch(at range: SourceRange) -> Diagnostic {
    Diagnostic("a footnote is text, with nothing to run or to ask", at: range)
  }

  static func definitionList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      warning: "lists of definitions are shown as running text", at: range,
      hint: "write a list, as in - **term**: what it means")
  }

  // MARK: Blocks

  static func fenceNotClosed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the block is not closed", at: range, hint: "end it with a line of the same marks, ```")
  }

  static func fenceInside(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a block begins inside a block", at: range, hint: "close the one before with a line ```")
  }

  static func unknownLanguage(_ word: String, nearest: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic("unknown kind of block \(shown(word))", at: range, hint: "did you mean \(nearest)?")
  }

  static func unknownBlockWord(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "unknown word \(shown(word)) after downhill", at: range,
      hint: suggestion(word, among: ["try", "output"])
        ?? "write downhill for commands, downhill try for an exercise")
  }

  static func outputOfNothing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "no commands stand before this output", at: range,
      hint: "put it right after the downhill block whose output it shows")
  }

  static func expectEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("expect needs a condition", at: range, hint: "write expect f < 1")
  }

  static func predictEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("predict needs a quantity", at: range, hint: "write predict step.x within 1%")
  }

  static func withinEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("within needs a tolerance", at: range, hint: "write within 1%")
  }

  static func askMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ask needs a question in quotes and its answer", at: range,
      hint: #"write ask "What is lr times g?" = lr * g.x within 1%"#)
  }

  static func wordsMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "only or and another spelling in quotes should follow a word", at: range,
      hint: #"write ask "Which one forgets?" = "RMSprop" or "root mean square propagation""#)
  }

  static func spellingEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("a spelling has no letters", at: range, hint: "write a word in the quotes")
  }

  static func intervalMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "in needs a question in quotes before it, and two ends behind it", at: range,
      hint: #"write ask "Which lr settles?" in (0, 0.1), where [ or ] lets an end belong to it"#)
  }

  static func recipeLineMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "line needs the name of a line and a recipe", at: range,
      hint: #"write ask "Which line forgets?" = line E[g²] of rmsprop"#)
  }

  static func recipeUnknown(_ name: String, among names: [String], at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "there is no recipe \(shown(name))", at: range, hint: suggestion(name, among: names))
  }

  static func recipeLineUnknown(
    _ name: String, of recipe: String, among names: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(shown(recipe)) has no line \(shown(name))", at: range,
      hint: suggestion(name, among: names) ?? "its lines are \(names.joined(separator: ", "))")
  }

  static func tooManyParts(_ most: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("a question has at most \(most.counted("part"))", at: range)
  }

  // MARK: Exercises

  static func goalMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic("the exercise has no goal", at: range, hint: "add a line goal CONDITION")
  }

  static func goalEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("goal needs a condition", at: range, hint: "write goal f < 1e-3")
  }

  static func goalTwice(at range: SourceRange) -> Diagnostic {
    Diagnostic("an exercise has one goal", at: range, hint: "join the two by and")
  }

  static func hintMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic("hint needs a sentence in quotes", at: range, hint: #"write hint "try a larger lr""#)
  }

  static func wrongMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "wrong needs an answer, and in quotes what to say to it", at: range,
      hint: #"write wrong 49.5 "How much of the old mean is kept?""#)
  }

  static func practiceEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("practice needs a name", at: range, hint: "write practice rmsprop 3")
  }

  static func practiceCount(_ most: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a number of exercises should stand here, from 1 to \(most)", at: range,
      hint: "write practice rmsprop 3")
  }

  static func practiceSeed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "behind the number of exercises may stand a seed", at: range,
      hint: "write practice rmsprop 3 seed 2")
  }

  static func remarkWithoutQuestion(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "there is no question above this", at: range,
      hint: "wrong and hint stand indented below predict or ask, or in a block right after a list")
  }

  static func solutionMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the exercise has no solution", at: range,
      hint: "add a line solution and under it, indented, the commands that reach the goal")
  }

  static func solutionOnOneLine(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the commands of a solution stand below it", at: range,
      hint: "put each on a line of its own, indented")
  }

  static func solutionNotIndented(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a command of the solution is not indented", at: range,
      hint: "put two blanks before each command under solution")
  }

  static func unknownExerciseLine(
    _ word: String, among words: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "an exercise has no line \(shown(word))", at: range,
      hint: suggestion(word, among: words)
        ?? "its lines are goal, may, hint and solution; commands stand indented under solution")
  }

  // MARK: Questions

  static func noRightChoice(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the question has no right choice", at: range, hint: "mark each right one: - [x] …")
  }

  static func choiceEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("the choice has no text", at: range, hint: "write - [ ] and the choice")
  }

  static func boxMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a choice without a box", at: range, hint: "begin it with - [ ], or with - [x] if right")
  }

  static func boxMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "this is no box", at: range,
      hint: "write - [ ] with one blank between the brackets, or - [x], and a blank behind it")
  }

  static func orderTooShort(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "there is nothing to put in order", at: range,
      hint: "two at least; in a list with bullets tick the right choices: - [x] …")
  }

  static func matchIncomplete(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the row has nothing on its right", at: range,
      hint: "write | left | right |; a row with nothing on its left belongs to none")
  }

  static func matchSize(_ most: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("there is too little to match, or too much", at: range, hint: "2 to \(most) rows")
  }

  static func wrongOfChoices(_ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "numbers of choices should stand here, from 1 to \(count)", at: range,
      hint: #"write wrong 1 3 "What about the second?""#)
  }

  static func wrongOfOrder(_ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "all numbers from 1 to \(count) should stand here once", at: range,
      hint: "they are those of the list in the file")
  }

  static func wrongOfMatch(_ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a letter for each number from 1 to \(count) should stand here", at: range,
      hint: "letters count what stands on the right in the file: wrong 1b 2a …")
  }

  static func wrongOfWords(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a word in quotes should stand here", at: range,
      hint: #"write wrong "AdaGrad" "Its memory only grows.""#)
  }

  static func choiceTooMuch(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a choice is one paragraph, with its feedback in a quote", at: range,
      hint: "put > before each line of the feedback, under the choice")
  }

  // MARK: Courses

  static func lessonUnknown(
    _ name: String, among names: [String], at range: SourceRange? = nil
  ) -> Diagnostic {
    Diagnostic(
      "there is no lesson \(shown(name))", at: range, hint: suggestion(name, among: names))
  }

  static func partUnknown(_ name: String, among ids: [String]) -> Diagnostic {
    Diagnostic(
      "there is no part \(shown(name))",
      hint: suggestion(name, among: ids) ?? "there are \(ids.map(shown).joined(separator: ", "))")
  }

  static func courseTooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the course file is too large", at: range,
      hint: "it has at most \(FrontMatterBlock.largestSize) bytes")
  }

  static func lessonsNotList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "lessons must be a list of lesson names", at: range,
      hint: "write lessons: [gradient-descent, adagrad]")
  }

  static func chaptersNotList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "chapters must be a list of folders", at: range, hint: "write chapters: [first-steps, stuck]")
  }

  static func chapterUnknown(
    _ name: String, among names: [String], at range: SourceRange? = nil
  ) -> Diagnostic {
    Diagnostic(
      "there is no chapter \(shown(name))", at: range,
      hint: suggestion(name, among: names)
        ?? "a chapter is a folder with lessons, beside course.yml")
  }

  static func badCourseName(_ name: String, slug: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      name.isEmpty ? "the name must be a word" : "\(shown(name)) can't name a course", at: range,
      hint: slug.isEmpty
        ? "use lower-case letters, digits and hyphens" : "write name: \(shown(slug))")
  }

  static func lessonTwice(_ first: String, _ second: String) -> Diagnostic {
    Diagnostic(
      "two lessons have one name: \(shown(first)) and \(shown(second))",
      hint: "give one of the files another name")
  }

  static func orderContradicts(_ lesson: String, _ need: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(shown(lesson)) needs \(shown(need)), which comes after it", at: range,
      hint: "put \(shown(need)) before it")
  }

  static func needComesLater(_ need: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the lesson needs \(shown(need)), which comes after it in the course", at: range,
      hint: "course.yml can give another order, as in chapters: [first, second]")
  }

  /// Why a lesson doesn't get a file.
  static let outsideOfLesson = "a lesson reads only files beside it or below"

  static func needsCycle(_ names: [String], at range: SourceRange? = nil) -> Diagnostic {
    Diagnostic(
      "lessons that need each other: \(names.map(shown).joined(separator: ", "))", at: range,
      hint: "one of them must come first")
  }

  // MARK: Archives

  static func noUnzip(_ path: String) -> Diagnostic {
    Diagnostic(
      "can't read \(shown(path)): there is no unzip here",
      hint: "install unzip, or unpack it yourself and name the folder")
  }

  static func encrypted(_ path: String) -> Diagnostic {
    Diagnostic("\(path) is encrypted", hint: "lessons are for everyone: pack it without a password")
  }

  static func notAnArchive(_ path: String) -> Diagnostic {
    Diagnostic("\(shown(path)) is no .zip that can be read")
  }

  static func badNameInArchive(_ path: String, _ name: String = "") -> Diagnostic {
    Diagnostic(
      "\(shown(path)) holds a file with a name that lessons don't have"
        + (name.isEmpty ? "" : ": \(shown(name))"),
      hint: "nothing of it was read; is it from someone you trust?")
  }

  static func tooManyLessons(_ path: String) -> Diagnostic {
    Diagnostic("there are too many lessons in \(shown(path))")
  }

  // MARK: Playing

  static func notInALesson(_ line: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a lesson can't do this: \(shown(line))", at: range,
      hint: "it may use every command that \(whatLessonsDo), and read data beside it")
  }

  /// What the commands do that a lesson may use, as its authors are told.
  static let whatLessonsDo = "sets up, steps, looks, compares or explains"

  static func tooManySteps(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "too many steps: a block makes at most \(StepBudget.block)", at: range,
      hint: "end the run sooner: run until f < 1e-6 max 1000")
  }

  static func answerNotANumber(_ formula: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("the answer \(shown(formula)) is not a single number", at: range)
  }

  // MARK: Helpers

  static func suggestion(_ word: String, among words: [String]) -> String? {
    Spelling.nearest(to: String(word.prefix(40)), among: words).map { "did you mean \($0)?" }
  }

  /// A stranger's word, fit to stand in a message.
  static func shown(_ word: String) -> String {
    let safe = SafeText.removingControls(word).split(separator: "\n").joined(separator: " ")
    return safe.count <= 60 ? safe : safe.prefix(59) + "…"
  }
}
