/// Finds what somebody probably meant.
package enum Spelling {
  /// The candidate nearest to a word, if any is near enough to be that word mistyped: one slip of
  /// the finger in a short word, two or three in a long one.
  ///
  ///     Spelling.nearest(to: "rmsporp", among: ["gd", "rmsprop"])   // "rmsprop"
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let limit = word.count <= 5 ? 1 : word.count <= 9 ? 2 : 3
    return candidates.filter { $0 != word && Swift.abs($0.count - word.count) <= limit }
      .map { (candidate: $0, distance: distance(word.lowercased(), $0.lowercased())) }
      .filter { $0.distance <= limit && $0.distance < Swift.max(word.count, $0.candidate.count) }
      .min {
        // Of equally near ones, first that which has as many letters.
        let (left, right) = ($0.candidate, $1.candidate)
        let lengths = (Swift.abs(left.count - word.count), Swift.abs(right.count - word.count))
        return ($0.distance, lengths.0, left) < ($1.distance, lengths.1, right)
      }?.candidate
  }

  /// The known names that make up a word, if any do; the longest ones first.
  ///
  ///     Spelling.split("xy", into: ["x", "y"])   // ["x", "y"]
  package static func split(_ word: String, into known: [String]) -> [String]? {
    // The parts of each ending of the word, from the shortest.
    var splits: [String.Index: [String]] = [word.endIndex: []]
    for index in word.indices.reversed() {
      let fitting = known.filter { !$0.isEmpty && word[index...].hasPrefix($0) }
      for name in fitting.sorted(by: { $0.count > $1.count }) where splits[index] == nil {
        splits[index] = splits[word.index(index, offsetBy: name.count)].map { [name] + $0 }
      }
    }
    return splits[word.startIndex]
  }

  /// How many insertions, deletions, replacements and swaps of neighbours lead from one word to
  /// the other (Damerau 1964, restricted: no place is edited twice).
  static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left), Array(right))
    var (beforeLast, last) = ([Int](), Array(0...b.count))
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = Swift.min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = Swift.min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
