import Formula

// Which slips a wrong number is put down to, and when it is put down to none.

extension Suspects {
  /// At most so many explanations are given of one number.
  private static let mostNamed = 3

  /// How likely it may be that a number is named by chance.
  ///
  /// A number of a few digits hits something by chance: of three hundred slips, one in three numbers
  /// of three digits. So what is named depends on how exactly was typed. Suppose the number v came
  /// from nowhere: anywhere within a factor of ten of its size, to the digits typed. Then each number
  /// that slips lead to is hit with a chance of at most
  ///
  ///     2h / (|v − base| · ln 10)
  ///
  /// where h is half a unit of the last digit, and base is θ before the step where θ is asked for, so
  /// that it is the change that counts. The slips are taken from the most usual on; as soon as the
  /// chance that *any* of them is hit is above the bound, the rest is not looked at. Pairs have a
  /// bound of their own, so that they are named only where many digits were typed; numbers of less
  /// than four digits have a wider one, and those that are no rounding of what a slip leads to but
  /// that very number the widest.
  ///
  /// Between round numbers chance is no matter of digits: 0.4000 is come by in many ways. What three
  /// digits say is taken for a short number however it was typed, and never put down to a pair. Nor is
  /// a number taken for the rounding of one that it says no more of than its size: 0 of −0.1.
  ///
  /// The bounds are those for the fewest digits; six, as the screen shows, rule chance out. Over the
  /// cases of `DiagnosisFiguresTests` less than 1 in 100 numbers from nowhere is named.
  private enum Bound {
    static let single = 0.25
    static let short = 0.1
    static let whole = 0.4
    static let loose = 0.005
    static let pair = 0.03
  }

  /// What explains a number that is not right, the most usual first; nothing where nothing does.
  ///
  /// - Parameters:
  ///   - typed: the number.
  ///   - trust: how much wider the bounds are, where slips are likelier than chance: in an exercise
  ///     whose slips all lead elsewhere.
  ///   - known: what two slips lead to, nil to work it out.
  ///   - isRight: whether a number counts as the right answer, which no slip leads to.
  /// - Returns: at most three explanations.
  package func findings(
    for typed: TypedNumber, trust: Double = 1, pairs known: [Finding]? = nil,
    isRight: (Double) -> Bool
  ) -> [Finding] {
    guard typed.value.isFinite else { return [] }
    let ones = singles.map { Finding([$0.slip], $0.slip.value) }.filter { !isRight($0.value) }
    let width = typed.halfUnit + 1e-9 * abs(typed.value)
    // Where nothing moved, how exactly it was typed doesn't matter.
    if base != 0, abs(typed.value - base) <= (typed.digits < 6 ? 1e-9 * abs(base) : width),
      let before = ones.first(where: { $0.slips[0].kind == .before && $0.value == base })
    {
      return [before]
    }
    let isShort = typed.isShort
    if isShort {
      // 169 may be 169 and nothing else.
      let whole = named(typed, among: ones, width, bound: trust * Bound.whole, isExact: true)
      guard whole.isEmpty else { return differing(whole) }
    }
    let exact = named(
      typed, among: ones, width, bound: trust * (isShort ? Bound.short : Bound.single))
    guard exact.isEmpty, !isShort else { return differing(exact) }
    // Who rounds in between is off by more than the last digit, but by little of what changes.
    let slack = max(width, 3e-5 * abs(typed.value - base))
    let loose = named(typed, among: ones, slack, bound: trust * Bound.loose)
    guard loose.isEmpty else { return differing(loose) }
    let twos = (known ?? pairs()).filter { !isRight($0.value) }
    return named(typed, among: twos, width, bound: Bound.pair)
  }

  private func named(
    _ typed: TypedNumber, among all: [Finding], _ width: Double, bound: Double,
    isExact: Bool = false
  ) -> [Finding] {
    var result: [Finding] = []
    var texts: Set<String> = []
    var (chance, places) = (0.0, Set<Int>())
    let size = max(abs(typed.value - base), abs(answer - base) / 3, .leastNormalMagnitude)
    for finding in all {
      // Those that lead to one number are hit at once.
      let unit = max(2 * width, .leastNormalMagnitude)
      let place = (finding.value / unit).rounded()
      // With so few digits nobody hits a number that has more.
      if isExact, abs(finding.value - place * unit) > 1e-6 * abs(finding.value) { continue }
      if places.insert(Int(clamping: place)).inserted { chance += 2 * width / size / 2.302585 }
      guard chance <= bound || isExact && places.count == 1 else { break }
      let reach =
        isExact
        ? 1e-6 * abs(typed.value)
        : min(width, TypedNumber.roughest * abs(finding.value - base))
      guard abs(finding.value - typed.value) <= reach, texts.insert(finding.text).inserted,
        !result.contains(where: { $0.saysMore(than: finding) })
      else { continue }
      if let vaguer = result.firstIndex(where: { finding.saysMore(than: $0) }) {
        result[vaguer] = finding
      } else {
        result.append(finding)
      }
      if result.count == Self.mostNamed { break }
    }
    return result
  }
}
