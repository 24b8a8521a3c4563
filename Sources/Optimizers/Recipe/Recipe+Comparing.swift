import Formula

// Two recipes are the same where they say the same, wherever their texts stand.

extension Recipe {
  package static func == (left: Recipe, right: Recipe) -> Bool {
    left.name == right.name && left.summary == right.summary && left.hypers == right.hypers
      && left.states == right.states && left.population == right.population
      && left.thetaStart == right.thetaStart && left.lines == right.lines
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(lines)
  }
}

extension Recipe.Hyper {
  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.standard.bitPattern == right.standard.bitPattern
      && left.interval == right.interval && left.isCount == right.isCount
      && left.meaning == right.meaning && left.purpose == right.purpose
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(standard.bitPattern)
  }
}

extension Recipe.State {
  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.start == right.start
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(start)
  }
}

extension Recipe.Line {
  package static func == (left: Self, right: Self) -> Bool {
    left.target == right.target && left.formula == right.formula
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(formula)
  }
}
