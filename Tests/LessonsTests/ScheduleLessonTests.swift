import Formula
import Lessons
import TestSupport
import Testing

/// Lessons in which a hyper-parameter is a formula.
struct ScheduleLessonTests {
  private let folder = TemporaryFolder()

  private func check(_ body: String) throws -> String? {
    let path = folder.write("sample.md", Array(lessonText(body).utf8))
    return try LessonChecker.standard().check([path]).first?.listing
  }

  @Test func aLessonCanUseThem() throws {
    #expect(
      try check(
        """
        # A

        ```downhill
        minimize x^2 + 10y^2 from x = 4, y = 1
        use gd lr=0.1/sqrt(t)
        step 4
        expect lr ~= 0.05
        set lr = cosine(0.1, 20)
        step
        expect lr > 0.09
        ```

        The rate is `= lr` now.

        ```downhill
        predict lr within 1%
        step
        ```
        """) == "")
  }
}
