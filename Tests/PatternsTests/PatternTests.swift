import Patterns
import Testing

private func matches(
  _ pattern: String, _ text: String, _ options: Pattern.Options = Pattern.Options()
) throws -> Bool {
  try Pattern(Array(pattern.utf8), options).matches(Array(text.utf8).span.bytes)
}

@Suite("A pattern")
struct PatternTests {
  @Test("is searched for anywhere")
  func search() throws {
    let pattern = try Pattern(Array("b+".utf8))
    let text = Array("abbcb".utf8)
    #expect(try pattern.firstMatch(in: text.span.bytes) == 1..<3)
    #expect(try pattern.firstMatch(in: text.span.bytes, from: 3) == 4..<5)
    #expect(try pattern.firstMatch(in: text.span.bytes, from: 5) == nil)
    #expect(try pattern.firstMatch(in: text.span.bytes, from: 6) == nil)
    #expect(try Pattern([]).firstMatch(in: RawSpan()) == 0..<0)
    #expect(try !matches("a", ""))
  }

  @Test("reads letters, not bytes, and large ones as small ones where asked")
  func letters() throws {
    #expect(try matches("^.$", "ä"))
    #expect(try matches("^\\w$", "ä"))
    #expect(try !matches("É", "é"))
    #expect(try matches("É", "é", Pattern.Options(ignoresCase: true)))
  }

  @Test("is searched for in bytes that are not UTF-8, in both ways of running it")
  func invalid() throws {
    for usesMachineCode in [false, true] {
      let pattern = try Pattern(
        Array("b.".utf8), Pattern.Options(usesMachineCode: usesMachineCode))
      let text: [UInt8] = [0xFF, 0x62, 0xFF, 0x62, 0x63]
      #expect(try pattern.firstMatch(in: text.span.bytes) == 3..<5)
    }
  }

  @Test("says where it is wrong")
  func errors() throws {
    #expect(throws: PatternError.self) { try Pattern(Array("a(b".utf8)) }
    do throws(PatternError) {
      _ = try Pattern(Array(#"\s\a"#.utf8), Pattern.Options(isECMA: true))
    } catch {
      #expect(error == .invalid(offset: 2, message: #"JavaScript has no \a"#))
    }
  }

  @Test("gives up instead of trying for ever", arguments: [false, true])
  func limit(usesMachineCode: Bool) throws {
    let text = Array(repeating: UInt8(ascii: "a"), count: 64)
    let pattern = try Pattern(
      Array("^(a|a?)+$b".utf8), Pattern.Options(usesMachineCode: usesMachineCode))
    #expect(throws: PatternError.limit) { try pattern.matches((text + [0x62, 0x63]).span.bytes) }
  }

  @Test("matches long texts within bounds", arguments: [false, true])
  func long(usesMachineCode: Bool) throws {
    let text = Array(repeating: UInt8(ascii: "a"), count: 200_000) + Array("b".utf8)
    let pattern = try Pattern(
      Array("^(?:a|c)*b$".utf8), Pattern.Options(usesMachineCode: usesMachineCode))
    #expect(try pattern.matches(text.span.bytes))
  }
}

@Suite("A pattern as JavaScript has it")
struct ECMAPatternTests {
  private let options = Pattern.Options(isECMA: true)

  @Test(
    "means what it means there",
    arguments: [
      (#"^a$"#, "a\n", false), (#"^\d$"#, "\u{7D0}", false), (#"^\w$"#, "é", false),
      (#"^\s$"#, "\u{FEFF}", true), (#"^[\s]$"#, "\u{A0}", true), (#"^[^\S]$"#, "\u{2003}", true),
      (#"^\S$"#, "\u{2029}", false), (#"^.$"#, "\u{2028}", false), (#"^[^]$"#, "\n", true),
      (#"[]"#, "a", false), (#"^\cA$"#, "\u{1}", true), (#"^\u0041$"#, "A", true),
      (#"^\u{1F600}$"#, "\u{1F600}", true), (#"^\uD83D\uDE00$"#, "\u{1F600}", true),
      (#"^\x41\/\-$"#, "A/-", true), (#"^\p{Letter}$"#, "é", true),
      (#"^\p{Script=Greek}$"#, "α", true), (#"^\P{Lu}$"#, "A", false),
      (#"^\p{gc=Decimal_Number}$"#, "5", true), (#"^(?<x>a)\k<x>$"#, "aa", true),
      (#"^(a)?\1b$"#, "b", true), (#"^[[:alpha:]]$"#, "a]", true), (#"^[[:a]$"#, "[", true),
      (#"^\v$"#, "\n", false), (#"^a{,2}$"#, "a{,2}", true), (#"^(?i:A)$"#, "a", true),
      (#"(?<=a)b"#, "ab", true), (#"^a+?$"#, "aa", true), (#"^\p{ASCII}+$"#, "aé", false),
    ])
  func meaning(_ pattern: String, _ text: String, _ isMatch: Bool) throws {
    #expect(try matches(pattern, text, options) == isMatch)
  }

  @Test(
    "is refused where JavaScript has no such thing",
    arguments: [
      #"\Z"#, #"\A"#, "a++", "(?>a)", "(?i)a", "(*UTF)", "(?#a)", "(?P<a>b)", #"\Qa\E"#, "[a", "\\",
      #"\u12"#, #"\p{"#, #"\p{Nonsense}"#, "(?R)",
    ])
  func refused(_ pattern: String) {
    #expect(throws: PatternError.self) { try Pattern(Array(pattern.utf8), options) }
  }
}
