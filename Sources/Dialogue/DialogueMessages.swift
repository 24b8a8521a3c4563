import Formula
import Lessons

/// The wording of what goes wrong between a person and the program.
enum DialogueMessages {
  static func loadsWithoutEnd(_ path: String) -> Diagnostic {
    Diagnostic(
      "\(SafeText.removingControls(path)) is loaded by a file that it loads",
      hint: "take out one load")
  }

  static func noEditor() -> Diagnostic {
    Diagnostic(
      "no editor can be opened here",
      hint:
        "VISUAL or EDITOR names one; or type the recipe after optimizer mine, or put it into a file and load that; "
        + "recipe shows one to begin with")
  }

  static func nothingToEdit() -> Diagnostic {
    Diagnostic("there is no recipe with a mistake in it", hint: "edit rmsprop as mine")
  }
}
