import Logs
import Testing

/// What messages of one kind have in common.
@Suite struct MessagePatternTests {
  private func pattern(_ text: String) -> String {
    String(decoding: MessagePattern.of(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("took 5 ms", "took <n> ms"), ("took 5ms", "took <n>ms"), ("worker-3", "worker-<n>"),
    ("T12 failed", "T<n> failed"), ("v1.2.3", "v<n>"), ("10.0.0.1:80", "<n>:<n>"),
    ("x=-5", "x=<n>"), ("a-5", "a-<n>"), ("5-3", "<n>-<n>"), ("1e-5 s", "<n> s"),
    ("2.5E+10", "<n>"), ("3 eggs", "<n> eggs"), ("5e", "<n>e"), ("1.", "<n>."), ("- +", "- +"),
    ("2026-01-31T12:00:00Z", "<n>-<n>-<n>T<n>:<n>:<n>Z"),
  ])
  func replacesNumbers(_ text: String, _ expected: String) { #expect(pattern(text) == expected) }

  @Test(arguments: [
    ("at 0x1F.", "at <hex>."), ("0xZZ", "<n>xZZ"), ("0x", "<n>x"),
    ("commit 1a2b3c4d5e", "commit <hex>"), ("deadbeef", "deadbeef"), ("12345678", "<n>"),
    ("abc123", "abc<n>"), ("1a2b3c4d5g", "<n>a<n>b<n>c<n>d<n>g"),
    ("id 123e4567-e89b-12d3-a456-426614174000!", "id <uuid>!"),
    ("123E4567-E89B-12D3-A456-426614174000", "<uuid>"),
  ])
  func replacesHexadecimals(_ text: String, _ expected: String) {
    #expect(pattern(text) == expected)
  }

  @Test(arguments: [
    ("no \"a b\" here", "no <str> here"), ("no 'a' here", "no <str> here"), ("`x`", "<str>"),
    ("\"a\\\"b\" c", "<str> c"), ("don't can't", "don't can't"), ("'it's so'", "<str>"),
    ("\"open", "\"open"), ("a 'b", "a 'b"), ("\"\"", "<str>"),
  ])
  func replacesWhatIsQuoted(_ text: String, _ expected: String) {
    #expect(pattern(text) == expected)
  }

  @Test(arguments: [
    ("open /tmp/a-1.txt.", "open <path>."), ("/", "/"), ("a / b", "a / b"), ("and/or", "and/or"),
    ("in ./x, ../y/z and ~/w", "in <path>, <path> and <path>"), ("(/usr/lib)", "(<path>)"),
    ("/a:12:3", "<path>:<n>:<n>"), ("http://h/p?q=1", "http:<path>?q=<n>"),
    ("/tmp/größe", "<path>"),
  ])
  func replacesPaths(_ text: String, _ expected: String) { #expect(pattern(text) == expected) }

  @Test func keepsTheRest() {
    #expect(pattern("") == "")
    #expect(pattern("größe → done") == "größe → done")
    #expect(MessagePattern.of([0xFF, 0, 0x35]) == [0xFF, 0] + Array("<n>".utf8))
  }

  @Test func isBounded() {
    #expect(pattern(String(repeating: "a", count: 100_000)).utf8.count == 512)
    #expect(pattern(String(repeating: "x 'a", count: 100_000)).utf8.count == 512)
    #expect(pattern(String(repeating: "9", count: 100_000)) == "<n>")
  }
}
