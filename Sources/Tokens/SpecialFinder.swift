/// What texts that are tokens of their own are, where they stand in a text.
public enum SpecialUse: String, Sendable, CaseIterable {
  /// Text like any other.
  case ordinary
  /// The tokens that they look like.
  case allow
  /// Not to be there.
  case forbid
}

/// A text that is a token of its own, and was not to be there.
public struct ForbiddenSpecial: Error, Equatable {
  /// The text.
  public let text: [UInt8]
  /// Where it begins.
  public let offset: Int
}

/// Finds the texts that are tokens of their own: the leftmost one, of several there the longest.
struct SpecialFinder {
  private let specials: [VocabularySource.Special]
  private let tree: PrefixTree
  private var isFirst = [Bool](repeating: false, count: 256)

  /// One that finds some texts; nil where there are none.
  init?(_ specials: [VocabularySource.Special]) {
    // Of those that are the same text, the first one.
    var known: Set<[UInt8]> = []
    let specials = specials.filter { !$0.text.isEmpty && known.insert($0.text).inserted }
    guard !specials.isEmpty, let tree = PrefixTree(specials.map { $0.text }) else { return nil }
    self.specials = specials
    self.tree = tree
    for special in specials { isFirst[Int(special.text[0])] = true }
  }

  /// The first one at or behind an offset, with where it begins and ends.
  func next(
    _ text: [UInt8], from start: Int
  ) -> (special: VocabularySource.Special, range: Range<Int>)? {
    var offset = start
    while offset < text.count {
      if isFirst[Int(text[offset])], let found = special(text, at: offset) {
        var (first, end) = (offset, offset + found.text.count)
        if found.rules.contains(.isWord), !isApart(text, offset, found.text.count) {
          // Nothing is looked for within what is only a part of a word.
          offset = end
          continue
        }
        if found.rules.contains(.takesSpaceBefore) {
          while let space = SpecialFinder.scalar(text, before: first),
            CharacterClass(space.value) == .whiteSpace, first - UTF8.width(space) >= start
          { first -= UTF8.width(space) }
        }
        if found.rules.contains(.takesSpaceAfter) {
          while let space = SpecialFinder.scalar(text, at: end),
            CharacterClass(space.value) == .whiteSpace
          { end += UTF8.width(space) }
        }
        return (found, first..<end)
      }
      offset += 1
    }
    return nil
  }

  /// The longest one that begins at an offset.
  private func special(_ text: [UInt8], at offset: Int) -> VocabularySource.Special? {
    var (place, longest) = (0, UInt32.max)
    for byte in text[offset...] {
      place = Int(tree.nodes[place] >> PrefixTree.baseShift) ^ Int(byte)
      if tree.nodes[place] & 0x1FF != UInt32(byte) | PrefixTree.isNode { break }
      if tree.nodes[place] & PrefixTree.isToken != 0 { longest = tree.tokens[place] }
    }
    return longest == .max ? nil : specials[Int(longest)]
  }

  /// Whether nothing that words are made of is next to a place.
  private func isApart(_ text: [UInt8], _ offset: Int, _ count: Int) -> Bool {
    let before = SpecialFinder.scalar(text, before: offset)
    let after = SpecialFinder.scalar(text, at: offset + count)
    return before.map { !SpecialFinder.isWord($0.value) } ?? true
      && after.map { !SpecialFinder.isWord($0.value) } ?? true
  }

  /// What `\w` is in regular expressions: letters and what stands for them, marks, digits, connectors.
  private static func isWord(_ scalar: UInt32) -> Bool {
    switch CharacterClass(scalar) {
    case .upper, .title, .lower, .modifierLetter, .otherLetter, .mark, .digit: return true
    case .number:
      // Numbers that are letters, such as those of Rome.
      return [
        0x16EE...0x16F0, 0x2160...0x2188, 0x3007...0x3007, 0x3021...0x3029, 0x3038...0x303A,
        0xA6E6...0xA6EF, 0x10140...0x10174, 0x10341...0x10341, 0x1034A...0x1034A,
        0x103D1...0x103D5, 0x12400...0x1246E,
      ].contains { $0.contains(scalar) }
    case .punctuation:
      return [0x5F, 0x203F, 0x2040, 0x2054, 0xFE33, 0xFE34, 0xFE4D, 0xFE4E, 0xFE4F, 0xFF3F]
        .contains(scalar)
    case .symbol:
      // Letters in circles and squares.
      return [0x24B6...0x24E9, 0x1F130...0x1F149, 0x1F150...0x1F169, 0x1F170...0x1F189]
        .contains { $0.contains(scalar) }
    case .other: return scalar == 0x200C || scalar == 0x200D
    case .whiteSpace: return false
    }
  }

  /// The character that ends at an offset; nil where none does, or what is there is no UTF-8.
  private static func scalar(_ text: [UInt8], before end: Int) -> Unicode.Scalar? {
    var start = end
    repeat { start -= 1 } while start > 0 && end - start < 4 && text[start] & 0xC0 == 0x80
    guard start >= 0, let scalar = scalar(text, at: start), start + UTF8.width(scalar) == end else {
      return nil
    }
    return scalar
  }

  /// The character that begins at an offset; nil where none does, or what is there is no UTF-8.
  private static func scalar(_ text: [UInt8], at start: Int) -> Unicode.Scalar? {
    var bytes = text[start..<min(text.count, start + 4)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar }
    return nil
  }
}
