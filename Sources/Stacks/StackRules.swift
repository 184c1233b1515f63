import Formats
import Platform

/// What a file may tell about the stack of a tree.
public enum StackInterest: UInt8, Sendable {
  /// Nothing.
  case none
  /// Its name alone is evidence.
  case name
  /// It is a manifest: its content is wanted.
  case content
}

/// Which technology a package, a file name or an image stands for. The rules are lines
///
///     CATEGORY  NAME  EVIDENCE...      # comment
///
/// where evidence is `file:NAME`, `ext:EXTENSION` or `SOURCE:PACKAGE`, the sources being those of
/// `StackRules.sources`; a `*` at the end of a package stands for any rest.
public struct StackRules: Sendable {
  /// Where packages and the like come from.
  public static let sources = [
    "file", "ext", "npm", "pypi", "cargo", "go", "maven", "plugin", "nuget", "gem", "composer",
    "swift", "cmake", "image", "kubernetes", "terraform", "action", "ci", "helm", "hex", "pub",
    "julia", "cran", "hackage", "jsr",
  ]

  struct Technology: Sendable {
    let category: StackCategory
    let name: String
  }

  struct Evidence: Sendable {
    let technology: Int
    let text: [UInt8]
    /// What is compared.
    let key: [UInt8]
    /// The next evidence whose key has the same hash, or -1.
    let next: Int
  }

  private(set) var technologies: [Technology] = []
  private var evidence: [Evidence] = []
  /// By a hash of the key: a dictionary of bytes would hash each byte by itself.
  private var exact: [UInt64: Int] = [:]
  private var prefixes: [(text: [UInt8], evidence: Int)] = []
  private var names = NameTable()
  private var extensions = NameTable()
  /// Changes with every rule, and with how manifests are read: a part of the key of what is kept.
  public private(set) var version: UInt64 = 0
  /// How many rules there are: a rule is a line.
  public private(set) var count = 0

  /// The rules that come with the suite.
  public static let builtIn: StackRules = {
    var rules = StackRules()
    rules.technologies.reserveCapacity(1024)
    rules.evidence.reserveCapacity(2048)
    rules.exact.reserveCapacity(2048)
    for (name, manifest) in Manifest.names { rules.names.add(Array(name.utf8), manifest) }
    for (name, manifest) in Manifest.extensions { rules.extensions.add(Array(name.utf8), manifest) }
    // Tests read the table: a line that is wrong would be missing, not harmful.
    try? rules.add(StackRules.table)
    return rules
  }()

  /// These rules and those of a text.
  public func adding(_ text: [UInt8]) throws(ParseError) -> StackRules {
    var rules = self
    try rules.add(String(decoding: text, as: UTF8.self))
    return rules
  }

  private mutating func add(_ text: String) throws(ParseError) {
    let bytes = Array(text.utf8)
    var error: ParseError?
    TextLines.forEach(bytes) { line, text in
      if error != nil { return }
      let words = text.split { $0 == 32 || $0 == 9 || $0 == 13 }
      let comment = words.firstIndex { $0.first == UInt8(ascii: "#") } ?? words.count
      if comment > 0 { error = add(words[..<comment], line) }
    }
    if let error { throw error }
    version = Checksum.ofBlock(bytes) ^ (version &* 31) ^ UInt64(StackFindings.format)
  }

  private mutating func add(_ words: ArraySlice<ArraySlice<UInt8>>, _ line: Int) -> ParseError? {
    func wrong(_ message: String) -> ParseError {
      ParseError(SourcePosition(line: line, column: 1), message)
    }
    let first = String(decoding: words[0], as: UTF8.self)
    guard let category = StackCategory(word: first) else {
      let hint = Suggestion.hint(Suggestion.nearest(to: first, among: StackCategory.words))
      let all = StackCategory.words.joined(separator: ", ")
      return wrong("`\(first)` is no category\(hint); expected one of \(all)")
    }
    guard words.count >= 3 else {
      return wrong("a rule needs a name and evidence: expected CATEGORY NAME SOURCE:PACKAGE")
    }
    let name = String(decoding: words[1], as: UTF8.self)
    for word in words[2...] {
      guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon + 1 < word.endIndex else {
        let text = String(decoding: word, as: UTF8.self)
        return wrong("`\(text)` is no evidence: expected SOURCE:PACKAGE, such as npm:react")
      }
      let source = String(decoding: word[..<colon], as: UTF8.self)
      guard StackRules.sources.contains(source) else {
        let hint = Suggestion.hint(Suggestion.nearest(to: source, among: StackRules.sources))
        let all = StackRules.sources.joined(separator: ", ")
        return wrong("`\(source)` is no source of evidence\(hint); expected one of \(all)")
      }
      if let reason = StackRules.fault(source, word[(colon + 1)...]) { return wrong(reason) }
    }
    technologies.append(Technology(category: category, name: name))
    count += 1
    for word in words[2...] { addEvidence(word) }
    return nil
  }

  /// Why a name could never be met.
  private static func fault(_ source: String, _ name: ArraySlice<UInt8>) -> String? {
    let text = "`\(source):\(String(decoding: name, as: UTF8.self))`"
    let star = UInt8(ascii: "*")
    if source == "file", name.contains(star) {
      return
        "\(text): a file's name is taken as it is; expected ext:EXTENSION for all with an ending"
    }
    if source == "file", name.contains(UInt8(ascii: "/")) {
      return "\(text): a file's name has no folder; expected the name alone"
    }
    if source == "ext", name.contains(UInt8(ascii: ".")) || name.contains(star) {
      return "\(text): expected what is behind the last dot, such as ext:py"
    }
    if name.dropLast().contains(star) {
      return "\(text): a `*` stands for the rest of a name; expected it at the end"
    }
    return nil
  }

  private mutating func addEvidence(_ word: ArraySlice<UInt8>) {
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")) else { return }
    let source = String(decoding: word[..<colon], as: UTF8.self)
    let name = word[(colon + 1)...]
    if source == "file" { names.add(Array(name), .none) }
    if source == "ext" { extensions.add(Array(name), .none) }
    let isPrefix = name.last == UInt8(ascii: "*") && source != "file"
    let key = PackageName.key(source, isPrefix ? name.dropLast() : name)
    var before = -1
    if isPrefix {
      prefixes.append((key, evidence.count))
    } else {
      let hash = Checksum.ofBlock(key)
      before = exact.updateValue(evidence.count, forKey: hash) ?? -1
    }
    evidence.append(
      Evidence(technology: technologies.count - 1, text: Array(word), key: key, next: before))
  }

  /// Whether a file tells anything: by its name alone, in some ten nanoseconds.
  public func interest(in path: [UInt8]) -> StackInterest {
    let (base, dot) = PathParts.parts(path)
    if Manifest.byPattern(path, base, dot) != .none { return .content }
    let name = names.find(path, base)
    if let name, name != .none { return .content }
    let suffix = dot.flatMap { extensions.find(path, $0) }
    if let suffix, suffix != .none { return .content }
    return name != nil || suffix != nil ? .name : .none
  }

  func manifest(_ path: [UInt8]) -> Manifest {
    let (base, dot) = PathParts.parts(path)
    let pattern = Manifest.byPattern(path, base, dot)
    if pattern != .none { return pattern }
    if let name = names.find(path, base), name != .none { return name }
    return dot.flatMap { extensions.find(path, $0) } ?? .none
  }

  /// The evidence that a key is, as technologies and rules.
  func forEachMatch(_ key: [UInt8], _ take: (Technology, [UInt8]) -> Void) {
    var index = exact[Checksum.ofBlock(key)] ?? -1
    while index >= 0 {
      if evidence[index].key == key {
        take(technologies[evidence[index].technology], evidence[index].text)
      }
      index = evidence[index].next
    }
    for prefix in prefixes where key.starts(with: prefix.text) {
      let found = evidence[prefix.evidence]
      take(technologies[found.technology], found.text)
    }
  }
}

/// What a technology is.
public enum StackCategory: UInt8, Sendable, CaseIterable {
  /// A programming language.
  case language
  /// A framework.
  case framework
  /// A framework of artificial intelligence or machine learning.
  case ai
  /// A framework whose purpose is retrieval-augmented generation.
  case rag
  /// A database.
  case database
  /// A database of vectors.
  case vector
  /// What builds, runs or deploys.
  case infrastructure

  static let words = [
    "language", "framework", "ai", "rag", "database", "vector", "infrastructure",
  ]

  init?(word: String) {
    guard let index = StackCategory.words.firstIndex(of: word) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  /// Which of the report's four lists it is in.
  var list: Int {
    switch self {
    case .language: 0
    case .framework, .ai, .rag: 1
    case .database, .vector: 2
    case .infrastructure: 3
    }
  }
}

/// Names of packages as they are compared.
enum PackageName {
  static func key(_ source: String, _ name: ArraySlice<UInt8>) -> [UInt8] {
    var key = Array(source.utf8)
    key.append(UInt8(ascii: ":"))
    let isPython = source == "pypi"
    // File names and Java's coordinates differ by case, the names of most registries do not.
    let isExact = source == "file" || source == "ext" || source == "kubernetes"
    for byte in name {
      if isPython, byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
        key.append(UInt8(ascii: "-"))
      } else if !isExact, byte >= 65, byte <= 90 {
        key.append(byte | 32)
      } else {
        key.append(byte)
      }
    }
    return key
  }
}

/// Where a path's last name and its extension begin.
enum PathParts {
  static func parts(_ path: [UInt8]) -> (base: Int, dot: Int?) {
    var index = path.count
    var dot: Int?
    while index > 0, path[index - 1] != UInt8(ascii: "/") {
      if dot == nil, path[index - 1] == UInt8(ascii: ".") { dot = index }
      index -= 1
    }
    return (index, dot)
  }

  /// Whether the folder of a file is, or ends with, some names.
  static func isIn(_ folder: String, _ path: [UInt8], base: Int) -> Bool {
    guard base > 0 else { return false }
    let parent = path[..<(base - 1)]
    guard parent.count >= folder.utf8.count else { return false }
    let start = parent.count - folder.utf8.count
    return parent[start...].elementsEqual(folder.utf8)
      && (start == 0 || path[start - 1] == UInt8(ascii: "/"))
  }
}

/// Names with what they are, found by a hash without copying a name out of its path.
struct NameTable: Sendable {
  private var entries: [(name: [UInt8], manifest: Manifest)] = []
  private var slots: [Int32] = Array(repeating: -1, count: 512)

  mutating func add(_ name: [UInt8], _ manifest: Manifest) {
    if find(name, 0) != nil { return }
    if 2 * entries.count >= slots.count { grow() }
    entries.append((name, manifest))
    place(entries.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    for index in entries.indices { place(index) }
  }

  private mutating func place(_ index: Int) {
    var slot = NameTable.hash(entries[index].name, 0) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }

  func find(_ path: [UInt8], _ start: Int) -> Manifest? {
    var slot = NameTable.hash(path, start) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.name.count == path.count - start, isSame(entry.name, path, start) {
        return entry.manifest
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isSame(_ name: [UInt8], _ path: [UInt8], _ start: Int) -> Bool {
    for index in name.indices where name[index] != path[start + index] { return false }
    return true
  }

  private static func hash(_ path: [UInt8], _ start: Int) -> Int {
    var hash: UInt32 = 2_166_136_261
    for index in start..<path.count { hash = (hash ^ UInt32(path[index])) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }
}
