import Formats
import Platform
import Testing

@Suite("An exact number")
struct ExactNumberTests {
  private func number(_ text: String) -> ExactNumber? { ExactNumber(Array(text.utf8).span.bytes) }

  private func isMultiple(_ left: String, of right: String) -> Bool? {
    guard let left = number(left), let right = number(right) else { return nil }
    return left.isMultiple(of: right)
  }

  @Test(
    "is equal by its value",
    arguments: [("1.0", "1"), ("100", "1e2"), ("-0", "0.000"), ("0.10e1", "1"), ("inf", "+inf")])
  func equal(_ left: String, _ right: String) {
    #expect(number(left) != nil)
    #expect(number(left) == number(right))
  }

  @Test("is in order")
  func order() throws {
    let texts = [
      "-inf", "-1e999999999999", "-10", "-9.99", "-1e-400", "0", "1e-999999999", "0.1", "0.11", "2",
      "10", "9007199254740992", "9007199254740993", "1e400", "1e401", "inf",
    ]
    let numbers = texts.compactMap { number($0) }
    #expect(numbers.count == texts.count)
    for (left, right) in zip(numbers, numbers.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
      #expect(left != right)
    }
  }

  @Test(
    "is a multiple or not, on its digits",
    arguments: [
      ("19.99", "0.01", true), ("1.1", "0.2", false), ("0", "7", true), ("-14", "7", true),
      ("1e999999999", "7", false), ("1e999999999", "1024", true), ("7e999999999", "7", true),
      ("1e308", "0.123456789", false), ("12391239123", "1e-8", true), ("1", "0", false),
      ("4.5", "1.5", true), ("1", "3", false),
      // 12345678901234567890123 * 7 and one more.
      ("86419752308641975230861", "12345678901234567890123", true),
      ("86419752308641975230862", "12345678901234567890123", false),
      ("1e30", "1000000000000000000000000000001", false),
    ])
  func multiple(_ left: String, _ right: String, _ isIt: Bool) {
    #expect(isMultiple(left, of: right) == isIt)
  }

  @Test("has a fraction or none")
  func fraction() {
    #expect(number("1.0")?.isInteger == true)
    #expect(number("1.5e1")?.isInteger == true)
    #expect(number("1.5")?.isInteger == false)
    #expect(number("1e-999999999")?.isInteger == false)
    #expect(number("inf")?.isInteger == false)
  }

  @Test(
    "is not read from anything else",
    arguments: ["", "-", "nan", "1e", "1x", "0x10", "1.2.3", "e5"])
  func refused(_ text: String) {
    #expect(number(text) == nil)
  }
}

@Suite("Two values")
struct NodeEqualityTests {
  private func isEqual(_ left: String, _ right: String) throws -> Bool {
    let left = try JSONParser.parse(FrozenBytes(Array(left.utf8))).root
    let right = try JSONParser.parse(FrozenBytes(Array(right.utf8))).root
    let isEqual = left.isEqual(to: right)
    if isEqual { #expect(left.equalityHash == right.equalityHash) }
    #expect(right.isEqual(to: left) == isEqual)
    return isEqual
  }

  @Test(
    "are equal by what they say",
    arguments: [
      (#"{"a":1,"b":[true,null]}"#, #"{"b":[true,null],"a":1.0}"#, true),
      ("[1,2]", "[2,1]", false), (#"{"a":1}"#, #"{"a":1,"b":1}"#, false), ("1", "true", false),
      (#""1""#, "1", false), ("[]", "{}", false), ("0", "-0.0", true),
      (#""\u00e9""#, "\"é\"", true),
      ("9007199254740993", "9007199254740992", false),
    ])
  func json(_ left: String, _ right: String, _ areEqual: Bool) throws {
    #expect(try isEqual(left, right) == areEqual)
  }

  @Test("of which one is a date are equal where dates are strings")
  func dates() throws {
    let toml = try TOMLParser.parse(FrozenBytes(Array("day = 2026-01-31".utf8))).root
    let json = try JSONParser.parse(FrozenBytes(Array(#"{"day":"2026-01-31"}"#.utf8))).root
    #expect(!toml.isEqual(to: json))
    #expect(toml.isEqual(to: json, datesAreStrings: true))
    #expect(toml.isEqual(to: toml))
  }
}
