/// The fields of a line that have a role. One object serves one thread.
///
/// The keys that may stand for roles are found by a small table. A key of at most sixteen bytes is two
/// numbers there, so that to compare it is to compare those; longer ones are looked for one by one.
public final class LineFields {
  private struct Key {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// How many bytes it has; 0: no key.
    var count: UInt8 = 0
    var role: UInt8 = 0
    /// How far in front it stands in its role's list: the lower the better.
    var rank: UInt8 = 0
  }

  private struct LongKey {
    let bytes: [UInt8]
    let role: UInt8
    let rank: UInt8
  }

  static let roleCount = 8
  private let placeCount: Int
  private let longKeys: [LongKey]
  // Arrays would ask at each change whether somebody else has them, too.
  private let places: UnsafeMutablePointer<Key>
  private let values: UnsafeMutablePointer<LineValue>
  private let ranks: UnsafeMutablePointer<UInt8>
  private static let guessCount = 32
  /// The keys of the last line, by their places in it: most lines have the same ones in the same order.
  private let guesses: UnsafeMutablePointer<KeyGuess>
  /// To read many lines, where the processor has got the instructions. It is held by hand: to hold it anew for
  /// each line would take a tenth of the time.
  private var shaped: Unmanaged<ShapedLines>?
  private static let shapedBytesMin = 32 << 10

  /// Looks for these keys, or of those the ones of some roles.
  public init(_ names: FieldNames, only roles: [Role] = Role.allCases) {
    var longKeys: [LongKey] = []
    var keys: [Key] = []
    for role in roles {
      for (rank, bytes) in names.keys[role.rawValue].enumerated() {
        let (role, rank) = (UInt8(role.rawValue), UInt8(clamping: rank))
        if bytes.isEmpty || bytes.count > 16 {
          longKeys.append(LongKey(bytes: bytes, role: role, rank: rank))
        } else {
          let padded = bytes + [UInt8](repeating: 0, count: 16)
          let (low, high) = padded.withUnsafeBufferPointer { padded in
            // In bounds: there are sixteen bytes at least.
            padded.baseAddress.map { LineFields.numbers($0, bytes.count) } ?? (0, 0)
          }
          keys.append(
            Key(low: low, high: high, count: UInt8(bytes.count), role: role, rank: rank))
        }
      }
    }
    var placeCount = 64
    while keys.count * 2 > placeCount { placeCount *= 2 }
    places = .allocate(capacity: placeCount)
    places.initialize(repeating: Key(), count: placeCount)
    for key in keys {
      // In bounds: places are fewer than `placeCount`, of which half are empty.
      var place = LineFields.hash(key.low, key.high) & (placeCount - 1)
      while places[place].count != 0 { place = (place + 1) & (placeCount - 1) }
      places[place] = key
    }
    self.placeCount = placeCount
    self.longKeys = longKeys
    values = .allocate(capacity: LineFields.roleCount)
    values.initialize(repeating: LineValue(), count: LineFields.roleCount)
    ranks = .allocate(capacity: LineFields.roleCount)
    ranks.initialize(repeating: .max, count: LineFields.roleCount)
    guesses = .allocate(capacity: LineFields.guessCount + 2)
    guesses.initialize(repeating: KeyGuess(), count: LineFields.guessCount + 2)
  }

  deinit {
    places.deallocate()
    values.deallocate()
    ranks.deallocate()
    guesses.deallocate()
    shaped?.release()
  }

  /// Up to sixteen bytes as two numbers. Sixteen bytes may be read.
  @inline(__always)
  static func numbers(_ start: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(start)
    let low = raw.loadUnaligned(as: UInt64.self)
    if count <= 8 {
      return (low & (UInt64.max >> UInt64(8 &* (8 &- max(1, count)))), 0)
    }
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return (low, high & (UInt64.max >> UInt64(8 &* (16 &- count))))
  }

  @inline(__always)
  static func hash(_ low: UInt64, _ high: UInt64) -> Int {
    let mixed = (low ^ (high &* 0x9FB2_1C65_1E98_DF25)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40)
  }

  /// The value of a role in the line that was read last; of several with one key it is the last.
  @inline(__always)
  public subscript(role: Role) -> LineValue { values[role.rawValue] }

  /// The value of one of the roles whose texts are numbered.
  @inline(__always)
  func word(_ column: Int) -> LineValue { values[column + 1] }

  /// Reads a line. Returns whether it is an entry: an object, and nothing else.
  public func read(_ line: LogLine) -> Bool { scannedEntry(at: line.start) == line.count }

  /// Begins with so many bytes of lines, the last of which is a newline, to read them one by one. The processor
  /// looks at as many together as it can, or at so many; it is asked only where there are many lines.
  func begin(_ start: UnsafePointer<UInt8>, _ count: Int, width: Int32? = nil) {
    if shaped == nil, count >= LineFields.shapedBytesMin {
      shaped = ShapedLines(width: width ?? LineTokens.widest).map { Unmanaged.passRetained($0) }
    }
    // In bounds: the caller has so many bytes.
    shaped?._withUnsafeGuaranteedRef { $0.tokens.begin(upTo: start + count) }
  }

  /// Reads the line that begins at an address, of those that were begun with. Returns how many bytes it has
  /// if it is an entry, and -1 where it is none: where it ends then is not known.
  @inline(__always)
  func entry(at start: UnsafePointer<UInt8>) -> Int {
    if let shaped {
      forget()
      // It is there as long as this object, which holds it.
      let count = shaped._withUnsafeGuaranteedRef { readShaped(start, $0) }
      if count >= 0 { return count }
    }
    return scannedEntry(at: start)
  }

  @inline(__always)
  private func forget() {
    // In bounds: one for each role.
    values.update(repeating: LineValue(), count: LineFields.roleCount)
    ranks.update(repeating: .max, count: LineFields.roleCount)
  }

  /// Reads a line token by token.
  private func scannedEntry(at start: UnsafePointer<UInt8>) -> Int {
    forget()
    var scanner = JSONScanner(start)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { return -1 }
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: "}")) {
      var place = 0
      repeat {
        scanner.skipSpace()
        if let guess = guess(&scanner, &place) {
          if !readGuessed(guess.pointee, &scanner) { return -1 }
        } else {
          guard let end = readUnguessed(place, start, scanner.next) else { return -1 }
          scanner.next = end
        }
        place = (place &+ 1) & (LineFields.guessCount &- 1)
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else { return -1 }
    }
    scanner.skipSpace()
    return scanner.byte == UInt8(ascii: "\n") ? scanner.offset : -1
  }

  /// Passes over a key that was guessed for a place, or for one of the next two: lines may have a key or
  /// not. Returns the guess.
  @inline(__always)
  private func guess(
    _ scanner: inout JSONScanner, _ place: inout Int
  ) -> UnsafeMutablePointer<KeyGuess>? {
    // In bounds: there are two more guesses than places.
    for ahead in 0..<3 where (guesses + place + ahead).pointee.takeKey(&scanner) {
      place += ahead
      return guesses + place
    }
    return nil
  }

  /// Reads the value of a key that was guessed.
  @inline(__always)
  private func readGuessed(_ guess: KeyGuess, _ scanner: inout JSONScanner) -> Bool {
    scanner.skipSpace()
    guard let value = scanner.value() else { return false }
    if guess.role < LineFields.roleCount { take(value, Int(guess.role), guess.rank) }
    return true
  }

  /// Reads a key and its value, and guesses the same key for the next line. Returns where the value ends.
  @inline(never)
  private func readUnguessed(
    _ place: Int, _ start: UnsafePointer<UInt8>, _ next: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    // How long it is nobody asks: values lie before what was read.
    let line = LogLine(start, 0)
    var scanner = JSONScanner(line, at: next - start)
    guard scanner.take(UInt8(ascii: "\"")), let key = scanner.string() else { return nil }
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: ":")) else { return nil }
    let count = scanner.next - next
    scanner.skipSpace()
    guard let value = scanner.value() else { return nil }
    let found = note(line, key, value)
    if found.count < 2, key.kind == .string {
      guesses[place] = KeyGuess(next, count, found.role, found.rank)
    }
    return scanner.next
  }

  /// What keys stand for: how many roles, and the last of them.
  typealias Found = (count: Int, role: UInt8, rank: UInt8)

  /// Takes the value of a key if that stands for something.
  func note(_ line: LogLine, _ key: LineValue, _ value: LineValue) -> Found {
    let count = key.end - key.start
    if key.kind == .escapedString || count > 16 || count == 0 {
      if key.kind == .escapedString || !longKeys.isEmpty {
        noteSlowly(JSONText.decoded(line, key), value)
      }
      // It is not guessed: its roles were looked for in another way.
      return (2, 0, 0)
    }
    // In bounds: sixteen bytes may be read behind the line.
    let (low, high) = LineFields.numbers(line.start + key.start, count)
    return note(low, high, count, value)
  }

  private func note(_ low: UInt64, _ high: UInt64, _ count: Int, _ value: LineValue) -> Found {
    var place = LineFields.hash(low, high) & (placeCount - 1)
    var found: Found = (0, .max, 0)
    // In bounds: half of the places are empty.
    while places[place].count != 0 {
      let key = places[place]
      if key.low == low, key.high == high, Int(key.count) == count {
        take(value, Int(key.role), key.rank)
        found = (found.count + 1, key.role, key.rank)
      }
      place = (place + 1) & (placeCount - 1)
    }
    return found
  }

  private func noteSlowly(_ key: [UInt8], _ value: LineValue) {
    for long in longKeys where long.bytes == key { take(value, Int(long.role), long.rank) }
    if key.isEmpty || key.count > 16 { return }
    let padded = key + [UInt8](repeating: 0, count: 16)
    padded.withUnsafeBufferPointer { padded in
      guard let start = padded.baseAddress else { return }
      // In bounds: there are sixteen bytes at least.
      let (low, high) = LineFields.numbers(start, key.count)
      _ = note(low, high, key.count, value)
    }
  }

  @inline(__always)
  func take(_ value: LineValue, _ role: Int, _ rank: UInt8) {
    // Of one key the last value counts; of several keys the best one whose value is not null.
    let isBetter = rank <= ranks[role] || !values[role].isThere
    if isBetter, value.isThere || rank == ranks[role] || !values[role].isThere {
      values[role] = value
      ranks[role] = rank
    }
  }
}
