package import Formula
package import Session

/// A typical mistake and the number it leads to.
package struct Slip: Hashable, Sendable {
  package var kind: Kind
  /// What was done, to follow "what you get": `with beta and 1 − beta swapped`.
  package var text: String
  /// The line that it was made in, nil where it is about no line.
  package var line: Name?
  package var value: Double
  /// How usual it is: 0 is what many do, 3 what few do.
  package var rank: Int

  package init(_ kind: Kind, _ text: String, line: Name? = nil, _ value: Double, rank: Int = 1) {
    (self.kind, self.text, self.line, self.value, self.rank) = (kind, text, line, value, rank)
  }

  /// Whether it is a number rounded early, which a tolerance is there to forgive.
  package var isRounding: Bool { kind == .rounding }

  /// The families of slips; their raw values stand in files of progress.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case root, square, power, swapped, complement, epsilon, correction
    case factor, alone, inverse, twice, term, sign, product
    case degrees, function, branch, operand
    /// What was there before the step, of a state or a gradient.
    case state, gradient, stepNumber
    case rounding, decimal
    /// The result of another line, or for another parameter, or from before the step.
    case line, parameter, before
    case derivative
  }
}

/// What explains a number: one slip, or two made at once.
package struct Finding: Hashable, Sendable {
  package var slips: [Slip]
  package var value: Double

  package init(_ slips: [Slip], _ value: Double) { (self.slips, self.value) = (slips, value) }

  /// What was done, to follow "what you get".
  package var text: String { content.text(.short) }

  /// The same for people of any language: in English precisely what was done, in others what kind of
  /// thing.
  package var content: NoteReport.Content {
    .joined(slips.map(\.content), by: .andSlip)
  }

  /// Whether it is another one that leads to the same number, with the place told where it was made: `with 2
  /// left out, in g` and `with 2 left out`.
  func saysMore(than other: Finding) -> Bool {
    self != other && slips.count == other.slips.count
      && abs(value - other.value) <= 1e-9 * abs(value)
      && zip(slips, other.slips).allSatisfy {
        $0.text == $1.text || $0.text.hasPrefix($1.text + ", in ")
      }
  }
}

extension [Finding] {
  /// What was done, as far as it is of different kinds.
  var distinctKinds: [NoteReport.Content] {
    var seen: Set<[Slip.Kind]> = []
    return compactMap { finding in
      let kinds = finding.slips.indices.filter { index in
        !finding.slips[..<index].contains { $0.kind == finding.slips[index].kind }
      }
      guard seen.insert(kinds.map { finding.slips[$0].kind }).inserted else { return nil }
      return .joined(kinds.map { finding.slips[$0].content }, by: .andSlip)
    }
  }
}

extension Slip {
  fileprivate var content: NoteReport.Content { .init(kind.phrase, ["text": "\(text)"]) }
}

extension Slip.Kind {
  /// What follows “is what you get” of a slip of the kind.
  package var phrase: Phrase {
    switch self {
    case .root: .slipRoot
    case .square: .slipSquare
    case .power: .slipPower
    case .swapped: .slipSwapped
    case .complement: .slipComplement
    case .epsilon: .slipEpsilon
    case .correction: .slipCorrection
    case .factor: .slipFactor
    case .alone: .slipAlone
    case .inverse: .slipInverse
    case .twice: .slipTwice
    case .term: .slipTerm
    case .sign: .slipSign
    case .product: .slipProduct
    case .degrees: .slipDegrees
    case .function: .slipFunction
    case .branch: .slipBranch
    case .operand: .slipOperand
    case .state: .slipState
    case .gradient: .slipGradient
    case .stepNumber: .slipStepNumber
    case .rounding: .slipRounding
    case .decimal: .slipDecimal
    case .line: .slipLine
    case .parameter: .slipParameter
    case .before: .slipBefore
    case .derivative: .slipDerivative
    }
  }
}

extension NoteReport.Content {
  /// Several in one, by a phrase that joins two of them: what stands before and behind.
  static func joined(_ contents: [NoteReport.Content], by phrase: Phrase) -> NoteReport.Content {
    guard let first = contents.first else { return "" }
    return contents.dropFirst().reduce(first) { all, next in
      NoteReport.Content(phrase, ["first": all, "other": next])
    }
  }
}
