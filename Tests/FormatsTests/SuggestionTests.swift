import Formats
import Testing

@Suite("A suggestion")
struct SuggestionTests {
  @Test("is the nearest name, where it is near")
  func nearest() {
    let names = ["run", "status", "break", ""]
    #expect(Suggestion.nearest(to: "rnu", among: names) == "run")
    #expect(Suggestion.nearest(to: "sttaus", among: names) == "status")
    #expect(Suggestion.nearest(to: "stat", among: names) == "status")
    #expect(Suggestion.nearest(to: "x", among: names) == nil)
    #expect(Suggestion.nearest(to: "elsewhere", among: names) == nil)
    #expect(Suggestion.nearest(to: String(repeating: "run", count: 1_000_000), among: names) == nil)
  }

  @Test("ends an error, where there is one")
  func hint() {
    #expect(Suggestion.hint("run") == ": did you mean run?")
    #expect(Suggestion.hint("jobs", prefix: "--") == ": did you mean --jobs?")
    #expect(Suggestion.hint(nil) == "")
  }
}
