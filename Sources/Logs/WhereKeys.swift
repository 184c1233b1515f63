/// The keys at the top of entries that an expression asks for, and their values in a line.
///
/// A line is read once, whatever is asked: keys are told apart by their length, and by a small table of
/// their length and two of their bytes.
struct WhereKeys {
  static let countMax = 1000

  private var keys: [[UInt8]] = []
  /// One more than the place of the last key with a hash; 0 where there is none.
  private var heads = [UInt16](repeating: 0, count: 256)
  /// One more than the place of the key before with the same hash.
  private var links: [UInt16] = []
  /// Which lengths keys have, modulo 64.
  private var lengths: UInt64 = 0
  private var values: [LineValue] = []

  /// The value of a key in the line that was read last: none where it has no such key, and of several
  /// the last.
  @inline(__always)
  subscript(slot: Int) -> LineValue { values[slot] }

  /// Where a key's value will be found; nil where there are too many.
  mutating func slot(_ key: [UInt8]) -> Int? {
    let hash = WhereKeys.hash(key.count, key.first ?? 0, key.last ?? 0)
    var link = heads[hash]
    while link != 0 {
      if keys[Int(link) - 1] == key { return Int(link) - 1 }
      link = links[Int(link) - 1]
    }
    if keys.count == WhereKeys.countMax { return nil }
    keys.append(key)
    links.append(heads[hash])
    heads[hash] = UInt16(keys.count)
    lengths |= 1 << UInt64(key.count & 63)
    values.append(LineValue())
    return keys.count - 1
  }

  @inline(__always)
  private static func hash(_ count: Int, _ first: UInt8, _ last: UInt8) -> Int {
    (count &* 7 &+ Int(first) &+ Int(last) &* 3) & 255
  }

  /// Reads a line that is an entry.
  mutating func read(_ line: LogLine) {
    if keys.isEmpty { return }
    for index in values.indices { values[index] = LineValue() }
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { return }
    scanner.skipSpace()
    while scanner.take(UInt8(ascii: "\"")), let key = scanner.string() {
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ":")) else { return }
      scanner.skipSpace()
      guard let value = scanner.value() else { return }
      if key.kind == .escapedString {
        noteEscaped(line, key, value)
      } else if lengths >> UInt64((key.end - key.start) & 63) & 1 != 0 {
        note(line, key, value)
      }
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ",")) else { return }
      scanner.skipSpace()
    }
  }

  @inline(__always)
  private mutating func note(_ line: LogLine, _ key: LineValue, _ value: LineValue) {
    let count = key.end - key.start
    // In bounds: the first and the last byte of some.
    let first = count == 0 ? 0 : line.start[key.start]
    let last = count == 0 ? 0 : line.start[key.end - 1]
    var link = heads[WhereKeys.hash(count, first, last)]
    while link != 0 {
      let index = Int(link) - 1
      if LinePath.isEqual(line, key, keys[index]) {
        values[index] = value
        return
      }
      link = links[index]
    }
  }

  @inline(never)
  private mutating func noteEscaped(_ line: LogLine, _ key: LineValue, _ value: LineValue) {
    let bytes = JSONText.decoded(line, key)
    var link = heads[WhereKeys.hash(bytes.count, bytes.first ?? 0, bytes.last ?? 0)]
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
