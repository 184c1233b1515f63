/// What a file of ignore rules says of a path.
public enum IgnoreVerdict: Sendable {
  /// No line is about it: the next file decides.
  case none
  /// It is ignored, with everything below it.
  case ignored
  /// A line that begins with `!` keeps it.
  case kept
}

/// The rules of one ignore file (`.gitignore`, `info/exclude`), as git has them: the last line that
/// matches decides.
///
/// In a tree, git reads such a file only where it is one, and no link to one.
///
/// A question costs some tens of nanoseconds, whatever the number of lines: lines are sorted by
/// what a name that they match ends or begins with, and compared a word at a time. Nothing changes
/// after the rules are made, so any number of threads may ask.
public final class IgnoreRules: @unchecked Sendable {
  // Pointers rather than arrays: this is asked for every name in a tree, and the compiler does not
  // see that no index leaves its array. All of them are made at the end of `init`, and freed with
  // us.
  private let rules: UnsafeMutablePointer<PathRule>
  private let starts: UnsafeMutablePointer<UInt32>
  private let tokens: UnsafeMutablePointer<Int32>
  private let sets: UnsafeMutablePointer<UInt64>
  private let exactMask: Int
  /// The places of the rules, those of the last line first, where somebody wants them so.
  private let byLine: [UInt32]
  private let ignoresCase: Bool
  /// Whether no line says anything.
  public let isEmpty: Bool

  /// What git reads at most: a longer file counts as empty.
  static let sizeMax = 100 << 20

  /// Reads the text of a file.
  public convenience init(_ text: [UInt8], ignoresCase: Bool = false) {
    var reader = PathRuleReader(ignoresCase: ignoresCase)
    if text.count <= IgnoreRules.sizeMax { reader.readLines(text) }
    self.init(reader)
  }

  init(_ reader: consuming PathRuleReader, isOrdered: Bool = false) {
    ignoresCase = reader.tokens.ignoresCase
    isEmpty = reader.rules.isEmpty
    exactMask = reader.exactMask
    let groups = PathRuleReader.exactGroup + exactMask + 1
    let count = reader.rules.count
    rules = .allocate(capacity: max(1, count))
    starts = .allocate(capacity: groups + 1)
    starts.initialize(repeating: 0, count: groups + 1)
    tokens = .allocate(capacity: max(1, reader.allTokens.count))
    for (index, token) in reader.allTokens.enumerated() { (tokens + index).initialize(to: token) }
    sets = .allocate(capacity: max(1, reader.tokens.sets.count))
    for (index, word) in reader.tokens.sets.enumerated() { (sets + index).initialize(to: word) }
    // In bounds: a group is below their number, and the places of all rules are below theirs.
    for rule in reader.rules { starts[PathRuleReader.group(of: rule, exactMask) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    // From the last line to the first: of a group, the first that matches decides. A group's start
    // moves to its end meanwhile, which is the start of the next one.
    var byLine: [UInt32] = []
    for rule in reader.rules.reversed() {
      let group = PathRuleReader.group(of: rule, exactMask)
      (rules + Int(starts[group])).initialize(to: rule)
      if isOrdered { byLine.append(starts[group]) }
      starts[group] += 1
    }
    self.byLine = byLine
    for group in stride(from: groups, to: 0, by: -1) { starts[group] = starts[group - 1] }
    starts[0] = 0
  }

  deinit {
    rules.deallocate()
    starts.deallocate()
    tokens.deallocate()
    sets.deallocate()
  }

  // MARK: Questions

  /// What the rules say of a path, whose part below the folder of the rules begins at `start`, and
  /// its last name, which must not be empty, at `name`. Paths have no slash at their end. Whether a
  /// folder above it is ignored is the caller's business: nothing in such a folder is asked for.
  @inlinable
  public func verdict(
    of path: Span<UInt8>, from start: Int, name: Int, isFolder: Bool
  ) -> IgnoreVerdict {
    let line = lastMatch(path, start, name, isFolder)
    return line == 0 ? .none : line & 1 == 0 ? .ignored : .kept
  }

  /// The number of the line that decides, counted from 1; 0 where none does.
  public func decidingLine(
    of path: Span<UInt8>, from start: Int, name: Int, isFolder: Bool
  ) -> Int {
    Int(lastMatch(path, start, name, isFolder) >> 1)
  }

  /// What the rules say of a path below their folder.
  public func verdict(of path: [UInt8], isFolder: Bool) -> IgnoreVerdict {
    let name = path.lastIndex(of: Letter.slash).map { $0 + 1 } ?? 0
    return verdict(of: path.span, from: 0, name: name, isFolder: isFolder)
  }

  /// The last line that matches, doubled, and one more where it begins with `!`; 0 for none.
  @usableFromInline
  func lastMatch(_ path: Span<UInt8>, _ start: Int, _ name: Int, _ isFolder: Bool) -> UInt32 {
    if isEmpty { return 0 }
    precondition(start >= 0 && start <= name && name < path.count)
    return path.withUnsafeBufferPointer { path in
      guard let text = path.baseAddress else { return 0 }
      // In bounds: whatever reads the text stays between `start` and its end, but for the word that
      // ends it, which is asked for only where the text has eight bytes.
      let words = PathWords(
        text, start: start, name: name, count: path.count, ignoresCase: ignoresCase)
      return lastMatch(words, isFolder)
    }
  }

  /// Lends all lines that match, from the last to the first, doubled and once each, until the body
  /// says that it wants no more. Costs a comparison with every line: for files with few.
  func forEachMatch(
    _ path: Span<UInt8>, _ start: Int, _ name: Int, _ isFolder: Bool, _ body: (UInt32) -> Bool
  ) {
    precondition(start >= 0 && start <= name && name < path.count)
    path.withUnsafeBufferPointer { path in
      guard let text = path.baseAddress else { return }
      // In bounds: as in `lastMatch`, and there are as many places in the order as rules.
      let words = PathWords(
        text, start: start, name: name, count: path.count, ignoresCase: ignoresCase)
      var last: UInt32 = 0
      for place in byLine {
        let rule = rules + Int(place)
        if rule.pointee.line != last, isFolder || !rule.pointee.isForFolders,
          matches(rule, words)
        {
          last = rule.pointee.line
          if !body(last) { return }
        }
      }
    }
  }

  private func matches(_ rule: UnsafePointer<PathRule>, _ words: PathWords) -> Bool {
    guard rule.pointee.isExact else {
      return PathRule.mayMatch(rule, words)
        && (rule.pointee.tokenCount == 0 || matchesTokens(rule, words))
    }
    let exact = words.exact(isPath: rule.pointee.isPath, ignoresCase: ignoresCase)
    return PathRule.mayEqual(rule, exact)
      && (rule.pointee.tokenCount == 0 || matchesTokens(rule, words))
  }

  @inline(__always)
  private func lastMatch(_ words: PathWords, _ isFolder: Bool) -> UInt32 {
    // In bounds: the masks keep each group below their number.
    var line = exact(words, isPath: false, isFolder, 0)
    line = exact(words, isPath: true, isFolder, line)
    line = wild(Int(words.tail >> 56) & 63, words, isFolder, line)
    line = wild(64 + Int(words.nameHead & 63), words, isFolder, line)
    line = wild(128 + Int(words.pathHead & 63), words, isFolder, line)
    return loose(words, isFolder, line)
  }

  /// The last of the rules for a whole name, or a whole path, if it comes after a line.
  @inline(__always)
  private func exact(
    _ words: PathWords, isPath: Bool, _ isFolder: Bool, _ line: UInt32
  ) -> UInt32 {
    let exact = words.exact(isPath: isPath, ignoresCase: ignoresCase)
    let group = PathRuleReader.exactGroup + exact.hash(isPath: isPath) & exactMask
    var index = Int(starts[group])
    let end = Int(starts[group + 1])
    while index < end {
      let rule = rules + index
      if rule.pointee.line < line { return line }
      if PathRule.mayEqual(rule, exact), rule.pointee.isPath == isPath,
        isFolder || !rule.pointee.isForFolders,
        rule.pointee.tokenCount == 0 || matchesTokens(rule, words)
      {
        return rule.pointee.line
      }
      index += 1
    }
    return line
  }

  /// The last of a group of rules with wildcards that matches, if it comes after a line.
  @inline(__always)
  private func wild(
    _ group: Int, _ words: PathWords, _ isFolder: Bool, _ line: UInt32
  ) -> UInt32 {
    var index = Int(starts[group])
    let end = Int(starts[group + 1])
    while index < end {
      let rule = rules + index
      if rule.pointee.line < line { return line }
      if PathRule.mayMatch(rule, words), isFolder || !rule.pointee.isForFolders,
        rule.pointee.tokenCount == 0 || matchesTokens(rule, words)
      {
        return rule.pointee.line
      }
      index += 1
    }
    return line
  }

  /// The last of the rules with wildcards at both ends, if it comes after a line.
  @inline(__always)
  private func loose(_ words: PathWords, _ isFolder: Bool, _ line: UInt32) -> UInt32 {
    var index = Int(starts[PathRuleReader.looseGroup])
    let end = Int(starts[PathRuleReader.looseGroup + 1])
    if index == end { return line }
    let dots = words.dotCount
    while index < end {
      let rule = rules + index
      if rule.pointee.line < line { return line }
      if rule.pointee.dotCount <= dots, PathRule.mayMatch(rule, words),
        isFolder || !rule.pointee.isForFolders,
        rule.pointee.tokenCount == 0 || matchesTokens(rule, words)
      {
        return rule.pointee.line
      }
      index += 1
    }
    return line
  }

  @inline(never)
  private func matchesTokens(_ rule: UnsafePointer<PathRule>, _ words: PathWords) -> Bool {
    let from = rule.pointee.isPath ? words.start : words.name
    // In bounds: the rule counts the tokens that it put there.
    return WildMatch(
      tokens: tokens + Int(rule.pointee.tokens), count: Int(rule.pointee.tokenCount),
      sets: sets, ignoresCase: ignoresCase
    ).matches(words.text + from, words.count - from)
  }
}

extension PathRule {
  /// Whether a text has the ends, the middle and the length of a rule without wildcards.
  @inline(__always)
  static func mayEqual(_ rule: UnsafePointer<PathRule>, _ words: ExactWords) -> Bool {
    rule.pointee.head == words.head && rule.pointee.tail == words.tail
      && rule.pointee.headMask == words.middle && Int(rule.pointee.length) == words.length
  }

  /// Whether a path is long enough, and begins and ends as the rule does.
  @inline(__always)
  static func mayMatch(_ rule: UnsafePointer<PathRule>, _ words: PathWords) -> Bool {
    let isPath = rule.pointee.isPath
    let head = isPath ? words.pathHead : words.nameHead
    let length = words.count - (isPath ? words.start : words.name)
    let differences =
      (head ^ rule.pointee.head) & rule.pointee.headMask
      | (words.tail ^ rule.pointee.tail) & rule.pointee.tailMask
    return differences == 0 && length >= Int(rule.pointee.length)
  }
}
