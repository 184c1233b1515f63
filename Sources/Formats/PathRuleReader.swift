/// Reads the lines of ignore rules.
struct PathRuleReader {
  // Rules are kept in groups, of which a question looks at few:
  //   0...63      with wildcards, by the last byte that they match
  //   64...127    with wildcards, by the first byte of the name that they match
  //   128...191   with wildcards, by the first byte of the path below the folder
  //   192         with wildcards at both ends
  //   193...      without wildcards, by a hash
  static let looseGroup = 192
  static let exactGroup = 193

  var tokens: WildTokens
  /// The rules in the order of their lines.
  var rules: [PathRule] = []
  /// The tokens of the rules that need them, one after the other.
  var allTokens: [Int32] = []
  private var exactCount = 0

  init(ignoresCase: Bool) { tokens = WildTokens(ignoresCase: ignoresCase) }

  /// One less than the number of groups without wildcards, which is a power of two.
  var exactMask: Int {
    var groups = 1
    while groups < exactCount { groups *= 2 }
    return groups - 1
  }

  /// Which group a rule belongs to, where this is the mask of those without wildcards.
  static func group(of rule: PathRule, _ exactMask: Int) -> Int {
    if rule.isExact {
      return exactGroup + rule.exactWords.hash(isPath: rule.isPath) & exactMask
    }
    if rule.tailMask != 0 { return Int(rule.tail >> 56) & 63 }
    if rule.headMask != 0 { return (rule.isPath ? 128 : 64) + Int(rule.head & 63) }
    return looseGroup
  }

  // MARK: Lines

  /// Reads a file: UTF-8's mark, comments, and spaces at the ends of lines, as git takes them.
  mutating func readLines(_ text: [UInt8]) {
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number: UInt32 = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != Letter.newline { end += 1 }
      number += 1
      if end > start, text[start] != Letter.hash {
        // Only a return before a newline is part of the line's end; the last line may lack both.
        let isReturned = text[end - 1] == Letter.carriageReturn
        let last = PathRuleReader.trimmed(text, start..<(isReturned ? end - 1 : end))
        readLine(text, start..<last, number)
      }
      start = end + 1
    }
  }

  /// Where a line ends without the spaces at its end, of which none stands behind a backslash. A
  /// NUL ends it, too.
  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Int {
    var spaces = -1
    var index = range.lowerBound
    while index < range.upperBound {
      switch text[index] {
      case 0: return spaces >= 0 ? spaces : index
      case Letter.space: if spaces < 0 { spaces = index }
      case Letter.backslash:
        index += 1
        // Git gives up here, and leaves what spaces it had seen: there are none.
        if index == range.upperBound || text[index] == 0 { return index }
        spaces = -1
      default: spaces = -1
      }
      index += 1
    }
    return spaces >= 0 ? spaces : range.upperBound
  }

  private mutating func readLine(_ text: [UInt8], _ range: Range<Int>, _ number: UInt32) {
    var start = range.lowerBound
    let isKept = start < range.upperBound && text[start] == UInt8(ascii: "!")
    if isKept { start += 1 }
    add(text, start..<range.upperBound, line: number << 1 | (isKept ? 1 : 0))
  }

  /// Adds a pattern. Returns whether anything can match it.
  @discardableResult
  mutating func add(_ text: [UInt8], _ range: Range<Int>, line: UInt32) -> Bool {
    var (start, end) = (range.lowerBound, range.upperBound)
    let isForFolders = start < end && text[end - 1] == Letter.slash
    if isForFolders { end -= 1 }
    var isPath = false
    for index in start..<end where text[index] == Letter.slash {
      isPath = true
      break
    }
    if isPath, text[start] == Letter.slash { start += 1 }
    guard start < end, tokens.read(text, start..<end) else { return false }
    if isPath, tokens.list[0] == WildTokens.folders, !tokens.list[1...].contains(where: isDeep) {
      // In any folder: that is a name.
      tokens.list.removeFirst()
      isPath = false
    }
    if !isPath {
      for index in tokens.list.indices where tokens.list[index] == WildTokens.anything {
        tokens.list[index] = WildTokens.star
      }
    }
    if tokens.list.isEmpty { return false }
    addVariants(isPath: isPath, isForFolders: isForFolders, line: line)
    return true
  }

  private func isDeep(_ token: Int32) -> Bool {
    token == Int32(Letter.slash) || token == WildTokens.folders || token == WildTokens.anything
  }

  /// Small sets, such as in `[Bb]in` and `*.py[co]`, are written out, since names without wildcards
  /// cost least.
  private mutating func addVariants(isPath: Bool, isForFolders: Bool, line: UInt32) {
    let list = tokens.list
    // Of a file with very many lines the memory counts more.
    if rules.count > 10_000 { return addRule(list, isPath, isForFolders, line) }
    var product = 1
    for token in list where token >= WildTokens.firstSet {
      product *= min(9, tokens.count(ofSet: token))
      if product > 8 { return addRule(list, isPath, isForFolders, line) }
    }
    if product == 1 { return addRule(list, isPath, isForFolders, line) }
    for variant in 0..<product {
      var rest = variant
      var tokensOfVariant = list
      for index in list.indices where list[index] >= WildTokens.firstSet {
        let count = tokens.count(ofSet: list[index])
        tokensOfVariant[index] = Int32(tokens.byte(rest % count, ofSet: list[index]))
        rest /= count
      }
      addRule(tokensOfVariant, isPath, isForFolders, line)
    }
  }

  private mutating func addRule(
    _ list: [Int32], _ isPath: Bool, _ isForFolders: Bool, _ line: UInt32
  ) {
    var rule = PathRule(list, isPath: isPath)
    rule.isForFolders = isForFolders
    rule.line = line
    if !list.contains(where: { $0 >= WildTokens.one }) {
      rule.becomeExact(list)
      exactCount += 1
    }
    if PathRule.needsTokens(list, isPath: isPath) {
      rule.tokens = Int32(truncatingIfNeeded: allTokens.count)
      rule.tokenCount = Int32(truncatingIfNeeded: list.count)
      allTokens += list
    }
    rules.append(rule)
  }
}

extension WildTokens {
  /// How many bytes a set holds.
  func count(ofSet token: Int32) -> Int { set(of: token).count }

  /// One of the bytes of a set, counted from 0.
  func byte(_ number: Int, ofSet token: Int32) -> UInt8 {
    var set = set(of: token)
    for _ in 0..<number { set.removeFirst() }
    return set.first
  }

  private func set(of token: Int32) -> ByteSet {
    let start = Int(token - WildTokens.firstSet) * 4
    return ByteSet(words: (sets[start], sets[start + 1], sets[start + 2], sets[start + 3]))
  }
}
