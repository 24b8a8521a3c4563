/// A piece of a YAML text, and where it starts.
struct YAMLNode {
  enum Content {
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
    /// A list or a mapping below the depth that was asked for.
    case nested
  }

  var content: Content
  /// In UTF-8, from the text's beginning.
  var offset: Int

  /// The text of a scalar; nil for what means nothing at all, such as `~`, and for what is none.
  var string: String? {
    guard case .scalar(let text, let isPlain) = content else { return nil }
    return isPlain && ["", "~", "null", "Null", "NULL"].contains(text) ? nil : text
  }
}

/// Where a text stops being YAML, and why.
struct YAMLError: Error {
  var problem: String
  /// In UTF-8, from the text's beginning.
  var offset: Int
}
