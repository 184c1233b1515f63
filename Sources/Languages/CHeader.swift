import CBytes

/// Whether a file named `.h` is in C, C++ or Objective-C: the rules for `.h` in the text, in one pass.
/// A third of the files of a tree in C are headers, and patterns would take ten times as long for them
/// as counting their lines.
enum CHeader {
  private struct Signs {
    var isCPlusPlus = false
    var isObjectiveC = false
  }

  /// What lines begin with that may say something: each sixteen times.
  private static let starts: StaticString = """
    @@@@@@@@@@@@@@@@################\
    ttttttttttttttttcccccccccccccccc\
    nnnnnnnnnnnnnnnnuuuuuuuuuuuuuuuu\
    pppppppppppppppppppppppppppppppp
    """

  private static let blocksMax = 32

  static func language(_ content: ByteView) -> Language? {
    let isWide = content.count >= LineCounter.wideBytesMin ? LineCounter.hasWide : 0
    var signs = Signs()
    withUnsafeTemporaryAllocation(of: bytes_lines.self, capacity: blocksMax) { room in
      guard let lines = room.baseAddress else { return }
      var totals = bytes_line_totals()
      var place = 0
      while place < content.count, !signs.isObjectiveC {
        let blocks = min((content.count - place) / LineCounter.blockBytes, blocksMax)
        // In bounds: the blocks are there, and room for the masks of each.
        if blocks > 0 {
          bytes_lines_of(content.base + place, blocks, starts.utf8Start, 8, isWide, lines, &totals)
        } else {
          lookAtRest(content, place, lines, &totals)
        }
        for index in 0..<max(1, blocks) {
          var starts = startsOfLines(lines[index])
          while starts != 0 {
            let start = place + index * LineCounter.blockBytes + starts.trailingZeroBitCount
            look(content, start, &signs)
            starts &= starts &- 1
          }
        }
        place += max(1, blocks) * LineCounter.blockBytes
      }
    }
    if signs.isObjectiveC { return named("Objective-C") }
    return named(signs.isCPlusPlus || namesCPlusPlus(content, isWide) ? "C++" : "C")
  }

  /// Makes the masks of what is left behind the last whole block, as if spaces followed.
  private static func lookAtRest(
    _ content: ByteView, _ place: Int, _ lines: UnsafeMutablePointer<bytes_lines>,
    _ totals: inout bytes_line_totals
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: LineCounter.blockBytes) { block in
      guard let base = block.baseAddress else { return }
      // In bounds: less than a block is left.
      base.initialize(repeating: UInt8(ascii: " "), count: LineCounter.blockBytes)
      base.update(from: content.base + place, count: content.count - place)
      bytes_lines_of(base, 1, starts.utf8Start, 8, 0, lines, &totals)
    }
  }

  /// Those of the letters that were asked for that are the first visible byte of their line: the carry
  /// of a line's first byte runs through the white space before it.
  @inline(__always)
  private static func startsOfLines(_ lines: bytes_lines) -> UInt64 {
    if lines.special == 0 { return 0 }
    let begins = lines.newlines << 1 | (lines.begun ^ 1)
    let spaces = ~(lines.visible | lines.newlines)
    return ((spaces &+ begins & spaces) & ~spaces | begins & ~spaces) & lines.special
  }

  /// Looks at a line from its first visible byte on: nearly always at two letters alone.
  @inline(__always)
  private static func look(_ content: ByteView, _ place: Int, _ signs: inout Signs) {
    guard place + 1 < content.count else { return }
    switch (content[place], content[place + 1]) {
    case (UInt8(ascii: "@"), _), (UInt8(ascii: "#"), UInt8(ascii: "i")),
      (UInt8(ascii: "#"), UInt8(ascii: " ")), (UInt8(ascii: "#"), UInt8(ascii: "\t")),
      (UInt8(ascii: "t"), UInt8(ascii: "r")), (UInt8(ascii: "t"), UInt8(ascii: "e")),
      (UInt8(ascii: "c"), UInt8(ascii: "o")), (UInt8(ascii: "c"), UInt8(ascii: "a")),
      (UInt8(ascii: "c"), UInt8(ascii: "l")), (UInt8(ascii: "n"), UInt8(ascii: "a")),
      (UInt8(ascii: "u"), UInt8(ascii: "s")), (UInt8(ascii: "p"), UInt8(ascii: "r")),
      (UInt8(ascii: "p"), UInt8(ascii: "u")):
      // Other white space than blanks does not count as such.
      var start = place
      while start > 0, ByteView.isBlank(content[start - 1]) { start -= 1 }
      guard start == 0 || content[start - 1] == UInt8(ascii: "\n") else { return }
      let end = content.first(UInt8(ascii: "\n"), from: place) ?? content.count
      judge(content.part(place..<end), &signs)
    default: break
    }
  }

  private static func judge(_ line: ByteView, _ signs: inout Signs) {
    switch line[0] {
    case UInt8(ascii: "@"): signs.isObjectiveC = signs.isObjectiveC || isObjectiveCWord(line)
    case UInt8(ascii: "#"):
      signs.isObjectiveC = signs.isObjectiveC || isImport(line)
      signs.isCPlusPlus = signs.isCPlusPlus || isStandardHeader(line)
    default: signs.isCPlusPlus = signs.isCPlusPlus || isStatement(line)
    }
  }

  private static func named(_ name: StaticString) -> Language? {
    LanguageTable.shared.find(.name, ByteView(name))
  }

  /// Whether a word begins a text, and ends there.
  private static func hasWord(_ text: ByteView, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return text.starts(with: word) && (text.count == count || !ByteView.isWord(text[count]))
  }

  private static func isObjectiveCWord(_ line: ByteView) -> Bool {
    let rest = line.dropping(1)
    for word: StaticString in [
      "interface", "class", "protocol", "property", "end", "synchronised", "selector",
      "implementation",
    ] where hasWord(rest, word) {
      return true
    }
    return false
  }

  /// `#import` of a header.
  private static func isImport(_ line: ByteView) -> Bool {
    guard line.starts(with: "#import"), line.count > 7, ByteView.isSpace(line[7]) else {
      return false
    }
    return line.contains(".h\"") || line.contains(".h>")
  }

  /// `#include` of a header of the standard library that C does not have.
  private static func isStandardHeader(_ line: ByteView) -> Bool {
    var rest = skippingSpace(line.dropping(1))
    guard rest.starts(with: "include <") else { return false }
    rest = rest.dropping(9)
    guard let end = rest.first(UInt8(ascii: ">")) else { return false }
    let name = rest.prefix(end)
    for header: StaticString in [
      "cstdint", "string", "vector", "map", "list", "array", "bitset", "queue", "stack",
      "forward_list", "unordered_map", "unordered_set", "istream", "ostream", "iostream",
    ] where name.equals(header) {
      return true
    }
    return false
  }

  private static func isStatement(_ line: ByteView) -> Bool {
    if line.starts(with: "try") || line.starts(with: "constexpr") { return true }
    if line.starts(with: "template") { return first(line.dropping(8)) == UInt8(ascii: "<") }
    if line.starts(with: "catch") { return first(line.dropping(5)) == UInt8(ascii: "(") }
    if line.equals("private:") || line.equals("public:") || line.equals("protected:") {
      return true
    }
    var rest = line
    if hasWord(rest, "class") { return isNamed(rest.dropping(5)) }
    if hasWord(rest, "using") { rest = skippingSpace(rest.dropping(5)) }
    return hasWord(rest, "namespace") && isNamed(rest.dropping(9))
  }

  private static func skippingSpace(_ text: ByteView) -> ByteView {
    var place = 0
    while place < text.count, ByteView.isSpace(text[place]) { place += 1 }
    return text.dropping(place)
  }

  private static func first(_ text: ByteView) -> UInt8? {
    let rest = skippingSpace(text)
    return rest.count > 0 ? rest[0] : nil
  }

  /// Whether white space and a word follow.
  private static func isNamed(_ text: ByteView) -> Bool {
    guard text.count > 1, ByteView.isSpace(text[0]), let byte = first(text) else { return false }
    return ByteView.isWord(byte)
  }

  /// Whether `std::` with a name, or a question for C++, is anywhere.
  private static func namesCPlusPlus(_ content: ByteView, _ isWide: Int32) -> Bool {
    var place = 0
    while true {
      // In bounds: all are as long as they say. The questions are `__cplusplus >` and
      // `__has_cpp_attribute`.
      place = bytes_find_either(content.base, place, content.count, "d::", "_cp", isWide)
      if place >= content.count { return false }
      if isQuestion(content, place) { return true }
      place += 1
    }
  }

  private static func isQuestion(_ content: ByteView, _ place: Int) -> Bool {
    let rest = content.dropping(place)
    if rest.starts(with: "d::") {
      return place >= 2 && content.part(place - 2..<place).equals("st") && rest.count > 3
        && ByteView.isWord(rest[3])
    }
    let before = content.prefix(place)
    return rest.starts(with: "_cplusplus >") && before.ends(with: "_")
      || rest.starts(with: "_cpp_attribute") && before.ends(with: "__has")
  }
}
