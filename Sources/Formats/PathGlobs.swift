/// What a user's globs say of a path.
public enum GlobChoice: Sendable {
  /// No glob is about it.
  case none
  /// The last glob that matches chooses it, with everything below it.
  case chosen
  /// The last glob that matches begins with `!`.
  case excluded
}

/// A user's globs for paths (`*.py`, `src/**/*.ts`, `!vendor/`): each is written as a line of an
/// ignore file is, and the last one that matches decides. Without a slash a glob is about the last
/// name, with one about the path below the folder that is scanned. Nothing is a comment, and no
/// space is cut.
public struct PathGlobs: Sendable {
  private let rules: IgnoreRules
  /// Whether what no glob is about belongs to the answer: where all of them begin with `!`.
  public let choosesOthers: Bool
  /// The globs that nothing can match, counted from 0: a set without an end, a backslash at the
  /// end.
  public let impossible: [Int]

  /// Globs in the order in which they were given.
  public init(_ globs: [[UInt8]], ignoresCase: Bool = false) {
    var reader = PathRuleReader(ignoresCase: ignoresCase)
    var impossible: [Int] = []
    var choosesOthers = true
    for (index, glob) in globs.enumerated() {
      let isExcluding = glob.first == UInt8(ascii: "!")
      if !isExcluding { choosesOthers = false }
      let line = UInt32(truncatingIfNeeded: index + 1) << 1 | (isExcluding ? 1 : 0)
      if !reader.add(glob, (isExcluding ? 1 : 0)..<glob.count, line: line) {
        impossible.append(index)
      }
    }
    self.impossible = impossible
    self.choosesOthers = choosesOthers
    rules = IgnoreRules(reader)
  }

  /// What the globs say of a path alone, whose part below the scanned folder begins at `start`, and
  /// its last name at `name`. What is in a chosen folder is chosen where no glob says otherwise,
  /// and what is in an excluded one is not asked for.
  public func choice(
    of path: Span<UInt8>, from start: Int, name: Int, isFolder: Bool
  ) -> GlobChoice {
    switch rules.verdict(of: path, from: start, name: name, isFolder: isFolder) {
    case .none: .none
    case .ignored: .chosen
    case .kept: .excluded
    }
  }

  /// Whether a file, by its path below the scanned folder, belongs to the answer, by what the globs
  /// say of the folders above it and of itself. Costs a question for each folder.
  public func chooses(_ path: [UInt8]) -> Bool {
    var isChosen = choosesOthers
    var name = 0
    for end in 0...path.count where end == path.count || path[end] == Letter.slash {
      let isFile = end == path.count
      if end > name {
        let part = path.span.extracting(..<end)
        switch choice(of: part, from: 0, name: name, isFolder: !isFile) {
        case .none: break
        case .chosen: isChosen = true
        case .excluded: return false
        }
      }
      name = end + 1
    }
    return isChosen
  }
}

/// One wildcard pattern for a whole path, as git has them where it takes no rules of folders: in
/// conditions of its configuration.
public struct PathPattern: Sendable {
  private let tokens: [Int32]
  private let sets: [UInt64]
  private let isPossible: Bool
  private let ignoresCase: Bool

  /// Reads a pattern.
  public init(_ pattern: [UInt8], ignoresCase: Bool = false) {
    var reader = WildTokens(ignoresCase: ignoresCase)
    isPossible = reader.read(pattern, 0..<pattern.count)
    tokens = reader.list
    sets = reader.sets
    self.ignoresCase = ignoresCase
  }

  /// Whether it stands for a whole text.
  public func matches(_ text: [UInt8]) -> Bool {
    if !isPossible { return false }
    // An empty array may have no address; the matcher looks at nothing of it.
    let (tokens, sets, text) = (self.tokens + [0], self.sets + [0], text + [0])
    return tokens.withUnsafeBufferPointer { tokens in
      sets.withUnsafeBufferPointer { sets in
        text.withUnsafeBufferPointer { text in
          guard let tokenStart = tokens.baseAddress, let setStart = sets.baseAddress,
            let textStart = text.baseAddress
          else { return false }
          // In bounds: each has one element more than is counted.
          return WildMatch(
            tokens: tokenStart, count: tokens.count - 1, sets: setStart, ignoresCase: ignoresCase
          ).matches(textStart, text.count - 1)
        }
      }
    }
  }
}
