import Glibc
import Platform

/// The different texts of a column while it is made, each with a number from 1 on.
///
/// A text begins with a byte that says what it was written as: `s` a string, `n` a number, `w` a word
/// (`true`, `false`) or something that is written in many characters, and not looked into.
struct WordTable {
  private(set) var bytes: [UInt8] = []
  /// Where each text begins among the bytes, and where the last one ends.
  private(set) var starts: [UInt32] = [0]
  private var places = [UInt32](repeating: 0, count: 64)
  private var last: UInt32 = 0

  var count: Int { starts.count - 1 }

  init() {}

  /// The words that are kept, to go on with.
  init(bytes: [UInt8], starts: [UInt32]) {
    self.bytes = bytes
    self.starts = starts
    grow()
  }

  /// The number of a text, which gets one if it has none yet; without room for more, 0 then.
  mutating func number(
    _ kind: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int, hasRoom: Bool = true
  ) -> UInt32 {
    // Most lines say what the line before says.
    if last != 0, isEqual(Int(last), kind, start, count) { return last }
    last = find(kind, start, count, hasRoom)
    return last
  }

  /// A text, with the byte that says what it was written as.
  func raw(_ number: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[number - 1])..<Int(starts[number])]
  }

  private func isEqual(
    _ number: Int, _ kind: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    let first = Int(starts[number - 1])
    guard Int(starts[number]) - first == count + 1, bytes[first] == kind else { return false }
    return bytes.withUnsafeBufferPointer { all in
      // In bounds: the text has so many bytes behind its first.
      memcmp(all.baseAddress.map { $0 + first + 1 } ?? start, start, count) == 0
    }
  }

  private static func hash(_ kind: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var hash = UInt64(kind) &+ UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawPointer(start)
    var at = 0
    // In bounds: eight bytes are read only where as many are left.
    while at + 8 <= count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x9FB2_1C65_1E98_DF25
      hash ^= hash >> 29
      at += 8
    }
    while at < count {
      hash = (hash ^ UInt64(start[at])) &* 0x9FB2_1C65_1E98_DF25
      at += 1
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }

  private mutating func find(
    _ kind: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int, _ hasRoom: Bool
  ) -> UInt32 {
    let mask = places.count - 1
    var place = WordTable.hash(kind, start, count) & mask
    // A table always has an empty place.
    while places[place] != 0 {
      if isEqual(Int(places[place]), kind, start, count) { return places[place] }
      place = (place + 1) & mask
    }
    if !hasRoom { return 0 }
    bytes.append(kind)
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    starts.append(UInt32(bytes.count))
    let number = UInt32(self.count)
    places[place] = number
    if self.count * 4 > places.count * 3 { grow() }
    return number
  }

  private mutating func grow() {
    var size = places.count
    while count * 2 > size { size *= 2 }
    places = Array(repeating: 0, count: size)
    bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return }
      for number in 1...max(1, count) where number <= count {
        let (first, end) = (Int(starts[number - 1]), Int(starts[number]))
        // In bounds: a text has one byte at least.
        var place = WordTable.hash(all[first], base + first + 1, end - first - 1) & (size - 1)
        while places[place] != 0 { place = (place + 1) & (size - 1) }
        places[place] = UInt32(number)
      }
    }
  }
}

/// The different texts of a column, as they are kept.
struct Words {
  let bytes: [UInt8]
  let starts: [UInt32]

  var count: Int { starts.count - 1 }

  init(bytes: [UInt8], starts: [UInt32]) {
    self.bytes = bytes
    self.starts = starts
  }

  /// The texts that a part keeps: how many, where each ends, and their bytes. None where they are not as
  /// they were written.
  init(kept: RawSpan) {
    let count = kept.byteCount < 4 ? 0 : Int(kept.word(at: 0))
    let first = 4 + 4 * count
    var starts: [UInt32] = [0]
    if first <= kept.byteCount {
      starts.reserveCapacity(count + 1)
      for number in 0..<count {
        // A damaged list does not get past the check of the pack, but it may not lead astray either.
        starts.append(max(kept.word(at: 4 + 4 * number), starts[number] + 1))
      }
    }
    guard starts.count == count + 1, Int(starts[count]) == kept.byteCount - first else {
      self.init(bytes: [], starts: [0])
      return
    }
    let bytes = kept.extracting(droppingFirst: first).withUnsafeBytes { Array($0) }
    self.init(bytes: bytes, starts: starts)
  }

  /// A text, with the byte that says what it was written as.
  func raw(_ number: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[number - 1])..<Int(starts[number])]
  }

  /// A text.
  func text(_ number: Int) -> ArraySlice<UInt8> { raw(number).dropFirst() }
}
