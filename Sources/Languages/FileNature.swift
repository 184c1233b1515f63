/// What a file is besides its language: what counts of code leave out.
public struct FileNature: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8

  /// A nature with some bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// It comes from somebody else.
  public static let vendored = FileNature(rawValue: 1)
  /// A program wrote it.
  public static let generated = FileNature(rawValue: 2)
  /// It is documentation.
  public static let documentation = FileNature(rawValue: 4)

  /// What the path says, by linguist's rules: whole, from the root of the tree, with `/` between its
  /// parts and none at its start.
  public static func ofPath(_ path: RawSpan) -> FileNature {
    path.lend { NatureRules.ofPath($0) }
  }

  /// What the path and the content say. The content is whole, or begins the file: that a file is
  /// minified, or ends with a source map, is judged by what is given.
  public static func of(path: RawSpan, content: RawSpan) -> FileNature {
    var natures = FileNatures()
    return natures.of(path: path, content: content)
  }
}

/// Finds out the natures of files one after the other. What the folders of a path say is kept for the
/// next file, which mostly lies in the same one.
public struct FileNatures {
  private var folder: [UInt8] = []
  private var known = NatureRules.OfFolders()

  /// Knows nothing yet.
  public init() {}

  /// What the path and the content of a file say, as ``FileNature/of(path:content:)`` has it.
  public mutating func of(path: RawSpan, content: RawSpan) -> FileNature {
    path.lend { path in
      let name = path.last(UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      let above = path.prefix(name)
      if !folder.span.bytes.lend({ $0.equals(above) }) {
        folder = above.bytes
        known = NatureRules.ofFolders(above)
      }
      var nature = NatureRules.ofFile(path, name, known)
      let isGenerated = content.lend { content in
        !nature.contains(.generated) && GeneratedContent.isGenerated(path.dropping(name), content)
      }
      if isGenerated { nature.insert(.generated) }
      return nature
    }
  }
}

/// What `.gitattributes` say of a file, as its reader found it: nil where they say nothing.
public struct NatureOverrides: Equatable, Sendable {
  /// `linguist-language`: a name, or a further name, of a language.
  public var language: [UInt8]?
  /// `linguist-vendored`.
  public var isVendored: Bool?
  /// `linguist-generated`.
  public var isGenerated: Bool?
  /// `linguist-documentation`.
  public var isDocumentation: Bool?
  /// `linguist-detectable`.
  public var isDetectable: Bool?

  /// Overrides that say nothing.
  public init() {}

  /// The nature of a file as these have it.
  public func applied(to nature: FileNature) -> FileNature {
    var nature = nature
    set(.vendored, isVendored, &nature)
    set(.generated, isGenerated, &nature)
    set(.documentation, isDocumentation, &nature)
    return nature
  }

  private func set(_ bit: FileNature, _ value: Bool?, _ nature: inout FileNature) {
    switch value {
    case true?: nature.insert(bit)
    case false?: nature.remove(bit)
    case nil: break
    }
  }

  /// The language of a file as these have it; where the name is none, they say nothing.
  public func applied(to identification: Identification) -> Identification {
    guard let language, let known = Languages.named(language.span.bytes) else {
      return identification
    }
    return .language(known)
  }

  /// Whether a file counts for the languages of a tree: programs and markup do, unless they are
  /// vendored, generated or documentation.
  public func counts(_ language: Language, _ nature: FileNature) -> Bool {
    guard applied(to: nature).isEmpty else { return false }
    if let isDetectable { return isDetectable }
    return language.kind == .programming || language.kind == .markup
  }
}
