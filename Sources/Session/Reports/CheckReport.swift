/// How a check of lessons ended.
package struct CheckReport: Hashable, Sendable {
  /// How many files were looked at.
  package var files: Int
  package var errors: Int
  package var warnings: Int
  /// How many files have an error.
  package var wrong: Int

  package init(files: Int, errors: Int, warnings: Int, wrong: Int) {
    (self.files, self.errors, self.warnings, self.wrong) = (files, errors, warnings, wrong)
  }
}
