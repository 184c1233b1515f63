import Formats
import Support
import Testing

@Suite("A pattern for keys")
struct GlobTests {
  @Test(
    "stands for whole texts",
    arguments: [
      ("", "", true), ("", "a", false), ("*", "", true), ("*", "a/b.c", true), ("?", "", false),
      ("?", "a", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("*a", "ba", true),
      ("[abc]x", "bx", true), ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true),
      ("[^a]", "a", false),
      ("[]]", "]", true), ("[!]]", "]", false), ("[a-]", "-", true), ("\\*", "*", true),
      ("\\*", "a", false),
      ("[", "[", true), ("[a", "[a", true), ("**", "x", true),
      ("*worktrees*", "run git worktrees list", true),
      ("A", "a", false),
    ])
  func whole(pattern: String, text: String, isMatch: Bool) {
    #expect(Glob(Array(pattern.utf8)).matches(Array(text.utf8)) == isMatch)
  }

  @Test("takes any bytes")
  func bytes() {
    #expect(Glob([0xFF, UInt8(ascii: "?"), 0]).matches([0xFF, 0xFE, 0]))
    #expect(!Glob([UInt8(ascii: "?")]).matches(Array("é".utf8)))
  }

  @Test("of many stars costs no more than the product of the lengths")
  func stars() {
    let pattern = [UInt8](repeating: 42, count: 1) + (0..<200).flatMap { _ in Array("a*".utf8) }
    #expect(!Glob(pattern + [98]).matches([UInt8](repeating: 97, count: 5000)))
  }

  /// The reference is the shell: of each line its answer, for patterns and texts made by chance.
  @Test("means what it means to bash")
  func bash() {
    var numbers = SystemRandomNumberGenerator()
    func word(_ letters: String, _ most: Int) -> String {
      let letters = Array(letters)
      return String(
        (0..<Int.random(in: 0...most, using: &numbers)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &numbers)]
        })
    }
    // A backslash with nothing behind it stands for itself here, and for nothing in the shell.
    let pairs = (0..<4000).map { _ in (word("aabbc**??[[]]!-^\\", 7), word("aabbc[]!-^\\", 5)) }
      .filter { !$0.0.hasSuffix("\\") }
    let scratch = Scratch()
    scratch.write("pairs", pairs.map { "\($0)\t\($1)\n" }.joined())
    let result = scratch.shell(
      """
      shopt -u extglob
      while IFS= read -r line; do
        pattern=${line%%$'\\t'*}; text=${line#*$'\\t'}
        if [[ $text == $pattern ]]; then echo 1; else echo 0; fi
      done < pairs
      """, environment: ["LC_ALL": "C"])
    let answers = result.output.split(separator: "\n")
    #expect(answers.count == pairs.count)
    for (pair, answer) in zip(pairs, answers) {
      let isMatch = Glob(Array(pair.0.utf8)).matches(Array(pair.1.utf8))
      #expect(isMatch == (answer == "1"), "pattern \(pair.0) and text \(pair.1)")
    }
  }
}
