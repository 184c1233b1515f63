/// What reading lines by their shapes needs. One object serves one thread.
final class ShapedLines {
  var tokens: LineTokens
  var shapes = LineShapes()
  /// Between which places of the line that was read last there are strings with backslashes.
  var firstEscaped = Int.max
  var lastEscaped = 0
  /// Keys that were met; when there are too many, all are forgotten.
  private let keys: UnsafeMutablePointer<KeyGuess>
  private var keyCount = 0
  private static let keysMax = 64

  /// Nil where the processor has not got the instructions; it looks at so many bytes together.
  init?(width: Int32) {
    guard let tokens = LineTokens(width: width) else { return nil }
    self.tokens = tokens
    keys = .allocate(capacity: ShapedLines.keysMax)
    keys.initialize(repeating: KeyGuess(), count: ShapedLines.keysMax)
  }

  deinit { keys.deallocate() }

  /// A key that was met; another one may have its number meanwhile.
  @inline(__always)
  func key(_ number: UInt16) -> KeyGuess {
    // In bounds: only such numbers are given.
    keys[Int(number)]
  }

  /// The number of the key that begins at an address; nil where it was not met.
  func number(ofKeyAt start: UnsafePointer<UInt8>) -> UInt16? {
    for number in 0..<keyCount where keys[number].isKey(at: start) { return UInt16(number) }
    return nil
  }

  /// Keeps a key. Returns its number.
  func keep(_ key: KeyGuess) -> UInt16 {
    if keyCount == ShapedLines.keysMax { keyCount = 0 }
    // In bounds: there are fewer.
    keys[keyCount] = key
    keyCount += 1
    return UInt16(keyCount - 1)
  }
}

extension LineFields {
  /// Reads a line whose shape is known, or becomes known. Returns how many bytes it has if it is an entry, and
  /// -1 where it may be none.
  ///
  /// Every read is in bounds: tokens lie within the line, and 64 bytes more may be read behind it.
  @inline(__always)
  func readShaped(_ start: UnsafePointer<UInt8>, _ lines: ShapedLines) -> Int {
    guard let range = lines.tokens.tokens(at: start), let base = lines.tokens.start,
      let shape = lines.shapes.shape(lines.tokens.kinds(range.lowerBound), range.count)
    else { return -1 }
    let first = range.lowerBound
    let words = lines.shapes.words(shape)
    for index in 0..<Int(shape.pointee.wordCount) {
      let token = first &+ Int(words[index])
      var scanner = JSONScanner(base + lines.tokens.place(token))
      guard scanner.literal() != nil, scanner.next == base + lines.tokens.end(token) else {
        return -1
      }
    }
    (lines.firstEscaped, lines.lastEscaped) = (.max, 0)
    while let token = lines.tokens.nextOdd(before: range.upperBound) {
      // Those of a line before were not asked for.
      if token < first { continue }
      let place = lines.tokens.place(token)
      var scanner = JSONScanner(base + place)
      if scanner.take(UInt8(ascii: "\"")) {
        guard scanner.string() != nil else { return -1 }
        lines.firstEscaped = min(lines.firstEscaped, place)
        lines.lastEscaped = place
      } else {
        guard scanner.literal() != nil, scanner.next == base + lines.tokens.end(token) else {
          return -1
        }
      }
    }
    let lineStart = start - base
    let end = lines.tokens.place(range.upperBound)
    let members = lines.shapes.members(shape)
    for index in 0..<Int(shape.pointee.memberCount) {
      let member = members[index]
      let key = base + lines.tokens.place(first &+ Int(member.key))
      if member.guess != .max, lines.key(member.guess).isKey(at: key) {
        let known = lines.key(member.guess)
        if known.role < LineFields.roleCount {
          let value = lines.tokens.value(member, first, lineStart: lineStart)
          take(looked(value, lines, start), Int(known.role), known.rank)
        }
      } else {
        meet(key, members + index, lines, first, start)
      }
    }
    return end &- lineStart
  }

  /// Takes the value of a member whose key is not the one that it had last.
  @inline(never)
  private func meet(
    _ key: UnsafePointer<UInt8>, _ member: UnsafeMutablePointer<ShapeMember>,
    _ lines: ShapedLines, _ first: Int, _ start: UnsafePointer<UInt8>
  ) {
    guard let base = lines.tokens.start else { return }
    let lineStart = start - base
    let value = looked(
      lines.tokens.value(member.pointee, first, lineStart: lineStart), lines, start)
    if let number = lines.number(ofKeyAt: key) {
      let known = lines.key(number)
      if known.role < LineFields.roleCount { take(value, Int(known.role), known.rank) }
      member.pointee.guess = number
      return
    }
    let token = first + Int(member.pointee.key)
    let keyStart = key - base
    let name = LineValue(
      keyStart + 1 - lineStart, lines.tokens.place(token + 1) - lineStart, .string)
    let found = note(LogLine(start, 0), looked(name, lines, start), value)
    // Up to the colon.
    let count = lines.tokens.place(token + 2) + 1 - keyStart
    member.pointee.guess =
      count <= 16 && found.count < 2
      ? lines.keep(KeyGuess(key, count, found.role, found.rank)) : .max
  }

  /// A value as it is if there are escapes in it.
  @inline(__always)
  private func looked(
    _ value: LineValue, _ lines: ShapedLines, _ start: UnsafePointer<UInt8>
  ) -> LineValue {
    if value.kind != .string || lines.lastEscaped == 0 { return value }
    guard let base = lines.tokens.start else { return value }
    // Its first quote lies before its first byte.
    let quote = value.start + (start - base) - 1
    if quote < lines.firstEscaped || quote > lines.lastEscaped { return value }
    let text = UnsafeBufferPointer(start: start + value.start, count: value.end - value.start)
    return text.contains(UInt8(ascii: "\\"))
      ? LineValue(value.start, value.end, .escapedString) : value
  }
}
