import Logs
import Testing

/// Whether an expression is true of an entry.
func isTrue(
  _ expression: String, of line: String, _ names: FieldNames = FieldNames()
) throws -> Bool {
  let expression = try WhereExpression.parse(Array(expression.utf8), names: names)
  return LogLine.lending(Array(line.utf8)) { line in
    #expect(LineFields(FieldNames()).read(line), "not an entry")
    return expression.matches(line)
  }
}

/// Which values are equal, and which are in order.
@Suite struct WhereComparisonTests {
  /// The values of the table; the first is missing.
  private static let values = [
    "", "null", "true", "false", "1", "2", "\"1\"", "\"x\"", "[1]", "{}",
  ]

  /// For the value of a row and of a column: `<`, `=`, `>` by their order, `~` where they are equal
  /// and have no order, `.` where they have nothing to do with each other.
  private static let table = [
    // missing null true false 1 2 "1" "x" [1] {}
    "~~........",
    "~~........",
    "..~.......",
    "...~......",
    "....=<=...",
    "....>=>...",
    "....=<=<..",
    "......>=..",
    "..........",
    "..........",
  ]

  /// The relations of which a comparison is true.
  private static let comparisons = [
    ("==", "=~"), ("=", "=~"), ("!=", "<>."), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">="),
  ]

  @Test(arguments: values.indices, values.indices)
  func comparesByTheTable(_ row: Int, _ column: Int) throws {
    let relation = Array(Self.table[row])[column]
    let (left, right) = (Self.values[row], Self.values[column])
    let members = [("a", left), ("b", right)].filter { $0.1 != "" }.map { "\"\($0.0)\":\($0.1)" }
    let line = "{\(members.joined(separator: ","))}"
    let canBeWritten = (1..<8)
    for (comparison, relations) in Self.comparisons {
      let expected = relations.contains(relation)
      #expect(try isTrue("a \(comparison) b", of: line) == expected)
      if canBeWritten.contains(column) {
        #expect(try isTrue("a \(comparison) \(right)", of: line) == expected)
      }
      if canBeWritten.contains(row) {
        #expect(try isTrue("\(left) \(comparison) b", of: line) == expected)
      }
      if canBeWritten.contains(row), canBeWritten.contains(column) {
        #expect(try isTrue("\(left) \(comparison) \(right)", of: "{}") == expected)
      }
    }
  }

  /// Numbers, each larger than the one before, in some ways to write them.
  private static let numbers = [
    ["-1e400"], ["-9007199254740993"], ["-9007199254740992", "-9007199254740992.0"],
    ["-1.5", "-15e-1", "-0.15E1"], ["-1e-400"],
    ["0", "-0", "0.0", "0e5", "-0.000", "0e-999999999999999999999"], ["1e-400"],
    ["0.30000000000000000000000000"], ["0.30000000000000004"], ["0.5", "5e-1", "0.50"],
    ["1", "1.0", "10e-1", "1e0", "0.1e+1", "1.000000000000000000000000"], ["1.0000001"],
    ["500", "5e2", "500.000"], ["500.1"], ["99999999999999999"], ["999999999999999999"],
    ["1000000000000000000", "1e18"], ["1000000000000000001"],
    ["9223372036854775807"], ["9223372036854775808"], ["18446744073709551616"],
    ["100000000000000000000", "1e20"], ["100000000000000000001"], ["1e400", "10e399"],
    ["1e99999999999999999999999"],
  ]

  @Test func comparesNumbersOfAnySizeExactly() throws {
    for (index, ways) in Self.numbers.enumerated() {
      for one in ways {
        for other in ways {
          #expect(try isTrue("a == \(other)", of: "{\"a\":\(one)}"), "\(one) \(other)")
          #expect(try isTrue("\(other) <= a", of: "{\"a\":\(one)}"), "\(one) \(other)")
        }
        for larger in Self.numbers[(index + 1)...].joined() {
          #expect(try isTrue("a < \(larger)", of: "{\"a\":\(one)}"), "\(one) \(larger)")
          #expect(try isTrue("a > \(one)", of: "{\"a\":\(larger)}"), "\(one) \(larger)")
          #expect(try !isTrue("a == \(one)", of: "{\"a\":\"\(larger)\"}"), "\(one) \(larger)")
        }
      }
    }
  }

  @Test(arguments: ["\"5\"", "\"5.0\"", "\"\\u0035\"", "\"5e0\""])
  func takesTextsThatAreNumbersAsNumbers(_ value: String) throws {
    #expect(try isTrue("a == 5", of: "{\"a\":\(value)}"))
    #expect(try isTrue("a < 10", of: "{\"a\":\(value)}"))
  }

  @Test(arguments: ["\"\"", "\" 5\"", "\"5 \"", "\"+5\"", "\"05\"", "\"5.\"", "\"5x\"", "\"0x5\""])
  func takesOtherTextsAsTexts(_ value: String) throws {
    #expect(try !isTrue("a == 5", of: "{\"a\":\(value)}"))
    #expect(try isTrue("a != 5", of: "{\"a\":\(value)}"))
    #expect(try !isTrue("a < 10 or a >= 0", of: "{\"a\":\(value)}"))
  }

  @Test func comparesTextsByTheirBytes() throws {
    #expect(try isTrue("a < b", of: #"{"a":"10","b":"9"}"#))
    #expect(try isTrue("a != b", of: #"{"a":"5","b":"5.0"}"#))
    #expect(try isTrue("a < b", of: #"{"a":"Z","b":"a"}"#))
    #expect(try isTrue("a < b", of: #"{"a":"z","b":"é"}"#))
    #expect(try isTrue("a < b", of: #"{"a":"x","b":"xx"}"#))
    #expect(try isTrue("a < b", of: #"{"a":"","b":"x"}"#))
    #expect(try isTrue("a == b", of: #"{"a":"é\n/","b":"\u00e9\u000a\/"}"#))
    #expect(try isTrue("a >= '2026-01-31'", of: #"{"a":"2026-01-31T12:00:00Z"}"#))
  }

  @Test func findsValuesInLists() throws {
    let line = #"{"a":3,"b":"x","c":null,"d":"\u0078","e":3.0}"#
    #expect(try isTrue("a in (1, 2, 3)", of: line))
    #expect(try isTrue("a in (\"3\")", of: line))
    #expect(try isTrue("a in (e)", of: line))
    #expect(try isTrue("b in ('y', 'x')", of: line))
    #expect(try isTrue("d in ('y', 'x')", of: line))
    #expect(try isTrue("b in (d)", of: line))
    #expect(try isTrue("c in (null) and z in (null) and c in (z)", of: line))
    #expect(try !isTrue("a in (1, 2)", of: line))
    #expect(try !isTrue("c in (0, '', false)", of: line))
    #expect(try isTrue("a not in (1, 2)", of: line))
    #expect(try !isTrue("a not in (1, 2, 3)", of: line))
    #expect(try isTrue("z not in (1, 2)", of: line))
    #expect(try isTrue("3 in (1, a)", of: line))
  }

  @Test func tellsWhatIsThere() throws {
    let line = #"{"a":null,"b":{"c":false},"d":[0]}"#
    for field in ["a", "b", "b.c", "d", "d[0]"] {
      #expect(try isTrue("exists \(field)", of: line))
      #expect(try isTrue("\(field) exists", of: line))
      #expect(try !isTrue("not exists \(field)", of: line))
      #expect(try !isTrue("\(field) not exists", of: line))
    }
    for field in ["e", "b.d", "a.b", "d[1]", "d.x", "b[0]", "b.c.d"] {
      #expect(try !isTrue("exists \(field)", of: line))
      #expect(try !isTrue("\(field) exists", of: line))
      #expect(try isTrue("not exists \(field)", of: line))
      #expect(try isTrue("\(field) not exists", of: line))
    }
  }
}
