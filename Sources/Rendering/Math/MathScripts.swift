/// Raised and lowered characters, of which Unicode has some.
enum MathScripts {
  /// A text in raised characters; nil where there is none for one of its own.
  static func raised(_ text: String) -> String? { mapped(text, by: upper) }

  /// A text in lowered characters; nil where there is none for one of its own.
  static func lowered(_ text: String) -> String? { mapped(text, by: lower) }

  private static func mapped(_ text: String, by table: [Character: Character]) -> String? {
    var result = ""
    for character in text {
      guard let other = table[character] else { return nil }
      result.append(other)
    }
    return result.isEmpty ? nil : result
  }

  private static func table(_ plain: String, _ other: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, other))
  }

  private static let upper = table(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′*∘",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′*°")

  private static let lower = table(
    "0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
}
