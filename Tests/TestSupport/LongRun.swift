import Foundation

/// How much of what there is to try a run of the tests tries.
///
/// Some suites could go on for hours: all recipes on all functions with all slips. An ordinary run takes
/// a sample that a seed chooses, so that it is the same everywhere; where `DOWNHILL_LONG` is set, all are
/// taken.
package enum LongRun {
  package static let isOn = ProcessInfo.processInfo.environment["DOWNHILL_LONG"] != nil

  /// So many, or so many more in a long run.
  package static func count(_ ordinary: Int, long: Int) -> Int { isOn ? long : ordinary }

  /// Some of all, in their order; all in a long run.
  ///
  /// - Parameters:
  ///   - all: what there is.
  ///   - count: how many an ordinary run takes.
  ///   - always: those that no run leaves out.
  /// - Returns: the chosen ones.
  package static func sample<Element: Hashable>(
    _ all: [Element], _ count: Int, always: [Element] = []
  ) -> [Element] {
    guard !isOn, all.count > count else { return all }
    var random = SplitMix64(seed: UInt64(all.count))
    let chosen = Set(all.shuffled(using: &random).prefix(count) + always)
    return all.filter(chosen.contains)
  }
}
