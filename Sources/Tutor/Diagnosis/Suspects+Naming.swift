import Formula

// Which slips a wrong number is put down to, and when it is put down to none.

extension Suspects {
  /// At most so many explanations are given of one number.
  private static let mostNamed = 3

  /// How likely it may be that a number is named by chance.
  ///
  /// A number of a few digits hits something by chance: of three hundred slips, one in three numbers
  /// of three digits. So what is named depends on how exactly was typed. Suppose the number came from
  /// nowhere: of the size of the right answer, anywhere within a factor of ten, to the digits typed.
  /// Then a slip that leads to c is hit with a chance of
  ///
  ///     2h / (|c − base| · ln 10)
  ///
  /// where h is half a unit of the last digit, and base is θ before the step where θ is asked for, so
  /// that it is the change that counts. The slips are taken from the most usual on; as soon as the
  /// chance that *any* of them is hit is above the bound, the rest is not looked at. Numbers of less
  /// than four digits are often short because they are whole, and have a wider bound. Pairs have
  /// their own, so that they are named only where many digits were typed.
  private enum Bound {
    static let single = 0.2
    static let short = 0.4
    static let loose = 0.01
    static let pair = 0.06
  }

  /// What explains a number that is not right, the most usual first; nothing where nothing does.
  ///
  /// - Parameters:
  ///   - typed: the number.
  ///   - isRight: whether a number counts as the right answer, which no slip leads to.
  ///   - trust: how much wider the bounds are, where slips are likelier than chance: in an exercise
  ///     whose slips all lead elsewhere.
  ///   - pairs: what two slips lead to, nil to work it out.
  /// - Returns: at most three explanations.
  package func findings(
    for typed: TypedNumber, trust: Double = 1, pairs known: [Finding]? = nil,
    isRight: (Double) -> Bool
  ) -> [Finding] {
    let ones = singles.map { Finding([$0.slip], $0.slip.value) }.filter { !isRight($0.value) }
    let width = typed.halfUnit + 1e-9 * abs(typed.value)
    let isShort = typed.digits < 4
    let exact = named(
      typed, among: ones, width, bound: trust * (isShort ? Bound.short : Bound.single),
      mayBeOne: true)
    guard exact.isEmpty, !isShort else { return exact }
    // Who rounds in between is off by more than the last digit, but by little of what changes.
    let slack = max(width, 5e-5 * abs(typed.value - base))
    let loose = named(typed, among: ones, slack, bound: trust * Bound.loose)
    guard loose.isEmpty else { return loose }
    let twos = (known ?? pairs()).filter { !isRight($0.value) }
    return named(typed, among: twos, width, bound: trust * Bound.pair)
  }

  private func named(
    _ typed: TypedNumber, among all: [Finding], _ width: Double, bound: Double,
    mayBeOne: Bool = false
  ) -> [Finding] {
    var result: [Finding] = []
    var texts: Set<String> = []
    var (chance, places) = (0.0, Set<Int>())
    for finding in all {
      // Those that lead to one number are hit at once.
      let size = max(abs(finding.value - base), abs(answer - base) / 3, .leastNormalMagnitude)
      let place = (finding.value / max(2 * width, .leastNormalMagnitude)).rounded()
      if places.insert(Int(clamping: place)).inserted { chance += 2 * width / size / 2.302585 }
      guard chance <= bound || mayBeOne && places.count == 1 else { break }
      guard abs(finding.value - typed.value) <= width, texts.insert(finding.text).inserted else {
        continue
      }
      result.append(finding)
      if result.count == Self.mostNamed { break }
    }
    return result
  }
}
