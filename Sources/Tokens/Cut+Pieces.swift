extension Cut {
  /// Where the piece ends that begins at an offset before the end. What is before the offset does
  /// not matter; the end of the bytes does. The time grows with the length of the piece, and of the
  /// white space or the capitals behind it.
  func end(_ bytes: UnsafePointer<UInt8>, _ count: Int, from start: Int) -> Int {
    let text = CutBytes(bytes: bytes, count: count)
    switch self {
    case .gpt2: return Cut.gpt2End(text, start)
    case .cl100k: return Cut.cl100kEnd(text, start)
    case .o200k: return Cut.o200kRules.end(text, start)
    case .llama3: return WordRules(takesContractions: true).end(text, start)
    case .qwen2: return WordRules(takesContractions: true, numbersMax: 1).end(text, start)
    case .qwen35:
      return WordRules(
        takesContractions: true, letters: .letters.union(.mark), numbersMax: 1,
        signs: CharacterClasses.letters.union([.mark, .numbers, .whiteSpace]).inverted
      ).end(text, start)
    case .seedCoder:
      return WordRules(takesContractions: true, numbersMax: 1, takesBreaks: false)
        .end(text, start)
    case .tekken:
      return WordRules(isCased: true, numbersMax: 1, takesSlashes: true).end(text, start)
    case .deepSeek: return Cut.deepSeekEnd(text, start)
    case .threeNumbers: return Cut.numbersEnd(text, start, atMost: 3)
    case .eachNumber: return Cut.numbersEnd(text, start, atMost: 1)
    case .numbers: return Cut.numbersEnd(text, start, atMost: .max)
    case .cjk: return Cut.cjkEnd(text, start)
    case .eachLineBreak: return Cut.lineBreakEnd(text, start)
    }
  }

  /// The pieces of a text, which is cut in several ways one after the other: each cuts the pieces
  /// of that before it, and knows nothing of what is around them.
  public static func pieces(of text: [UInt8], by cuts: [Cut]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    text.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress else { return }
      var sequence = CutSequence(cuts, count: buffer.count)
      var start = 0
      while start < buffer.count {
        let end = sequence.end(bytes, from: start)
        pieces.append(start..<end)
        start = end
      }
    }
    return pieces
  }

  private static func gpt2End(_ text: CutBytes, _ start: Int) -> Int {
    let contraction = text.contraction(from: start, ignoresCase: false)
    if contraction > start { return contraction }
    let first = text.has(0x20, at: start) ? start + 1 : start
    let (number, _) = text.character(at: first)
    if CharacterClasses.letters.holds(number) { return text.run(of: .letters, from: first) }
    if CharacterClasses.numbers.holds(number) { return text.run(of: .numbers, from: first) }
    let signs = text.run(of: WordRules().signs, from: first)
    return signs > first ? signs : text.space(from: start, breaksLines: false)
  }

  private static func cl100kEnd(_ text: CutBytes, _ start: Int) -> Int {
    let end = WordRules(takesContractions: true).end(text, start)
    // `\s++$` comes before `\s*[\r\n]`.
    guard CharacterClasses.whiteSpace.holds(text.character(at: start).number),
      text.isLineBreak(at: end - 1)
    else { return end }
    let space = text.run(of: .whiteSpace, from: start)
    return space == text.count ? space : end
  }

  private static var o200kRules: WordRules {
    WordRules(endsWithContraction: true, isCased: true, takesSlashes: true)
  }

  private static func deepSeekEnd(_ text: CutBytes, _ start: Int) -> Int {
    let rules = WordRules(
      takesSignedWords: true,
      lead: CharacterClasses.letters.union([.punctuation, .symbol]).inverted,
      letters: .letters.union(.mark), numbersMax: 0, signs: [.punctuation, .symbol])
    let end = rules.end(text, start)
    if end > start { return end }
    // No match begins here. Where none does, the first character alone says so, or the second one:
    // what lies between two matches is passed in linear time.
    var next = start
    while next < text.count, rules.end(text, next) == next {
      next += text.character(at: next).length
    }
    return next
  }

  @inline(__always)
  private static func numbersEnd(_ text: CutBytes, _ start: Int, atMost most: Int) -> Int {
    let end = text.run(of: .numbers, from: start, atMost: most)
    return end > start ? end : text.run(of: CharacterClasses.numbers.inverted, from: start)
  }

  private static func cjkEnd(_ text: CutBytes, _ start: Int) -> Int {
    var end = start
    var isInside: Bool?
    while end < text.count {
      let (scalar, length) =
        text.bytes[end] < 0x80 ? (0, 1) : CutBytes.scalar(text.bytes + end, text.count - end)
      let isCJK = (scalar >= 0x4E00 && scalar <= 0x9FA5) || (scalar >= 0x3040 && scalar <= 0x30FF)
      if isCJK != (isInside ?? isCJK) { break }
      isInside = isCJK
      end += length
    }
    return end
  }

  private static func lineBreakEnd(_ text: CutBytes, _ start: Int) -> Int {
    if text.isLineBreak(at: start) { return start + 1 }
    var end = start
    while end < text.count, !text.isLineBreak(at: end) { end += 1 }
    return end
  }
}

/// The pieces of a text that is cut in several ways, one after the other.
struct CutSequence {
  private let cuts: [Cut]
  /// Where the piece ends that each of the cuts is in; before them, where the text does.
  private var ends: [Int]

  /// For a text of so many bytes.
  init(_ cuts: [Cut], count: Int) {
    self.cuts = cuts
    ends = [count] + [Int](repeating: 0, count: cuts.count)
  }

  /// Where the piece ends that begins at an offset, which is 0 or the last answer.
  mutating func end(_ bytes: UnsafePointer<UInt8>, from start: Int) -> Int {
    for level in cuts.indices where ends[level + 1] <= start {
      ends[level + 1] = cuts[level].end(bytes, ends[level], from: start)
    }
    return ends[cuts.count]
  }
}
