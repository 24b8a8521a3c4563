import Formula

/// The colours a terminal has.
package enum Palette: Hashable, Sendable {
  /// The sixteen that a person has chosen for it.
  case basic
  /// 256 with known looks.
  case indexed
  case trueColour
}

/// A colour as a terminal is asked for it.
package enum Colour: Hashable, Sendable {
  case basic(Int)
  case indexed(Int)
  case rgb(Int, Int, Int)

  /// The numbers behind `ESC[` for text of this colour.
  var foreground: String {
    switch self {
    case .basic(let number): "\(30 + number)"
    case .indexed(let number): "38;5;\(number)"
    case .rgb(let red, let green, let blue): "38;2;\(red);\(green);\(blue)"
    }
  }

  /// The numbers for a ground of this colour.
  var background: String {
    switch self {
    case .basic(let number): "\(40 + number)"
    case .indexed(let number): "48;5;\(number)"
    case .rgb(let red, let green, let blue): "48;2;\(red);\(green);\(blue)"
    }
  }
}

extension Palette {
  /// Whether there are enough colours to shade a landscape.
  var canShade: Bool { self != .basic }

  /// The colour of a line on the screen's own ground, light or dark.
  func line(_ index: Int) -> Colour {
    switch self {
    case .basic: .basic([4, 1, 2, 5, 6, 3][index % 6])
    case .indexed: .indexed([32, 166, 34, 170, 37, 136][index % 6])
    case .trueColour:
      [
        .rgb(47, 129, 247), .rgb(219, 97, 32), .rgb(46, 160, 67), .rgb(191, 90, 205),
        .rgb(26, 160, 170), .rgb(176, 136, 0),
      ][index % 6]
    }
  }

  /// The colour of a walk on a shaded landscape, brighter than any shade.
  func walk(_ index: Int) -> Colour {
    switch self {
    case .basic: line(index)
    case .indexed: .indexed([226, 213, 231, 214, 159, 156][index % 6])
    case .trueColour:
      [
        .rgb(255, 226, 74), .rgb(255, 138, 200), .rgb(255, 255, 255), .rgb(255, 168, 76),
        .rgb(158, 236, 255), .rgb(170, 255, 150),
      ][index % 6]
    }
  }

  /// The shade of a band of a landscape; the lowest is the darkest.
  ///
  /// - Parameters:
  ///   - band: which band, from the lowest.
  ///   - count: how many there are.
  /// - Returns: a colour that no neighbouring band has.
  func shade(_ band: Int, of count: Int) -> Colour {
    let part = Double(band) / Double(max(count - 1, 1))
    guard self == .trueColour else {
      return .indexed(
        Palette.shades[Int(clamping: (part * Double(Palette.shades.count - 1)).rounded())])
    }
    let place = part * Double(Palette.ramp.count - 1)
    let index = min(Int(clamping: place), Palette.ramp.count - 2)
    let (low, high) = (Palette.ramp[index], Palette.ramp[index + 1])
    func mix(_ a: Int, _ b: Int) -> Int {
      a + Int(clamping: (Double(b - a) * (place - Double(index))).rounded())
    }
    return .rgb(mix(low.0, high.0), mix(low.1, high.1), mix(low.2, high.2))
  }

  private static let ramp = [
    (22, 14, 58), (36, 46, 108), (32, 88, 134), (38, 122, 132), (78, 150, 122), (142, 172, 118),
  ]

  private static let shades = [
    17, 18, 19, 24, 25, 31, 67, 73, 72, 71, 107, 108, 143, 144, 180,
  ]
}
