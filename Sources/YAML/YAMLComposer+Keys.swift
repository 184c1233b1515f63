import Formats

/// Keys that are no scalars.
extension YAMLComposer {
  /// The longest key that a list or a table may become.
  private static var nameCountMax: Int { 65536 }

  /// What a finished value is called as a key: a list or a table is its compact JSON text.
  mutating func name(_ record: TreeRecord, at offset: Int) throws(YAMLFault) -> TreeRecord {
    var text: [UInt8] = []
    try write(record, to: &text, at: offset)
    return builder.text(.string, text, at: offset)
  }

  /// Aliases may make the text larger than the document: it is refused before it is long. It goes
  /// as deep as the document, for which there is a limit.
  private func write(
    _ record: TreeRecord, to text: inout [UInt8], at offset: Int
  ) throws(YAMLFault) {
    switch record.kind {
    case .null: text += "null".utf8
    case .bool: text += (record.isTrue ? "true" : "false").utf8
    case .array:
      text.append(UInt8(ascii: "["))
      for index in 0..<record.contentCount {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        try write(builder.content(of: record, index), to: &text, at: offset)
      }
      text.append(UInt8(ascii: "]"))
    case .table:
      text.append(UInt8(ascii: "{"))
      for index in 0..<record.contentCount {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        try write(builder.content(of: record, 2 * index), to: &text, at: offset)
        text.append(UInt8(ascii: ":"))
        try write(builder.content(of: record, 2 * index + 1), to: &text, at: offset)
      }
      text.append(UInt8(ascii: "}"))
    default:
      builder.withText(record) { bytes in
        bytes.withUnsafeBytes { bytes in
          guard record.kind == .string else { return text += bytes }
          var writer = JSONWriter()
          writer.string(String(decoding: bytes, as: UTF8.self))
          text += writer.bytes
        }
      }
    }
    if text.count > YAMLComposer.nameCountMax {
      throw YAMLFault(
        offset, "a key that is a list or a table has more than \(YAMLComposer.nameCountMax) bytes")
    }
  }
}
