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
    let specials = specials.filter { !$0.text.isEmpty }
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
          while first > start, SpecialFinder.isSpace(text[first - 1]) { first -= 1 }
        }
        if found.rules.contains(.takesSpaceAfter) {
          while end < text.count, SpecialFinder.isSpace(text[end]) { end += 1 }
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

  /// Whether no letter or number of ASCII, and nothing beyond it, is next to a place.
  private func isApart(_ text: [UInt8], _ offset: Int, _ count: Int) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      byte > 127 || byte == UInt8(ascii: "_") || (48...57).contains(byte)
        || (97...122).contains(byte | 0x20)
    }
    if offset > 0, isWord(text[offset - 1]) { return false }
    return offset + count >= text.count || !isWord(text[offset + count])
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (9...13).contains(byte)
  }
}
