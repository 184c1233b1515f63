import Platform

extension JSONParser {
  /// Reads a text.
  public static func parse(
    _ text: FrozenBytes, _ options: Options = Options()
  ) throws(ParseError) -> Tree {
    let value = try parse(text.copy(0..<text.count), options)
    return value.tree(text)
  }
}

extension Value {
  func tree(_ text: FrozenBytes) -> Tree {
    var builder = TreeBuilder(source: text)
    let root = record(&builder, SourceLines(text))
    return builder.finish(root)
  }

  private func record(_ builder: inout TreeBuilder, _ lines: SourceLines) -> TreeRecord {
    let at = lines.range(line: Int(position.line)).lowerBound + Int(position.column) - 1
    switch content {
    case .null: return builder.null(at: at)
    case .bool(let value): return builder.bool(value, at: at)
    case .integer(let value): return builder.text(.integer, Array("\(value)".utf8), at: at)
    case .number(let text): return builder.text(.float, text, at: at)
    case .float(let value): return builder.text(.float, Array("\(value)".utf8), at: at)
    case .string(let text): return builder.text(.string, text, at: at)
    case .offsetDateTime(let value, _):
      return builder.text(.offsetDateTime, Array("\(value)".utf8), at: at)
    case .localDateTime(let value):
      return builder.text(.localDateTime, Array("\(value)".utf8), at: at)
    case .localDate(let value): return builder.text(.localDate, Array("\(value)".utf8), at: at)
    case .localTime(let value): return builder.text(.localTime, Array("\(value)".utf8), at: at)
    case .array(let values):
      let records = values.map { $0.record(&builder, lines) }
      return builder.array(records.span, at: at)
    case .table(let table):
      var records: [TreeRecord] = []
      for entry in table.entries {
        records.append(builder.text(.string, entry.key, at: at))
        records.append(entry.value.record(&builder, lines))
      }
      return (try? builder.table(records.span, at: at)) ?? builder.null(at: at)
    }
  }
}
