import Formula
import Session
import Tutor

/// Which of the things that a question lists are meant.
enum ListedPlaces: Hashable {
  /// Places from 0, as they were typed.
  case places([Int])
  /// Numbers, of which one is nothing's.
  case outside
}

extension String {
  /// Whether the text is the full word of a command.
  var isCommandWord: Bool { CommandTable.standard.command(prefix { $0.isLetter })?.name == self }

  /// Reads numbers and letters: `2`, `b`, `1 3`, `1, 3`, `1 and 3`; nil for anything else.
  ///
  /// A letter that is a thing's is that thing, even where it is short for a command; a whole word
  /// that is a command stays one.
  func listedPlaces(of count: Int) -> ListedPlaces? {
    guard !isCommandWord else { return nil }
    var (places, isOutside) = ([Int](), false)
    for word in lowercased().split(whereSeparator: { ", ;\t".contains($0) }) where word != "and" {
      let word = word.last.map { ".)".contains($0) } == true ? word.dropLast() : word
      if !word.isEmpty, word.utf8.allSatisfy({ (48...57).contains($0) }) {
        // Too large for a number is too large for a place.
        let place = (Int(word) ?? 0) - 1
        // fits: a count of things
        if (0..<count).contains(place) { places.append(place) } else { isOutside = true }
      } else if let place = word.letterPlace, place < count {
        places.append(place)
      } else {
        return nil
      }
    }
    return isOutside ? .outside : places.isEmpty ? nil : .places(places)
  }

  /// The letter of a place from 0, as far as there are letters.
  init(letterOf place: Int) {
    // fits: below 26
    let letter = UInt8(ascii: "a") + UInt8(Swift.min(Swift.max(place, 0), 25))
    self.init(Character(Unicode.Scalar(letter)))
  }
}

extension StringProtocol {
  /// Which letter of the alphabet the text is, from 0; nil where it is none.
  var letterPlace: Int? {
    guard utf8.count == 1, let letter = utf8.first, (97...122).contains(letter) else { return nil }
    return Int(letter) - 97
  }
}
