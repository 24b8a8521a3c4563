import Formula
import Optimizers
import Session

// fits throughout (range, product): walks and numbers that there are

/// What a claim about walks is tried on: a function, optimizers, and where walks begin.
struct ClaimGround: Sendable {
  /// A session with the function, which makes the machines.
  let session: Session
  let objective: Objective
  /// Where walks begin, one number a parameter each, the roundest first.
  let starts: [[Double]]

  /// One walk that is tried.
  struct Case: Sendable {
    /// The hyper-parameters that the claim speaks of.
    var numbers: [Name: Double] = [:]
    var start: [Double]
  }

  /// How many walks are tried at most.
  static let mostWalks = 4000

  /// Sets up what a claim speaks of.
  ///
  /// - Throws: a ``Diagnostic`` where there is no function, or where it can't be read.
  init(_ claim: Claim, _ formula: Expression?, in session: Session) throws(Diagnostic) {
    var session = session
    if let formula {
      let line = try ClaimGround.setup(formula, session)
      do {
        _ = try session.execute(line, Host(emit: { _ in }))
      } catch {
        throw Diagnostic(error.message, at: formula.range, hint: error.hint)
      }
    }
    guard let objective = session.objective else { throw .noObjective() }
    (self.session, self.objective) = (session, objective)
    let count = session.parameters.count
    if let range = claim.starts {
      starts = ClaimGround.places(count, in: range)
    } else {
      let isOwn = formula == nil || ClaimGround.isOfGallery(formula)
      let general = isOwn ? [session.start] : ClaimGround.generalStarts(count)
      if case .decreases = claim.kind, !isOwn {
        starts =
          ClaimGround.axes(count)
          + ClaimGround.scales.flatMap { scale in
            general.map { $0.map { $0 * scale } }
          }
      } else {
        starts = general
      }
    }
  }

  private static func isOfGallery(_ formula: Expression?) -> Bool {
    if case .name(let name)? = formula?.kind { Gallery.names.contains(name.text) } else { false }
  }

  /// The line that sets a function up, be it one of the gallery's.
  private static func setup(_ formula: Expression, _ session: Session) throws(Diagnostic)
    -> String
  {
    if isOfGallery(formula) { return "objective \(Notation().text(formula))" }
    let known = Set(session.definitions.names + session.data.columns.map(\.name))
    let names = formula.readings.map(\.name).filter {
      !known.contains($0) && (Scope.constants[$0] == nil) && $0.element == nil
    }
    guard !names.isEmpty else { throw .claimOfNoParameter(at: formula.range) }
    let starts = names.map { "\(Notation().text($0)) = 1" }.joined(separator: ", ")
    return "minimize \(Notation().text(formula)) from \(starts)"
  }

  /// Starts that lie along no axis of symmetry: a walk that stands still by chance proves nothing.
  private static func generalStarts(_ count: Int) -> [[Double]] {
    [[1], [1, -2], [3, 1], [-1, 2, 0.5]].map { pattern in
      (0..<count).map { pattern[$0 % pattern.count] }
    }
  }

  /// A step along one parameter alone may go farthest beyond.
  private static func axes(_ count: Int) -> [[Double]] {
    count < 2 || count > 8
      ? [] : (0..<count).map { axis in (0..<count).map { $0 == axis ? 1 : 0 } }
  }

  /// Steps of a length of their own rise where the minimum is nearer than that.
  private static let scales = [1, 0.1, 0.01, 0.001]

  /// Places in a box, the roundest first.
  private static func places(_ count: Int, in range: ClosedRange<Double>) -> [[Double]] {
    let most = count == 1 ? 401 : count == 2 ? 31 : max(2, Int(clamping: 6 - count))
    let values = RoundNumbers.values(in: range, atMost: most)
    var places: [[Double]] = [[]]
    for _ in 0..<count where places.count.saturatingProduct(values.count) <= mostWalks {
      places = places.flatMap { place in values.map { place + [$0] } }
    }
    if places.first?.count != count {
      places = values.map { Array(repeating: $0, count: count) }
    }
    // A place is as round as its least round number.
    let ranks = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    func rank(_ place: [Double]) -> Int { place.map { ranks[$0] ?? 0 }.max() ?? 0 }
    return places.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  /// An optimizer's machine, and what hyper-parameters it has where nothing else is said.
  func machine(of choice: OptimizerChoice?) throws(Diagnostic) -> (Machine, [Name: Double]) {
    guard let recipe = choice?.recipe ?? session.recipe else {
      throw .noOptimizer(session.library.generalNames)
    }
    let hypers = choice?.hypers ?? session.hypers
    let machine = try Machine(
      recipe: recipe, objective: objective, blocks: session.blocks, hypers: hypers)
    return (machine, hypers)
  }

  /// The walks of some cases, at their starts.
  func walks(_ cases: some Sequence<Case>, _ machine: Machine, _ hypers: [Name: Double])
    throws(Diagnostic) -> [Walk]
  {
    var walks: [Walk] = []
    for one in cases {
      walks.append(
        try Walk(
          machine, from: one.start, hypers: hypers.merging(one.numbers) { $1 },
          seed: session.seed, checkpointBudget: 0))
    }
    return walks
  }

  /// What one types to see a case.
  func commands(_ one: Case, _ choice: OptimizerChoice?, _ machine: Machine) -> [String] {
    let notation = Notation()
    func list(_ pairs: [(Name, Double)]) -> String {
      pairs.map { "\(notation.text($0.0)) = \(NumberFormat.roundTrip.text($0.1))" }
        .joined(separator: ", ")
    }
    let start = list(Array(zip(session.parameters, one.start)))
    let given = (choice?.given ?? []).compactMap { name in
      one.numbers[name] == nil ? choice?.hypers[name].map { (name, $0) } : nil
    }
    let numbers = list(given + one.numbers.sorted { $0.key.text < $1.key.text }.map { ($0, $1) })
    return [
      "minimize \(notation.text(objective.formula)) from \(start)",
      "use \(machine.recipe.name) \(numbers)".trimmedAtEnd,
    ]
  }
}

extension ClaimGround {
  /// f with its definitions written out.
  var writtenObjective: Expression {
    let parameters = Set(session.parameters)
    return
      (try? objective.definitions.writtenOut(
        objective.formula, except: { parameters.contains($0) })) ?? objective.formula
  }
}

extension Expression {
  /// What a sum comes to if nothing in it cancels: x² + 2·∣x∣ + 1 of x² − 2x + 1.
  ///
  /// What rounding does to the sum is a part of that.
  var termsAdded: Expression {
    switch kind {
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      .binary(.add, left.termsAdded, right.termsAdded)
    case .binary(.multiply, let left, let right):
      .binary(.multiply, left.termsAdded, right.termsAdded)
    case .negate(let inner): inner.termsAdded
    default: .call(.abs, self)
    }
  }
}

extension String {
  fileprivate var trimmedAtEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
