import Optimizers
import Session

extension TextRenderer {
  /// A list of no more optimizers than a framework has here.
  private static let shortList = 12

  /// The optimizers with a sentence each; in a long list families of others by name alone.
  func lines(_ recipes: [Recipe]) -> [StyledText] {
    let names = Set(recipes.map(\.name))
    // rmsprop.centered is a kind of rmsprop, but there is no optimizer torch.
    let isShort = recipes.count <= TextRenderer.shortList
    let isOwn = { (recipe: Recipe) in
      isShort || recipe.family.map { names.contains($0) } ?? true
    }
    var lines = list(
      recipes.filter(isOwn).map { (styled($0.name, .name), styled($0.summary.firstSentence)) })
    var family: [StyledText] = []
    let others = recipes.filter { !isOwn($0) }
    for (index, recipe) in others.enumerated() {
      family.append(styled(recipe.name, .name))
      let isLast = index == others.count - 1 || others[index + 1].family != recipe.family
      guard isLast else { continue }
      lines += flow(family, gap: 2)
      family = []
    }
    return lines + paragraph("recipe NAME shows one, use NAME takes it.", .dim)
  }

  /// Names and what there is to say about each; below the name where there is little room.
  func list(_ rows: [(name: StyledText, text: StyledText)]) -> [StyledText] {
    let width = (rows.map(\.name.width).max() ?? 0) + 3
    let limit = min(room, readingRoom)
    guard limit - width >= 24 else {
      return rows.flatMap { [$0.name] + $0.text.wrapped(to: limit - 2).indented(by: 2) }
    }
    return rows.flatMap { row in
      row.text.wrapped(to: limit - width).hanging(behind: row.name.padded(to: width))
    }
  }

  /// A recipe as it was written, to be pasted back.
  func lines(source text: String) -> [StyledText] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { styled(String($0)) }
  }
}

extension Recipe {
  /// What stands before the first dot of the name, nil for a name without one.
  fileprivate var family: String? {
    name.firstIndex(of: ".").map { String(name[..<$0]) }
  }
}

extension String {
  /// The text up to the first full stop that a word follows.
  fileprivate var firstSentence: String {
    for index in indices.dropLast(2) where self[index] == "." {
      let next = self[self.index(after: index)...]
      if next.hasPrefix(" "), next.dropFirst().first?.isLetter == true {
        return String(self[...index])
      }
    }
    return self
  }
}
