import Glibc

/// The fields of a line that have a role. One object serves one thread.
///
/// The keys that may stand for roles are found by a small table: most keys of a line are none of them,
/// and are told apart by their length and two of their bytes.
public final class LineFields {
  private struct Key {
    let bytes: [UInt8]
    let role: Role
    /// How far in front it stands in its role's list: the lower the better.
    let rank: UInt8
  }

  private let keys: [Key]
  /// One more than the index of the last key with a hash; 0 where there is none.
  private let heads: [UInt8]
  /// One more than the index of the key before with the same hash.
  private let links: [UInt8]
  // One for each role. Arrays would ask at each change whether somebody else has them, too.
  private let values: UnsafeMutablePointer<LineValue>
  private let ranks: UnsafeMutablePointer<UInt8>

  /// Looks for these keys.
  public init(_ names: FieldNames) {
    var keys: [Key] = []
    for role in Role.allCases {
      for (rank, bytes) in names.keys[role.rawValue].enumerated() {
        keys.append(Key(bytes: bytes, role: role, rank: UInt8(clamping: rank)))
      }
    }
    var heads = [UInt8](repeating: 0, count: 64)
    var links: [UInt8] = []
    for (index, key) in keys.enumerated() {
      let hash = key.bytes.withUnsafeBufferPointer { LineFields.hash($0.baseAddress, $0.count) }
      links.append(heads[hash])
      heads[hash] = UInt8(index + 1)
    }
    self.keys = keys
    self.heads = heads
    self.links = links
    values = .allocate(capacity: LineFields.roleCount)
    values.initialize(repeating: LineValue(), count: LineFields.roleCount)
    ranks = .allocate(capacity: LineFields.roleCount)
    ranks.initialize(repeating: .max, count: LineFields.roleCount)
  }

  deinit {
    values.deallocate()
    ranks.deallocate()
  }

  private static let roleCount = 8

  @inline(__always)
  private static func hash(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int {
    guard let start, count > 0 else { return 0 }
    // In bounds: the first and the last byte of some.
    return (count &* 7 &+ Int(start[0]) &+ Int(start[count - 1]) &* 3) & 63
  }

  /// The value of a role in the line that was read last; of several with one key it is the last.
  @inline(__always)
  public subscript(role: Role) -> LineValue { values[role.rawValue] }

  /// The value of one of the roles whose texts are numbered.
  @inline(__always)
  func word(_ column: Int) -> LineValue { values[column + 1] }

  /// Reads a line. Returns whether it is an entry: an object, and nothing else.
  public func read(_ line: LogLine) -> Bool {
    // In bounds: one for each role.
    values.update(repeating: LineValue(), count: LineFields.roleCount)
    ranks.update(repeating: .max, count: LineFields.roleCount)
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { return false }
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        scanner.skipSpace()
        guard scanner.take(UInt8(ascii: "\"")), let key = scanner.string() else { return false }
        scanner.skipSpace()
        guard scanner.take(UInt8(ascii: ":")) else { return false }
        scanner.skipSpace()
        guard let value = scanner.value() else { return false }
        note(line, key, value)
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else { return false }
    }
    scanner.skipSpace()
    return scanner.offset == line.count
  }

  @inline(__always)
  private func note(_ line: LogLine, _ key: LineValue, _ value: LineValue) {
    if key.kind == .escapedString {
      let bytes = JSONText.decoded(line, key)
      bytes.withUnsafeBufferPointer { note($0.baseAddress, bytes.count, value) }
    } else {
      // In bounds: the key lies within the line.
      note(line.start + key.start, key.end - key.start, value)
    }
  }

  @inline(__always)
  private func note(_ start: UnsafePointer<UInt8>?, _ count: Int, _ value: LineValue) {
    var link = heads[LineFields.hash(start, count)]
    while link != 0 {
      let index = Int(link) - 1
      if keys[index].bytes.count == count, isEqual(keys[index].bytes, start) {
        let role = keys[index].role.rawValue
        // A better key is as good as none where its value is null; an equal one was there before.
        let isBetter = keys[index].rank <= ranks[role] || !values[role].isThere
        if isBetter, value.isThere || keys[index].rank == ranks[role] || !values[role].isThere {
          values[role] = value
          ranks[role] = keys[index].rank
        }
      }
      link = links[index]
    }
  }

  @inline(__always)
  private func isEqual(_ key: [UInt8], _ start: UnsafePointer<UInt8>?) -> Bool {
    guard let start else { return key.isEmpty }
    return key.withUnsafeBufferPointer { memcmp($0.baseAddress ?? start, start, key.count) == 0 }
  }
}
