import Platform

/// The languages that are known, and which of them a file's name speaks for.
///
/// All answers are those of GitHub's linguist, in its order: a line for editors (vim, Emacs), the
/// file's name, its first line (`#!`), its extensions from the longest on, then rules about content.
/// It weighs words where these leave several; here they stay several.
public enum Languages {
  /// How many there are: their numbers are 0 and up.
  public static var count: Int { LanguageTable.shared.records.count }

  /// Changes whenever the table or a rule does: who keeps answers keeps it with them.
  public static let tableVersion: UInt64 = {
    var hashes: [UInt8] = []
    for text in [LanguageTable.text, ContentRules.text, LineSyntaxes.text, NatureRules.text] {
      // In bounds: literals live as long as the program.
      let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      withUnsafeBytes(of: Checksum.ofBlock(bytes.bytes)) { hashes.append(contentsOf: $0) }
    }
    hashes.append(codeVersion)
    return Checksum.ofBlock(hashes)
  }()

  /// Raised with every change of what the code decides.
  private static let codeVersion: UInt8 = 3

  /// The language with a name (`C++`, `python`), or one of its further names (`cpp`, `py`), whatever
  /// the case of letters.
  public static func named(_ name: RawSpan) -> Language? {
    name.lend { LanguageTable.shared.find(.name, $0) }
  }

  /// The language with a name or a further name, whatever the case of letters.
  public static func named(_ name: String) -> Language? {
    let bytes = Array(name.utf8)
    return named(bytes.span.bytes)
  }

  /// What the base name of a file alone says.
  ///
  /// `decided` is what nearly every such file is in: only a line for editors, or a `#!` that
  /// disagrees with the extension, would say otherwise, and whoever reads the file asks with its
  /// content. Reading all files for these few would cost ten times the time of the walk.
  public static func identify(name: RawSpan) -> NameIdentification {
    name.lend { NameRules.identify($0).answer }
  }

  /// Whether a file is in one of some languages, by its base name alone: nil where the content
  /// decides.
  public static func isIn(_ languages: [Language], name: RawSpan) -> Bool? {
    name.lend { name in
      let found = NameRules.identify(name)
      switch found.answer {
      case .decided(let language): return languages.contains(language)
      case .binary: return false
      case .unknown: return nil
      case .needsContent:
        if found.candidates.isEmpty { return nil }
        return found.candidates.contains { languages.contains($0) } ? nil : false
      }
    }
  }
}
