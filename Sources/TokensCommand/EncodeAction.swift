import CommandKit
import Formats
import Platform
import Tokens

/// `pc-tokens encode` and `decode`: texts as ids, and back.
enum EncodeAction {
  static func encode(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let input = try TextInput(invocation)
    let text = try TokenizedText(
      input, keeping: invocation.arguments.has("offsets") ? [.ids, .ends] : .ids, &invocation)
    let encoded = text.encoded
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("ids")
        json.array { json in for id in encoded.ids { json.number(id) } }
        if invocation.arguments.has("offsets") {
          json.key("ends")
          json.array { json in for end in encoded.ends { json.number(end) } }
        }
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else if invocation.arguments.has("offsets") {
      for (index, id) in encoded.ids.enumerated() {
        try invocation.output.line("\(id) \(text.start(index)) \(encoded.ends[index])")
      }
    } else {
      try write(encoded.ids, &invocation)
    }
    var row = watch.measurement("encode_tokens")
    row.bytes = Int64(input.bytes.count)
    invocation.record(row)
    return .done
  }

  private static func write(_ ids: [UInt32], _ invocation: inout Invocation) throws(Failure) {
    var line: [UInt8] = []
    for (index, id) in ids.enumerated() {
      if index > 0 { line.append(0x20) }
      line += Program.digits(UInt64(id))
      if line.count > 1 << 16 {
        try invocation.output.write(bytes: line)
        line.removeAll(keepingCapacity: true)
      }
    }
    line.append(0x0A)
    try invocation.output.write(bytes: line)
  }

  /// Of what `encode --json` prints only the list of ids.
  private static func ids(in bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
      let first = bytes.firstIndex(of: UInt8(ascii: "[")),
      let end = bytes[first...].firstIndex(of: UInt8(ascii: "]"))
    else { return bytes[...] }
    return bytes[first..<end]
  }

  /// The id that a word is; nil where it is no whole number. One that is too large, or below zero, is
  /// the id of no token, as the highest number is not.
  private static func id(_ word: ArraySlice<UInt8>) -> UInt32? {
    let isSigned = word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+")
    let digits = isSigned ? word.dropFirst() : word
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return UInt32(String(decoding: word, as: UTF8.self)) ?? .max
  }

  static func decode(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    try TextInput.refuseOtherCounts(invocation)
    let operands = invocation.arguments.operands
    let isInput = operands.isEmpty || operands == [[UInt8(ascii: "-")]]
    let words: [ArraySlice<UInt8>]
    if isInput {
      // As encode prints them, or as they stand in JSON and in most languages.
      words = ids(in: try TextInput(nil).bytes).split { byte in
        [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5B, 0x5D].contains(byte)
      }
    } else {
      words = operands.map { $0[...] }
    }
    var ids: [UInt32] = []
    for word in words {
      guard let id = id(word) else {
        throw Failure(
          isInput ? .badData : .usage,
          "'\(String(decoding: word, as: UTF8.self))': expected the id of a token, a whole number")
      }
      ids.append(id)
    }
    let settings = try invocation.cacheSettings()
    let store = invocation.usableStore(settings)
    let vocabularies = try VocabularyAsking(invocation, store)
    let choice = try vocabularies.choice(invocation)
    let (text, unknown) = try vocabularies.encoder(choice).decode(ids)
    store?.close()
    if let unknown {
      let word = String(decoding: words[unknown], as: UTF8.self)
      throw Failure(.badData, "\(word): no token of \(choice.name) has this id")
    }
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in json.name("text", bytes: text) }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.write(bytes: text)
    }
    var row = watch.measurement("decode_tokens")
    row.bytes = Int64(text.count)
    invocation.record(row)
    return .done
  }
}
