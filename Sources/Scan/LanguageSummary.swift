import Languages
import Platform

/// How much there is of something.
public struct LanguageTotals: Sendable, Equatable {
  /// How many files.
  public internal(set) var files = 0
  /// How long they are together.
  public internal(set) var bytes: Int64 = 0
  /// Lines with nothing in them.
  public internal(set) var blank = 0
  /// Lines with nothing but comment.
  public internal(set) var comment = 0
  /// All other lines.
  public internal(set) var code = 0
  /// How long those files are that count for the share of a language.
  public internal(set) var countedBytes: Int64 = 0

  /// Nothing.
  public init() {}

  /// All lines.
  public var lines: Int { blank + comment + code }

  /// Adds a file.
  public mutating func add(_ facts: FileFacts) {
    files += 1
    bytes += facts.signature.size
    blank += Int(facts.language.blank)
    comment += Int(facts.language.comment)
    code += Int(facts.language.code)
    if facts.language.isCounted { countedBytes += facts.signature.size }
  }
}

/// The languages of trees: how many files and lines of each. What is vendored, generated or
/// documentation is told apart, unless asked for otherwise; what may be in several languages is
/// counted for none, unless all of them are counted with one.
public struct LanguageSummary {
  /// Files that may be in several languages, as far as their names and contents tell.
  public struct Ambiguity: Sendable {
    /// What their names end with, with the dot; empty where they have no ending.
    public let ending: [UInt8]
    /// The languages.
    public let candidates: [Language]
    /// How much there is of it.
    public internal(set) var totals = LanguageTotals()
  }

  /// The languages, the one with the most code first.
  public private(set) var languages: [(language: Language, totals: LanguageTotals)] = []
  /// What comes from somebody else.
  public private(set) var vendored = LanguageTotals()
  /// What a program wrote.
  public private(set) var generated = LanguageTotals()
  /// Documentation.
  public private(set) var documentation = LanguageTotals()
  /// What may be in several languages.
  public private(set) var ambiguous: [Ambiguity] = []
  /// What is no text.
  public private(set) var binary = LanguageTotals()
  /// Text in no language that is known.
  public private(set) var unknown = LanguageTotals()
  /// All of it.
  public private(set) var total = LanguageTotals()

  private let countsAll: Bool
  private var byNumber: [LanguageTotals] = []
  private var ambiguities: [[UInt8]: Int] = [:]

  /// Nothing so far.
  public init(countsAll: Bool) {
    self.countsAll = countsAll
    byNumber = Array(repeating: LanguageTotals(), count: Languages.count)
  }

  /// Adds a file.
  public mutating func add(_ path: [UInt8], _ found: Found) {
    guard found.kind == .file, let facts = found.facts, facts.state.contains(.hasLanguage) else {
      return
    }
    total.add(facts)
    let language = facts.language
    if language.isBinary { return binary.add(facts) }
    if !countsAll {
      if language.nature.contains(.vendored) { return vendored.add(facts) }
      if language.nature.contains(.generated) { return generated.add(facts) }
      if language.nature.contains(.documentation) { return documentation.add(facts) }
    }
    if let counted = language.counted { return byNumber[Int(counted.id)].add(facts) }
    let candidates = language.languages
    if candidates.isEmpty { return unknown.add(facts) }
    addAmbiguous(path[found.nameStart...], candidates, facts)
  }

  private mutating func addAmbiguous(
    _ name: ArraySlice<UInt8>, _ candidates: [Language], _ facts: FileFacts
  ) {
    let dot = name.lastIndex(of: UInt8(ascii: "."))
    let ending = dot.map { Array(name[$0...]) } ?? []
    let key = ending + [0] + candidates.flatMap { [UInt8($0.id >> 8), UInt8($0.id & 0xFF)] }
    let index = ambiguities[key] ?? ambiguous.count
    if index == ambiguous.count {
      ambiguities[key] = index
      ambiguous.append(Ambiguity(ending: ending, candidates: candidates))
    }
    ambiguous[index].totals.add(facts)
  }

  /// Sorts what was added.
  public mutating func finish() {
    languages = byNumber.indices.compactMap { index in
      if byNumber[index].files == 0 { return nil }
      return Language.numbered(UInt16(index)).map { ($0, byNumber[index]) }
    }
    languages.sort { one, two in
      if one.totals.code != two.totals.code { return one.totals.code > two.totals.code }
      if one.totals.bytes != two.totals.bytes { return one.totals.bytes > two.totals.bytes }
      return one.language.name < two.language.name
    }
    ambiguous.sort { one, two in
      if one.totals.files != two.totals.files { return one.totals.files > two.totals.files }
      return one.ending.lexicographicallyPrecedes(two.ending)
    }
  }
}
