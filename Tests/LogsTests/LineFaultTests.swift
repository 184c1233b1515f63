import Testing

@testable import Logs

/// Why lines are no entries.
@Suite struct LineFaultTests {
  private func fault(_ text: String) -> LineFault {
    LogLine.lending(Array(text.utf8)) { LineFault($0) }
  }

  @Test func tellsWhatStandsInTheWay() {
    #expect(fault("") == .noObject)
    #expect(fault("[1]") == .noObject)
    #expect(fault("{") == .ended)
    #expect(fault(" {\"a\":\"b") == .ended)
    #expect(fault("{\"a\":[{\"b\":1}") == .ended)
    #expect(fault("{}{}") == .more(at: 2))
    #expect(fault("{} x") == .more(at: 3))
    #expect(fault("{\"a\":tru}") == .byte(UInt8(ascii: "t"), at: 5))
    #expect(fault("{a:1}") == .byte(UInt8(ascii: "a"), at: 1))
    #expect(fault("{\"a\":\"\t\"}") == .byte(9, at: 6))
    #expect(fault("{\"a\":1,}") == .byte(UInt8(ascii: "}"), at: 7))
  }

  @Test func tellsWhatIsTooDeep() {
    func nested(_ depth: Int) -> String { "{\"a\":" + String(repeating: "[", count: depth) }
    #expect(fault(nested(1000)) == .ended)
    guard case .deep = fault(nested(2000)) else {
      Issue.record("\(fault(nested(2000)))")
      return
    }
  }
}
