/// Unicode's normal forms C and KC, as Unicode 16.0.0 has them: what characters are made of is put in order
/// and composed. Bytes that are no UTF-8 stay what they are.
enum Normalizer {
  /// A text in a normal form.
  static func normalized(
    _ text: ArraySlice<UInt8>, _ form: VocabularySource.Normalization
  ) -> [UInt8] {
    if form == .none || text.allSatisfy({ $0 < 0x80 }) { return Array(text) }
    var characters = decomposed(text, isCompatible: form == .compatible)
    order(&characters)
    compose(&characters)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for character in characters { append(character.scalar, to: &bytes) }
    return bytes
  }

  private struct Character {
    var scalar: UInt32
    /// Its combining class: 0 for one that begins something.
    var order: UInt8
  }

  /// A byte that is no UTF-8, as a number that is no scalar.
  private static let firstByte: UInt32 = 0x20_0000

  // MARK: Taking apart

  private static func decomposed(_ text: ArraySlice<UInt8>, isCompatible: Bool) -> [Character] {
    var characters: [Character] = []
    characters.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var offset = 0
      while offset < buffer.count {
        if base[offset] < 0x80 {
          characters.append(Character(scalar: UInt32(base[offset]), order: 0))
          offset += 1
          continue
        }
        // In bounds: so many bytes are left.
        let (scalar, length) = CutBytes.scalar(base + offset, buffer.count - offset)
        if scalar > 0x10FFFF {
          characters.append(Character(scalar: firstByte + UInt32(base[offset]), order: 0))
        } else {
          append(scalar, isCompatible: isCompatible, to: &characters)
        }
        offset += length
      }
    }
    return characters
  }

  private static func append(
    _ scalar: UInt32, isCompatible: Bool, to characters: inout [Character]
  ) {
    if let syllable = Hangul.parts(scalar) {
      characters += syllable.map { Character(scalar: $0, order: 0) }
      return
    }
    let found =
      (isCompatible ? parts(scalar, NormalizationTable.compatible) : nil)
      ?? parts(scalar, NormalizationTable.canonical)
    guard let found else {
      characters.append(Character(scalar: scalar, order: combiningClass(scalar)))
      return
    }
    for index in found {
      let part = number(NormalizationTable.parts, 4 * index, 4)
      characters.append(Character(scalar: part, order: combiningClass(part)))
    }
  }

  /// Where the parts of a character are; nil where it has none.
  private static func parts(_ scalar: UInt32, _ table: StaticString) -> Range<Int>? {
    guard
      let entry = find(table, 8, { number(table, $0, 4) < scalar }),
      number(table, entry, 4) == scalar
    else { return nil }
    let place = Int(number(table, entry + 4, 3))
    return place..<(place + Int(number(table, entry + 7, 1)))
  }

  private static func combiningClass(_ scalar: UInt32) -> UInt8 {
    if scalar < 0x300 { return 0 }
    let block = Int(number(NormalizationTable.blockNumbers, 2 * Int(scalar >> 6), 2))
    // In bounds: there are 64 characters for each block, and three for each kind.
    let kind = Int(NormalizationTable.blocks.utf8Start[block << 6 | Int(scalar & 63)]) - 0x30
    return UInt8(truncatingIfNeeded: number(NormalizationTable.kinds, 3 * kind, 2))
  }

  // MARK: Putting in order

  /// Sorts marks that follow each other by their classes; those of one class stay as they are.
  private static func order(_ characters: inout [Character]) {
    var start = 0
    while start < characters.count {
      if characters[start].order == 0 {
        start += 1
        continue
      }
      var end = start + 1
      var isSorted = true
      while end < characters.count, characters[end].order != 0 {
        if characters[end].order < characters[end - 1].order { isSorted = false }
        end += 1
      }
      if !isSorted {
        var classes = [[Character]](repeating: [], count: 256)
        for character in characters[start..<end] { classes[Int(character.order)].append(character) }
        var place = start
        for character in classes.joined() {
          characters[place] = character
          place += 1
        }
      }
      start = end
    }
  }

  // MARK: Putting together

  /// Composes each character that begins something with those behind it that nothing separates from it.
  private static func compose(_ characters: inout [Character]) {
    var (kept, starter) = (0, -1)
    var last: UInt8 = 0
    for character in characters {
      let isNext = starter >= 0 && kept == starter + 1
      if starter >= 0, isNext || last < character.order,
        let whole = composed(characters[starter].scalar, character.scalar)
      {
        characters[starter].scalar = whole
        continue
      }
      if character.order == 0 { starter = kept }
      last = character.order
      characters[kept] = character
      kept += 1
    }
    characters.removeSubrange(kept...)
  }

  private static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = Hangul.composed(first, second) { return syllable }
    let table = NormalizationTable.pairs
    let wanted = UInt64(first) << 32 | UInt64(second)
    func pair(_ entry: Int) -> UInt64 {
      UInt64(number(table, entry, 4)) << 32 | UInt64(number(table, entry + 4, 4))
    }
    guard let entry = find(table, 12, { pair($0) < wanted }), pair(entry) == wanted else {
      return nil
    }
    return number(table, entry + 8, 4)
  }

  // MARK: Tables

  /// The first entry of a sorted table that is not before what is looked for.
  private static func find(
    _ table: StaticString, _ width: Int, _ isBefore: (Int) -> Bool
  ) -> Int? {
    var (low, high) = (0, table.utf8CodeUnitCount / width)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle * width) { low = middle + 1 } else { high = middle }
    }
    return low * width < table.utf8CodeUnitCount ? low * width : nil
  }

  /// A number of characters of six bits each, the highest first.
  private static func number(_ table: StaticString, _ place: Int, _ count: Int) -> UInt32 {
    // In bounds: places come from the tables, which belong together.
    (0..<count).reduce(0) { $0 << 6 | UInt32(table.utf8Start[place + $1] & 63) }
  }

  private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    func low(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift) & 0x3F | 0x80 }
    switch scalar {
    case 0..<0x80: bytes.append(UInt8(scalar))
    case 0x80..<0x800: bytes += [UInt8(0xC0 | scalar >> 6), low(0)]
    case 0x800..<0x10000: bytes += [UInt8(0xE0 | scalar >> 12), low(6), low(0)]
    case 0x10000..<0x110000: bytes += [UInt8(0xF0 | scalar >> 18), low(12), low(6), low(0)]
    default: bytes.append(UInt8(truncatingIfNeeded: scalar))
    }
  }
}

/// The syllables of Hangul, which are made of two or three letters by a rule.
private enum Hangul {
  private static let first: UInt32 = 0xAC00, count: UInt32 = 11172
  private static let lead: UInt32 = 0x1100, vowel: UInt32 = 0x1161, trail: UInt32 = 0x11A7
  private static let vowels: UInt32 = 21, trails: UInt32 = 28

  static func parts(_ scalar: UInt32) -> [UInt32]? {
    guard scalar >= first, scalar < first + count else { return nil }
    let index = scalar - first
    let parts = [lead + index / (vowels * trails), vowel + index / trails % vowels]
    return index % trails == 0 ? parts : parts + [trail + index % trails]
  }

  static func composed(_ one: UInt32, _ other: UInt32) -> UInt32? {
    if one >= lead, one < lead + 19, other >= vowel, other < vowel + vowels {
      return first + ((one - lead) * vowels + other - vowel) * trails
    }
    if one >= first, one < first + count, (one - first) % trails == 0, other > trail,
      other < trail + trails
    {
      return one + other - trail
    }
    return nil
  }
}
