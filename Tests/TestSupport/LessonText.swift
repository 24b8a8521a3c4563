/// A lesson's text: front matter with a title, and a body that starts on line 4.
package func lessonText(_ body: String) -> String {
  "---\ntitle: A lesson\n---\n" + body
}
