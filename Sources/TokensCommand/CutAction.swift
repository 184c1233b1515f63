import CommandKit
import Formats
import Platform
import Tokens

/// `pc-tokens truncate` and `split`: parts of a text that have at most so many tokens.
enum CutAction {
  /// How many tokens a part may have.
  static func most(_ invocation: borrowing Invocation) throws(Failure) -> Int {
    guard let most = invocation.arguments.integer("tokens") else {
      throw Failure(.usage, "say how many tokens it may be: -n N")
    }
    return Int(most)
  }

  static func truncate(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let most = try most(invocation)
    let input = try TextInput(invocation)
    let text = try TokenizedText(input, keeping: .ends, &invocation)
    let range: Range<Int>
    let tokens: Int
    if invocation.arguments.has("from-end") {
      (range, tokens) = text.lastPart(most: most)
    } else {
      (range, tokens) = text.part(from: 0, most: most)
    }
    let kept = Array(text.text[range])
    if invocation.wantsJSON {
      let total = text.count
      var json = JSONWriter()
      json.object { json in
        json.name("text", bytes: kept)
        json.key("count"); json.number(tokens)
        json.key("total"); json.number(total)
        json.key("start"); json.number(range.lowerBound)
        json.key("end"); json.number(range.upperBound)
        json.key("truncated"); json.bool(tokens < total)
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.write(bytes: kept)
      if tokens < text.count { invocation.warn("\(tokens) of \(text.count) tokens") }
    }
    var row = watch.measurement("truncate_text")
    row.bytes = Int64(input.bytes.count)
    invocation.record(row)
    return .done
  }

  static func split(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let most = try most(invocation)
    let overlap = Int(invocation.arguments.integer("overlap") ?? 0)
    if overlap >= most {
      throw Failure(.usage, "--overlap: expected fewer tokens than a part has (-n \(most))")
    }
    let prefix = invocation.arguments.bytes("output")
    if prefix == nil, !invocation.wantsJSON, !invocation.arguments.has("null") {
      throw Failure(
        .usage,
        "say how to write the parts: --output PREFIX (a file each), -0 (a NUL byte behind each) or "
          + "--json")
    }
    let input = try TextInput(invocation)
    let text = try TokenizedText(input, keeping: .ends, &invocation)
    if let prefix {
      var parts: [TokenizedText.Part] = []
      try forEachPart(of: text, input.name, most, overlap) { parts.append($0) }
      // All or none: who is told of a file that is there finds no parts of this text beside it.
      for index in parts.indices { try refuseWhatIsThere(file(prefix, index)) }
      for (index, part) in parts.enumerated() {
        try write(index, part, text, prefix, &invocation)
      }
    } else {
      var index = 0
      try forEachPart(of: text, input.name, most, overlap) { (part) throws(Failure) in
        try write(index, part, text, nil, &invocation)
        index += 1
      }
    }
    var row = watch.measurement("split_text")
    row.bytes = Int64(input.bytes.count)
    invocation.record(row)
    return .done
  }

  /// Lends the parts of a text in order.
  private static func forEachPart(
    of text: TokenizedText, _ name: BytePath, _ most: Int, _ overlap: Int,
    _ body: (TokenizedText.Part) throws(Failure) -> Void
  ) throws(Failure) {
    var (begin, end) = (0, 0)
    while end < text.text.count {
      var part = text.part(from: begin, most: most)
      // What a part shares with the one before is not all that it has.
      if part.range.upperBound <= end { part = text.part(from: end, most: most) }
      if part.range.isEmpty {
        throw Failure(
          .badData,
          "\(name): byte \(part.range.lowerBound): a character has more tokens than -n \(most) allows"
        )
      }
      try body(part)
      end = part.range.upperBound
      begin = CutAction.begin(behind: part.range, overlap, text)
    }
  }

  /// Where the next part begins: where this one ends, or so many tokens before, where a character begins.
  private static func begin(
    behind part: Range<Int>, _ overlap: Int, _ text: TokenizedText
  ) -> Int {
    if overlap == 0 { return part.upperBound }
    for token in max(0, text.token(at: part.upperBound) - overlap)..<text.count {
      let begin = text.characterStart(atOrBefore: text.start(token))
      if begin > part.lowerBound { return min(begin, part.upperBound) }
    }
    return part.upperBound
  }

  /// The file of a part.
  private static func file(_ prefix: [UInt8], _ index: Int) -> BytePath {
    let number = String(index + 1)
    let name = String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number
    return BytePath(bytes: prefix + name.utf8)
  }

  private static func refuseWhatIsThere(_ path: BytePath) throws(Failure) {
    if (try? FileStatus.of(path: path, followLinks: false)) != nil {
      throw Failure(.cannotCreate, "\(path): there is such a file; nothing is overwritten")
    }
  }

  private static func write(
    _ index: Int, _ found: TokenizedText.Part, _ text: TokenizedText, _ prefix: [UInt8]?,
    _ invocation: inout Invocation
  ) throws(Failure) {
    let (range, tokens) = found
    let part = Array(text.text[range])
    if let prefix {
      let path = file(prefix, index)
      try refuseWhatIsThere(path)
      try Failure.ofSystem { () throws(SystemError) in
        try AtomicFile.replace(path, with: part, durability: .none, mode: 0o666)
      }
      if !invocation.wantsJSON { return }
    }
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("index"); json.number(index)
        json.key("start"); json.number(range.lowerBound)
        json.key("end"); json.number(range.upperBound)
        json.key("count"); json.number(tokens)
        json.name("text", bytes: part)
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.write(bytes: part + [0])
    }
  }
}
