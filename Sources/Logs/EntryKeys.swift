/// The keys at the top of entries that are asked for, and their values in a line. It serves one thread.
///
/// A line is read once, whatever is asked: keys are told apart by their length, and by a small table of
/// their length and two of their bytes. Where many lines are read, only their tokens are looked at.
struct EntryKeys {
  static let countMax = 1000

  private var keys: [[UInt8]] = []
  /// One more than the place of the last key with a hash; 0 where there is none.
  private var heads = [UInt16](repeating: 0, count: 256)
  /// One more than the place of the key before with the same hash.
  private var links: [UInt16] = []
  /// Which lengths keys have, modulo 64.
  private var lengths: UInt64 = 0
  private var values: [LineValue] = []
  /// The tokens that the values begin with, where the line was read by tokens.
  private var tokens: [UInt8] = []
  private var lines: ShapedLines?
  private var isByTokens = false
  private var readCount = 0
  /// For fewer lines it does not pay to ask what the processor can, and to make room for tokens.
  private static let tokensFrom = 32

  /// The value of a key in the line that was read last: none where it has no such key, and of several
  /// the last.
  @inline(__always)
  subscript(slot: Int) -> LineValue { values[slot] }

  /// Where a key's value will be found; nil where there are too many.
  mutating func slot(_ key: [UInt8]) -> Int? {
    let hash = EntryKeys.hash(key.count, key.first ?? 0, key.last ?? 0)
    var link = heads[hash]
    while link != 0 {
      if keys[Int(link) - 1] == key { return Int(link) - 1 }
      link = links[Int(link) - 1]
    }
    if keys.count == EntryKeys.countMax { return nil }
    keys.append(key)
    links.append(heads[hash])
    heads[hash] = UInt16(keys.count)
    lengths |= 1 << UInt64(key.count & 63)
    values.append(LineValue())
    tokens.append(0)
    return keys.count - 1
  }

  @inline(__always)
  private static func hash(_ count: Int, _ first: UInt8, _ last: UInt8) -> Int {
    (count &* 7 &+ Int(first) &+ Int(last) &* 3) & 255
  }

  /// Reads a line that is an entry.
  mutating func read(_ line: LogLine) {
    if keys.isEmpty { return }
    clear()
    readCount &+= 1
    if readCount == EntryKeys.tokensFrom { lines = ShapedLines(width: LineTokens.widest) }
    isByTokens = lines.map { readTokens(line, $0) } ?? false
    if !isByTokens { scan(line) }
  }

  private mutating func clear() {
    for index in values.indices { values[index] = LineValue() }
  }

  /// The value at the end of the rest of a way that begins with a key.
  func find(_ slot: Int, _ rest: LinePath, in line: LogLine) -> LineValue {
    let value = values[slot]
    guard value.kind == .object || value.kind == .array else { return LineValue() }
    if isByTokens, let lines { return lines.find(rest, from: Int(tokens[slot]), in: line) }
    // In bounds: what ends the value ends the search, and behind it is the rest of the line.
    let found = rest.find(in: LogLine(line.start + value.start, value.end - value.start))
    return LineValue(found.start + value.start, found.end + value.start, found.kind)
  }

  /// Reads a line by its tokens. False, and nothing found, where that cannot be done.
  private mutating func readTokens(_ line: LogLine, _ lines: ShapedLines) -> Bool {
    guard let shape = lines.begin(line) else { return false }
    let members = lines.shapes.members(shape)
    for index in 0..<Int(shape.pointee.memberCount) {
      // In bounds: the shape has so many.
      let member = members[index]
      let key = lines.text(Int(member.key))
      if lengths >> UInt64((key.end - key.start) & 63) & 1 == 0 { continue }
      guard let slot = slot(line, key) else { continue }
      values[slot] = lines.looked(lines.tokens.value(member, 0, lineStart: 0), in: line)
      tokens[slot] = member.value
    }
    return true
  }

  private mutating func scan(_ line: LogLine) {
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: "{") else { return }
    LinePath.forEachMember(
      of: LineValue(scanner.offset, line.count, .object), in: line
    ) { key, value in
      if key.kind == .escapedString {
        noteEscaped(line, key, value)
      } else if lengths >> UInt64((key.end - key.start) & 63) & 1 != 0,
        let slot = slot(line, key)
      {
        values[slot] = value
      }
    }
  }

  /// Where the value of a key is found that has no escapes.
  @inline(__always)
  private func slot(_ line: LogLine, _ key: LineValue) -> Int? {
    let count = key.end - key.start
    // In bounds: the first and the last byte of some.
    let first = count == 0 ? 0 : line.start[key.start]
    let last = count == 0 ? 0 : line.start[key.end - 1]
    var link = heads[EntryKeys.hash(count, first, last)]
    while link != 0 {
      let index = Int(link) - 1
      if LinePath.isEqual(line, key, keys[index]) { return index }
      link = links[index]
    }
    return nil
  }

  @inline(never)
  private mutating func noteEscaped(_ line: LogLine, _ key: LineValue, _ value: LineValue) {
    let bytes = JSONText.decoded(line, key)
    var link = heads[EntryKeys.hash(bytes.count, bytes.first ?? 0, bytes.last ?? 0)]
    while link != 0 {
      let index = Int(link) - 1
      if keys[index] == bytes {
        values[index] = value
        return
      }
      link = links[index]
    }
  }
}
