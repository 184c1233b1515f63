/// A language that a file can be in, by its number in the table of this build.
public struct Language: Hashable, Sendable {
  /// What a language is for.
  public enum Kind: UInt8, Sendable {
    /// Programs.
    case programming
    /// Documents with marks in them.
    case markup
    /// Data and configurations.
    case data
    /// Text for people.
    case prose
  }

  /// Its number: small, and the same for all runs of one build (see `Languages.tableVersion`).
  public let id: UInt16

  init(id: UInt16) { self.id = id }

  /// The language with a number, as a file of this build kept it; nil where there is none.
  public static func numbered(_ id: UInt16) -> Language? {
    Int(id) < LanguageTable.shared.records.count ? Language(id: id) : nil
  }

  /// Its name, such as `C++`, as it is written.
  public var name: String {
    let bytes = LanguageTable.shared.name(id)
    return String(
      decoding: UnsafeBufferPointer(start: bytes.base, count: bytes.count), as: UTF8.self)
  }

  /// Its name in bytes.
  public var nameBytes: [UInt8] {
    let bytes = LanguageTable.shared.name(id)
    return Array(UnsafeBufferPointer(start: bytes.base, count: bytes.count))
  }

  /// What it is for.
  public var kind: Kind { LanguageTable.shared.records[Int(id)].kind }

  /// Its colour on charts, as 0xRRGGBB, if it has one.
  public var colour: UInt32? {
    let colour = LanguageTable.shared.records[Int(id)].colour
    return colour == LanguageTable.noColour ? nil : colour
  }

  /// The language that it is counted with: often itself.
  public var group: Language {
    let record = LanguageTable.shared.records[Int(id)]
    guard record.groupCount > 0 else { return self }
    return LanguageTable.shared.find(.name, LanguageTable.shared.group(record)) ?? self
  }
}
