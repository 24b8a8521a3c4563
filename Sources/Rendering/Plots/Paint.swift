/// The colours of a character in a picture.
package struct Paint: Hashable, Sendable {
  var foreground: Colour
  var background: Colour?
  var isBold = false

  var escapeCode: String {
    [isBold ? "1" : nil, foreground.foreground, background?.background].compactMap { $0 }
      .joined(separator: ";")
  }
}
