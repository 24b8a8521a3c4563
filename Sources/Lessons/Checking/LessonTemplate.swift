package import Formula

/// A lesson to begin with: it passes the check, and explains itself.
package enum LessonTemplate {
  /// Writes a new lesson's file.
  ///
  ///     LessonTemplate.write("momentum")            // ./momentum.md
  ///     LessonTemplate.write("lessons/momentum")    // lessons/momentum.md
  ///
  /// - Parameter nameOrPath: the lesson's name, perhaps with a folder before it or `.md` behind it.
  /// - Returns: the path of the file.
  /// - Throws: a diagnostic where the name is none for a lesson, where there is such a file
  ///   already, or where it can't be written.
  package static func write(_ nameOrPath: String) throws(Diagnostic) -> String {
    let (path, title) = try file(of: nameOrPath)
    try FileWriting.create(path, Array(text(title: title).utf8))
    return path
  }

  /// The path of a new lesson's file, and the title its name makes.
  static func file(of nameOrPath: String) throws(Diagnostic) -> (path: String, title: String) {
    let path = nameOrPath.hasSuffix(".md") ? nameOrPath : nameOrPath + ".md"
    let name = LessonParser.name(ofPath: path)
    let slug = Slug.make(name)
    guard !name.isEmpty, name == slug, name.count <= longestName, !path.hasSuffix("/.md") else {
      throw LessonMessages.badLessonName(name, suggestion: slug == name ? "" : slug)
    }
    return (path, title(of: name))
  }

  private static let longestName = 60

  /// `first-steps` as a heading: `First steps`.
  private static func title(of name: String) -> String {
    let words = name.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The template's text.
  static func text(title: String) -> String {
    """
    ---
    title: \(title)
    minutes: 5
    format: 1
    ---

    Begin with what the learner will have seen with their own eyes at the end. This text, up to the
    first heading, is the first part. A learner reads a part, and Enter leads on to the next.

    ## A first step

    A fenced block marked `downhill` holds commands, just as a learner types them. They are carried
    out one by one, and a line that begins with `expect` keeps you honest: the learner doesn't see
    it, and `downhill check` reports it where it doesn't hold.

    ```downhill
    minimize x^2 from x = 4
    use gd lr=0.25
    step
    expect step.x ~= 2
    expect x ~= 2
    ```

    Write numbers so that they can't go stale: x is `= x` now, and f is `= f`.

    ## A question for a number

    Let the learner work out the next step before they see it. A wrong answer is looked into, and
    any formula is an answer.

    ```downhill
    predict step.x within 1%
    step
    expect step.x ~= 1
    ask "By what factor does each step multiply x?" = 1 - 2 * lr within 0.1%
    ```

    ## A question with choices

    A task list is a question. The bold paragraph before it asks it, and the quote in each choice
    says what there is to say to those who choose it.

    **Why was the second step shorter than the first?**

    - [x] The slope is smaller there.
      > Right: the step is lr · g, and lr has not changed.
    - [ ] The learning rate went down.
      > It is still 0.25. What else is in lr · g?

    ## Your turn

    An exercise has a goal to reach with any commands. It must not be met where it starts, and its
    solution has to meet it.

    ```downhill
    use gd lr=0.01
    ```

    ```downhill try
    goal f < 1e-6 and steps <= 20
    hint "How small is the factor that each step multiplies x by?"
    hint "Try set lr = 0.4 and then run 20"
    solution
      set lr = 0.4
      run until f < 1e-6 max 20
    ```

    ## What to keep

    - End with the two or three sentences to remember.
    - Then type `downhill check` and this file's name.

    """
  }
}
