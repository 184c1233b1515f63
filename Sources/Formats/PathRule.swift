/// The ends of a path as words, which is most of what it takes to compare it with a pattern.
struct PathWords {
  let text: UnsafePointer<UInt8>
  /// Where the part below the folder of the rules begins.
  let start: Int
  /// Where the last name begins.
  let name: Int
  let count: Int
  /// The last eight bytes of all, the very last one highest.
  let tail: UInt64
  /// The first eight bytes of the name, the first one lowest, and zeros behind a shorter name.
  let nameHead: UInt64
  /// The same of the part below the folder.
  let pathHead: UInt64

  @inline(__always)
  init(
    _ text: UnsafePointer<UInt8>, start: Int, name: Int, count: Int, ignoresCase: Bool
  ) {
    self.text = text
    self.start = start
    self.name = name
    self.count = count
    var tail: UInt64 = 0
    if count >= 8 {
      tail = PathWords.word(text, count - 8)
    } else {
      for index in 0..<count { tail |= UInt64(text[index]) << UInt64((8 - count + index) * 8) }
    }
    var nameHead = PathWords.head(text, name, count, tail)
    var pathHead = start == name ? nameHead : PathWords.head(text, start, count, tail)
    if ignoresCase {
      tail = PathWords.lowered(tail)
      nameHead = PathWords.lowered(nameHead)
      pathHead = PathWords.lowered(pathHead)
    }
    self.tail = tail
    self.nameHead = nameHead
    self.pathHead = pathHead
  }

  /// Eight bytes of the text, which must be there.
  @inline(__always)
  private static func word(_ text: UnsafePointer<UInt8>, _ at: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// A part of fewer than eight bytes ends the text, and so the word that ends it.
  @inline(__always)
  private static func head(
    _ text: UnsafePointer<UInt8>, _ at: Int, _ count: Int, _ tail: UInt64
  ) -> UInt64 {
    let length = count - at
    if length >= 8 { return word(text, at) }
    return length == 0 ? 0 : tail >> UInt64((8 - length) * 8)
  }

  /// Makes the capitals among eight bytes small. Where the highest bit of a byte is set after the
  /// one sum and not after the other, the byte is one.
  @inline(__always)
  static func lowered(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let isAfterZ = low &+ 0x2525_2525_2525_2525
    let isFromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let isCapital = ~word & (isFromA ^ isAfterZ) & 0x8080_8080_8080_8080
    return word | isCapital >> 2
  }
}

extension PathWords {
  /// The name, or the path below the folder, as rules without wildcards have it.
  @inline(__always)
  func exact(isPath: Bool, ignoresCase: Bool) -> ExactWords {
    let from = isPath ? start : name
    let length = count - from
    let head = isPath ? pathHead : nameHead
    if length < 8 { return ExactWords(head: head, middle: 0, tail: head, length: length) }
    if length <= 16 { return ExactWords(head: head, middle: 0, tail: tail, length: length) }
    let middle = PathWords.word(text, from + length / 2 - 4)
    return ExactWords(
      head: head, middle: ignoresCase ? PathWords.lowered(middle) : middle, tail: tail,
      length: length)
  }

  /// How many dots there are in the name: most have one, and most patterns with stars at both ends
  /// want two, so that this tells them apart for the price of a few words.
  @inline(__always)
  var dotCount: Int32 {
    var (index, dots) = (name, 0)
    while index + 8 <= count {
      dots += PathWords.dotCount(PathWords.word(text, index))
      index += 8
    }
    // Of the word that ends the text, the bytes that were counted are shifted out.
    if index < count { dots += PathWords.dotCount(tail >> UInt64((8 - count + index) * 8)) }
    return Int32(truncatingIfNeeded: dots)
  }

  /// A byte's highest bit is set where it is no dot: either it was, or the sum sets it.
  @inline(__always)
  private static func dotCount(_ word: UInt64) -> Int {
    let others = word ^ 0x2E2E_2E2E_2E2E_2E2E
    let low = (others & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
    return (~(low | others) & 0x8080_8080_8080_8080).nonzeroBitCount
  }
}

/// A text by its ends, which are the same for less than eight bytes, its length, and eight bytes
/// from its middle where the ends are not all: generated names often have both ends in common.
struct ExactWords {
  let head: UInt64
  let middle: UInt64
  let tail: UInt64
  let length: Int

  /// A number that is the same for equal texts.
  @inline(__always)
  func hash(isPath: Bool) -> Int {
    let ends = head ^ (tail << 29 | tail >> 35) ^ (middle << 13 | middle >> 51)
    let mixed = (ends ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return Int((mixed ^ (isPath ? ~0 : 0)) >> 34)
  }
}

/// One pattern of a file of rules, made ready to be compared.
struct PathRule {
  /// The bytes that it begins with, and which bits of the word they are; of an exact one, the bytes
  /// in its middle.
  var head: UInt64 = 0
  var headMask: UInt64 = 0
  /// The bytes that it ends with, highest last.
  var tail: UInt64 = 0
  var tailMask: UInt64 = 0
  /// How many bytes it takes at least; of an exact one, how many it has.
  var length: Int32 = 0
  /// The number of its line, doubled, and one more where the line begins with `!`.
  var line: UInt32 = 0
  /// Where its tokens are; none where the words say everything.
  var tokens: Int32 = 0
  var tokenCount: Int32 = 0
  /// How many dots there are in what it matches, at least; counted for names only.
  var dotCount: Int32 = 0
  /// Whether it is for folders only.
  var isForFolders = false
  /// Whether it has no wildcard.
  var isExact = false
  /// Whether it is compared with the path below the folder of the rules, not with the last name.
  var isPath = false

  /// The rule of some tokens, which is exact where there is no wildcard in it.
  init(_ tokens: [Int32], isPath: Bool) {
    self.isPath = isPath
    var minimum = 0
    for token in tokens where token <= WildTokens.one || token >= WildTokens.firstSet {
      minimum += 1
    }
    length = Int32(truncatingIfNeeded: min(minimum, Int(Int32.max)))
    if !isPath {
      for token in tokens where token == Int32(Letter.dot) { dotCount += 1 }
    }
    var count = 0
    while count < tokens.count, count < 8, tokens[count] < WildTokens.one {
      head |= UInt64(tokens[count]) << UInt64(count * 8)
      count += 1
    }
    headMask = count == 8 ? ~0 : (1 << UInt64(count * 8)) - 1
    count = 0
    while count < tokens.count, count < 8, tokens[tokens.count - 1 - count] < WildTokens.one {
      tail |= UInt64(tokens[tokens.count - 1 - count]) << UInt64((7 - count) * 8)
      count += 1
    }
    tailMask = count == 0 ? 0 : ~0 << UInt64((8 - count) * 8)
  }

  /// Makes it one without wildcards, of some tokens.
  mutating func becomeExact(_ tokens: [Int32]) {
    isExact = true
    headMask = 0
    if tokens.count < 8 { tail = head }
    if tokens.count <= 16 { return }
    for index in 0..<8 {
      headMask |= UInt64(tokens[tokens.count / 2 - 4 + index]) << UInt64(index * 8)
    }
  }

  /// What a text must be to be the same as an exact one.
  @inline(__always)
  var exactWords: ExactWords {
    ExactWords(head: head, middle: headMask, tail: tail, length: Int(length))
  }

  /// Whether the words say everything about a pattern of these tokens.
  static func needsTokens(_ tokens: [Int32], isPath: Bool) -> Bool {
    guard let wild = tokens.firstIndex(where: { $0 >= WildTokens.one }) else {
      return tokens.count > 16
    }
    return isPath || tokens[wild] != WildTokens.star || wild > 8 || tokens.count - 1 - wild > 8
      || tokens[(wild + 1)...].contains { $0 >= WildTokens.one }
  }
}
