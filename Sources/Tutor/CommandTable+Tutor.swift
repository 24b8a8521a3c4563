package import Session

extension CommandTable {
  /// Every command there is: what the program, its lessons and their check know.
  package static let standard = basic.adding(tutorCommands)

  /// The tutor's own, in the order help shows them.
  ///
  /// A command's row stands beside its body, in the file of its family.
  static let tutorCommands = [predict, practice, what, blame, claim, whose]
}
