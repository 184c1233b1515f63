import Languages

/// The language of a file, and its lines.
public struct LanguageFacts: Equatable, Sendable {
  /// The languages that it may be in, each as its number plus 1: one where that is certain, none
  /// where nothing is known of it. Unused places are 0.
  var candidates = SIMD4<UInt16>()
  /// What else it is, as the bits of ``nature``, and some more.
  var bits: UInt8 = 0
  /// Lines with nothing in them.
  public internal(set) var blank: UInt32 = 0
  /// Lines with nothing but comment.
  public internal(set) var comment: UInt32 = 0
  /// All other lines.
  public internal(set) var code: UInt32 = 0

  private static let binaryBit: UInt8 = 64
  static let countedBit: UInt8 = 128

  /// Nothing.
  init() {}

  init(_ identification: Identification, _ nature: FileNature, _ overrides: NatureOverrides) {
    bits = nature.rawValue
    switch identification {
    case .language(let language):
      candidates[0] = language.id + 1
      if overrides.counts(language, nature) { bits |= LanguageFacts.countedBit }
    case .ambiguous(let languages):
      for (index, language) in languages.prefix(4).enumerated() {
        candidates[index] = language.id + 1
      }
      if let group = identification.group, overrides.counts(group, nature) {
        bits |= LanguageFacts.countedBit
      }
    case .binary: bits |= LanguageFacts.binaryBit
    case .unknown: break
    }
  }

  mutating func take(_ counts: LineCounts) {
    blank = UInt32(clamping: counts.blank)
    comment = UInt32(clamping: counts.comment)
    code = UInt32(clamping: counts.code)
  }

  /// The languages that it may be in, at most four.
  public var languages: [Language] {
    (0..<4).compactMap { candidates[$0] == 0 ? nil : Language.numbered(candidates[$0] - 1) }
  }

  /// The language that it is counted as: its own, or, where it may be in several that are all counted
  /// with one (the assembly languages), that one.
  public var counted: Language? {
    let languages = languages
    if languages.count <= 1 { return languages.first }
    return Identification.ambiguous(languages).group
  }

  /// Whether it is vendored, generated or documentation.
  public var nature: FileNature {
    FileNature(rawValue: bits & ~(LanguageFacts.binaryBit | LanguageFacts.countedBit))
  }

  /// Whether it is no text.
  public var isBinary: Bool { bits & LanguageFacts.binaryBit != 0 }

  /// Whether it counts where a tree's share of languages is reckoned, as linguist does.
  public var isCounted: Bool { bits & LanguageFacts.countedBit != 0 }
}
