import CBytes

/// Whether a file named `.h` is in C, C++ or Objective-C: the rules for `.h` in the text, in one pass.
/// A third of the files of a tree in C are headers, and patterns would take ten times as long for them
/// as counting their lines.
enum CHeader {
  private struct Signs {
    var isCPlusPlus = false
    var isObjectiveC = false
  }

  static func language(_ content: ByteView) -> Language? {
    var signs = Signs()
    look(content, 0, &signs)
    var place = 0
    // In bounds: a block of sixty-four bytes is there.
    while place + 64 <= content.count, !signs.isObjectiveC {
      var newlines = bytes_mask(content.base + place, UInt8(ascii: "\n"))
      while newlines != 0 {
        look(content, place + newlines.trailingZeroBitCount + 1, &signs)
        newlines &= newlines &- 1
      }
      place += 64
    }
    while place < content.count, !signs.isObjectiveC {
      if content[place] == UInt8(ascii: "\n") { look(content, place + 1, &signs) }
      place += 1
    }
    if signs.isObjectiveC { return named("Objective-C") }
    return named(signs.isCPlusPlus || namesCPlusPlus(content) ? "C++" : "C")
  }

  /// Looks at the line that begins at a place: nearly always at its first two letters alone.
  @inline(__always)
  private static func look(_ content: ByteView, _ start: Int, _ signs: inout Signs) {
    var place = start
    while place < content.count, ByteView.isBlank(content[place]) { place += 1 }
    guard place + 1 < content.count else { return }
    switch (content[place], content[place + 1]) {
    case (UInt8(ascii: "@"), _), (UInt8(ascii: "#"), UInt8(ascii: "i")),
      (UInt8(ascii: "#"), UInt8(ascii: " ")), (UInt8(ascii: "#"), UInt8(ascii: "\t")),
      (UInt8(ascii: "t"), UInt8(ascii: "r")), (UInt8(ascii: "t"), UInt8(ascii: "e")),
      (UInt8(ascii: "c"), UInt8(ascii: "o")), (UInt8(ascii: "c"), UInt8(ascii: "a")),
      (UInt8(ascii: "c"), UInt8(ascii: "l")), (UInt8(ascii: "n"), UInt8(ascii: "a")),
      (UInt8(ascii: "u"), UInt8(ascii: "s")), (UInt8(ascii: "p"), UInt8(ascii: "r")),
      (UInt8(ascii: "p"), UInt8(ascii: "u")):
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
  private static func namesCPlusPlus(_ content: ByteView) -> Bool {
    var place = 0
    // In bounds: a block of sixty-four bytes and one more is there.
    while place + 65 <= content.count {
      let at = content.base + place
      var found =
        bytes_pair_mask(at, UInt8(ascii: ":"), UInt8(ascii: ":"))
        | bytes_pair_mask(at, UInt8(ascii: "_"), UInt8(ascii: "c"))
        | bytes_pair_mask(at, UInt8(ascii: "_"), UInt8(ascii: "h"))
      while found != 0 {
        if isQuestion(content, place + found.trailingZeroBitCount) { return true }
        found &= found &- 1
      }
      place += 64
    }
    while place < content.count {
      if isQuestion(content, place) { return true }
      place += 1
    }
    return false
  }

  private static func isQuestion(_ content: ByteView, _ place: Int) -> Bool {
    let rest = content.dropping(place)
    if rest.starts(with: "::") {
      return place >= 3 && content.part(place - 3..<place).equals("std") && rest.count > 2
        && ByteView.isWord(rest[2])
    }
    guard place > 0, content[place - 1] == UInt8(ascii: "_") else { return false }
    return rest.starts(with: "_cplusplus >") || rest.starts(with: "_has_cpp_attribute")
  }
}
