/// The table of languages, read from its text on the first use (0.1 ms): what each one is, and one
/// hash table of all names by which it is found. A table of bytes and offsets, since dictionaries of
/// strings would take ten times as long to fill.
struct LanguageTable: @unchecked Sendable {
  /// By what a language is found.
  enum Key: UInt8 {
    case none = 0
    case `extension`
    case fileName
    case interpreter
    case name
  }

  struct Record {
    var nameStart: UInt16
    var groupStart: UInt16 = 0
    var nameCount: UInt8
    var groupCount: UInt8 = 0
    var colour: UInt32 = LanguageTable.noColour
    var kind: Language.Kind = .data
  }

  private struct Slot {
    /// Its place in the text, which is shorter than 64 KiB: small tables touch fewer pages.
    var start: UInt16 = 0
    var id: UInt16 = 0
    var count: UInt8 = 0
    var key: UInt8 = 0
  }

  static let noColour: UInt32 = 0xFFFF_FFFF
  static let shared = LanguageTable()
  /// A power of two, about twice the number of names: a search ends after few steps.
  private static let slotsCount = 8192

  private let source = ByteView(LanguageTable.text)
  private(set) var records: [Record] = []
  /// Never freed. Every place that is looked at is below `slotsCount`.
  private let slots = UnsafeMutablePointer<Slot>.allocate(capacity: LanguageTable.slotsCount)

  private init() {
    slots.initialize(repeating: Slot(), count: LanguageTable.slotsCount)
    records.reserveCapacity(900)
    var place = 0
    while place < source.count {
      let end = source.first(UInt8(ascii: "\n"), from: place) ?? source.count
      if source[place] == UInt8(ascii: " ") {
        takeWords(place..<end)
      } else {
        takeLanguage(place..<end)
      }
      place = end + 1
    }
  }

  // MARK: Reading the text

  private mutating func takeLanguage(_ line: Range<Int>) {
    let bar = UInt8(ascii: "|")
    let nameEnd = source.first(bar, from: line.lowerBound) ?? line.upperBound
    var record = Record(
      nameStart: UInt16(line.lowerBound), nameCount: UInt8(nameEnd - line.lowerBound))
    var place = min(nameEnd + 1, line.upperBound)
    if place < line.upperBound { record.kind = LanguageTable.kind(source[place]) }
    place = min(place + 1, line.upperBound)
    if place < line.upperBound, source[place] == UInt8(ascii: "#") {
      record.colour = 0
      place += 1
      while place < line.upperBound, let digit = LanguageTable.hexDigit(source[place]) {
        record.colour = record.colour << 4 | digit
        place += 1
      }
    }
    if place < line.upperBound, source[place] == bar {
      place += 1
      record.groupStart = UInt16(place)
      while place < line.upperBound, source[place] != UInt8(ascii: " ") { place += 1 }
      record.groupCount = UInt8(place - Int(record.groupStart))
    }
    records.append(record)
    insert(.name, line.lowerBound..<nameEnd)
    takeWords(place..<line.upperBound)
  }

  private mutating func takeWords(_ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      guard source[place] != UInt8(ascii: " ") else {
        place += 1
        continue
      }
      let start = place
      while place < range.upperBound, source[place] != UInt8(ascii: " ") { place += 1 }
      switch source[start] {
      case UInt8(ascii: "."): insert(.extension, start..<place)
      case UInt8(ascii: "="): insert(.fileName, start + 1..<place)
      case UInt8(ascii: "!"): insert(.interpreter, start + 1..<place)
      default: insert(.name, start + 1..<place)
      }
    }
  }

  private static func kind(_ letter: UInt8) -> Language.Kind {
    switch letter {
    case UInt8(ascii: "p"): .programming
    case UInt8(ascii: "m"): .markup
    case UInt8(ascii: "t"): .prose
    default: .data
    }
  }

  private static func hexDigit(_ letter: UInt8) -> UInt32? {
    switch ByteView.lower(letter) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(ByteView.lower(letter) - 87)
    default: nil
    }
  }

  /// What belongs to the last record. Those with the same name lie behind each other in the order of
  /// the table.
  private mutating func insert(_ key: Key, _ range: Range<Int>) {
    var slot = LanguageTable.slot(key, source.part(range))
    while slots[slot].key != 0 { slot = (slot + 1) & (LanguageTable.slotsCount - 1) }
    slots[slot] = Slot(
      start: UInt16(range.lowerBound),
      id: UInt16(records.count - 1), count: UInt8(clamping: range.count), key: key.rawValue)
  }

  // MARK: Looking up

  func name(_ id: UInt16) -> ByteView {
    let record = records[Int(id)]
    let start = Int(record.nameStart)
    return source.part(start..<start + Int(record.nameCount))
  }

  func group(_ record: Record) -> ByteView {
    let start = Int(record.groupStart)
    return source.part(start..<start + Int(record.groupCount))
  }

  /// The first language that is found by something.
  func find(_ key: Key, _ text: ByteView) -> Language? {
    var found: Language?
    each(key, text) { language in
      found = language
      return false
    }
    return found
  }

  /// Names every language that is found by something, until the caller has had enough.
  func each(_ key: Key, _ text: ByteView, _ body: (Language) -> Bool) {
    guard text.count > 0, text.count < 256 else { return }
    var slot = LanguageTable.slot(key, text)
    while slots[slot].key != 0 {
      let found = slots[slot]
      if found.key == key.rawValue, Int(found.count) == text.count {
        let start = Int(found.start)
        if LanguageTable.isSame(key, source.part(start..<start + text.count), text),
          !body(Language(id: found.id))
        {
          return
        }
      }
      slot = (slot + 1) & (LanguageTable.slotsCount - 1)
    }
  }

  private static func isSame(_ key: Key, _ left: ByteView, _ right: ByteView) -> Bool {
    switch key {
    case .fileName, .interpreter: return left.equals(right)
    default:
      for place in 0..<left.count where fold(left[place]) != fold(right[place]) { return false }
      return true
    }
  }

  /// Where a search begins. Eight bytes go into it at once, letters of either case alike.
  private static func slot(_ key: Key, _ text: ByteView) -> Int {
    let isName = key == .name
    var hash = UInt64(key.rawValue) &+ UInt64(text.count) &* 0x9E37_79B9
    var place = 0
    while place < text.count {
      let word = LanguageTable.word(text, place)
      hash = (hash ^ (isName ? foldSpaces(word) : word)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      place += 8
    }
    return Int(truncatingIfNeeded: hash >> 20) & (slotsCount - 1)
  }

  /// Up to eight bytes from a place on, with the bit set by which small letters differ.
  @inline(__always)
  private static func word(_ text: ByteView, _ place: Int) -> UInt64 {
    let left = text.count - place
    var word: UInt64 = 0
    // In bounds: eight bytes are there, or as many as are left are taken one by one.
    if left >= 8 {
      word = UnsafeRawPointer(text.base).loadUnaligned(fromByteOffset: place, as: UInt64.self)
    } else if left >= 4 {
      let raw = UnsafeRawPointer(text.base)
      let low = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      let high = raw.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)
      word = UInt64(low) | UInt64(high) << 32
    } else {
      var rest = place
      while rest < text.count {
        word = word << 8 | UInt64(text[rest])
        rest += 1
      }
    }
    return word | 0x2020_2020_2020_2020
  }

  /// A word in which `-` and `~` are spaces.
  @inline(__always)
  private static func foldSpaces(_ word: UInt64) -> UInt64 {
    let found = places(of: 0x2D, in: word) | places(of: 0x7E, in: word)
    let mask = (found >> 7) &* 0xFF
    return word & ~mask | 0x2020_2020_2020_2020 & mask
  }

  /// The highest bit of each byte that is a certain one.
  @inline(__always)
  private static func places(of byte: UInt64, in word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let differs = word ^ (byte &* 0x0101_0101_0101_0101)
    return ~((differs & low) &+ low | differs | low)
  }

  /// Large letters are small, and the space in a name may be written as `-`; the table has `~`.
  @inline(__always)
  private static func fold(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "~")
      ? UInt8(ascii: "-") : ByteView.lower(byte)
  }
}
