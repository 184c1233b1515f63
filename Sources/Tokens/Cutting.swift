/// A way to cut a text into pieces, as code.
protocol Cutting {
  /// Where the piece ends that begins at a place before the end.
  static func pieceEnd(_ text: CutText, _ start: Int) -> Int
  /// What it does with ASCII.
  static var rules: ASCIIRules { get }
}

/// How ASCII is cut: nearly all pieces of most texts are found by this alone (PieceStarts).
struct ASCIIRules {
  /// Whether a capital behind a small letter begins a piece.
  var splitsAtCapitals = false
  /// Whether only a space may stand before letters in their piece, and before digits, too, of which there
  /// may be any number; else before letters any blank or sign, before digits nothing, and at most three
  /// of these are a piece.
  var onlySpacesLead = false
  /// Whether line breaks behind signs belong to these, and those behind blanks to these.
  var breaksFollow = true
  /// Whether slashes behind such line breaks do, too.
  var slashesFollow = false
  /// Whether an ending such as 's belongs to the word; else it is a piece.
  var endingsBelong = false
  /// Whether endings may be capitals.
  var endingsIgnoreCase = true
}

/// That of gpt2, r50k_base and p50k_base:
///
///     '(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s
enum GPT2Cut: Cutting {
  static var rules: ASCIIRules {
    ASCIIRules(onlySpacesLead: true, breaksFollow: false, endingsIgnoreCase: false)
  }

  static func pieceEnd(_ text: CutText, _ start: Int) -> Int {
    let ending = text.ending(at: start, ignoringCase: false)
    if ending > start { return ending }
    let first = text.has(0x20, at: start) ? start + 1 : start
    let (kinds, _) = text.kinds(at: first)
    if kinds.contains(.letter) { return text.run(of: .letter, from: first) }
    if kinds.contains(.number) { return text.run(of: .number, from: first) }
    let signs = text.run(ofNone: [.space, .letter, .number], from: first)
    if signs > first { return signs }
    let space = text.space(from: start)
    return space.end == text.count || space.last == start ? space.end : space.last
  }
}

/// That of cl100k_base:
///
///     '(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+
///     |\s++$|\s*[\r\n]|\s+(?!\S)|\s
enum CL100KCut: Cutting {
  static var rules: ASCIIRules { ASCIIRules() }

  static func pieceEnd(_ text: CutText, _ start: Int) -> Int {
    let ending = text.ending(at: start, ignoringCase: true)
    if ending > start { return ending }
    let (kinds, length) = text.kinds(at: start)
    if kinds.contains(.letter) { return text.run(of: .letter, from: start) }
    if kinds.contains(.number) { return text.numbers(from: start, most: 3) }
    if !kinds.contains(.lineBreak) {
      let word = text.run(of: .letter, from: start + length)
      if word > start + length { return word }
    }
    let first = text.has(0x20, at: start) ? start + 1 : start
    let signs = text.run(ofNone: [.space, .letter, .number], from: first)
    if signs > first { return text.run(of: .lineBreak, from: signs) }
    let space = text.space(from: start)
    if space.end == text.count { return space.end }
    if space.breakEnd > start { return space.breakEnd }
    return space.last == start ? space.end : space.last
  }
}

/// That of o200k_base:
///
///     [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
///     |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
///     |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
enum O200KCut: Cutting {
  static var rules: ASCIIRules {
    ASCIIRules(splitsAtCapitals: true, slashesFollow: true, endingsBelong: true)
  }

  static func pieceEnd(_ text: CutText, _ start: Int) -> Int {
    let (kinds, length) = text.kinds(at: start)
    if kinds.isDisjoint(with: [.number, .lineBreak]) {
      let first = kinds.contains(.letter) ? start : start + length
      var word = word(text, first)
      // A mark is a word, though no letter follows; but with capitals alone it goes second.
      if kinds.contains(.mark), !word.isWhole { word = self.word(text, start) }
      if word.end > first { return text.ending(at: word.end, ignoringCase: true) }
      if kinds.contains(.mark), word.end > start {
        return text.ending(at: word.end, ignoringCase: true)
      }
    } else if kinds.contains(.number) {
      return text.numbers(from: start, most: 3)
    }
    let first = text.has(0x20, at: start) ? start + 1 : start
    var end = text.run(ofNone: [.space, .letter, .number], from: first)
    if end > first {
      while text.has(0x0A, at: end) || text.has(0x0D, at: end) || text.has(0x2F, at: end) { end += 1 }
      return end
    }
    let space = text.space(from: start)
    if space.breakEnd > start { return space.breakEnd }
    return space.end == text.count || space.last == start ? space.end : space.last
  }

  /// Where the word ends that begins at a place, and whether it is one of the first alternative, which has
  /// what may follow capitals; it ends at its beginning where none begins.
  @inline(__always)
  private static func word(_ text: CutText, _ start: Int) -> (end: Int, isWhole: Bool) {
    var (offset, wholeEnd) = (start, start)
    while true {
      let (kinds, length) = text.kinds(at: offset)
      if !kinds.contains(.leading) {
        if !kinds.contains(.following) { break }
        return (text.run(of: .following, from: offset), true)
      }
      offset += length
      if kinds.contains(.following) { wholeEnd = offset }
    }
    return wholeEnd > start ? (wholeEnd, true) : (offset, false)
  }
}
