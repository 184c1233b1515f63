import CFyaml
import Formats
import Glibc

/// What a tag wants its value to be.
enum YAMLTag: Equatable {
  /// The value is what it looks like: there is no tag, or one that is not YAML's own.
  case none
  /// `!`: a scalar is a string, however it looks.
  case plain
  case string, integer, float, bool, null, table, array
  /// Another of YAML's own, such as `!!binary`: a scalar is a string.
  case other
}

/// The events of a text, one after the other, as libfyaml's parser finds them. Its own tree and its
/// resolving of aliases are never used: the former takes time in the square of the number of keys,
/// the latter as long as somebody likes.
struct YAMLEvents: ~Copyable {
  enum Kind {
    case documentStart, documentEnd, scalar, alias, tableStart, tableEnd, arrayStart, arrayEnd
  }

  /// What was found last.
  private(set) var kind = Kind.documentStart
  /// Where its first token begins, without a tag and an anchor.
  private(set) var start = 0
  /// Where its last token ends.
  private(set) var end = 0
  /// Whether something empty was meant, such as the value of `key:`.
  private(set) var isMissing = false
  /// Whether it is an array or a table in brackets.
  private(set) var isFlow = false
  /// Whether a document begins with `---`, or ends with `...`.
  private(set) var isExplicit = false
  private(set) var style = FYSS_PLAIN
  /// The name of its anchor, or, of an alias, of the anchor that it stands for.
  private(set) var anchor: Range<Int>?
  private(set) var tag = YAMLTag.none
  private(set) var hasTag = false
  /// Where its tag and its anchor begin, if it has any; else where it begins.
  private(set) var outerStart = 0
  /// A scalar's text, until the next event is asked for.
  private(set) var text = UnsafeRawBufferPointer(start: nil, count: 0)

  private let parser: OpaquePointer
  private let diagnostics: OpaquePointer
  /// The whole text, which must stay where it is for as long as this lives.
  private let source: UnsafeRawBufferPointer
  /// How many bytes at its beginning the parser does not see: those of a mark.
  private let skippedCount: Int
  private var event: UnsafeMutablePointer<fy_event>?

  /// The events of a text, from behind the mark at its beginning; nil where memory is missing.
  static func open(
    _ source: UnsafeRawBufferPointer, skipping skippedCount: Int
  ) -> YAMLEvents? {
    var wanted = fy_diag_cfg()
    fy_diag_cfg_default(&wanted)
    // By default errors go to standard error as they are found: here they are collected.
    wanted.fp = nil
    wanted.output_fn = { _, _, _, _ in }
    guard let diagnostics = fy_diag_create(&wanted) else { return nil }
    fy_diag_set_collect_errors(diagnostics, true)
    var configuration = fy_parse_cfg()
    configuration.flags = FYPCF_QUIET
    configuration.diag = diagnostics
    // In bounds: a mark of that length was found at the beginning.
    let first = source.baseAddress.map { ($0 + skippedCount).assumingMemoryBound(to: CChar.self) }
    guard let parser = fy_parser_create(&configuration) else {
      fy_diag_destroy(diagnostics)
      return nil
    }
    guard fy_parser_set_string(parser, first, source.count - skippedCount) == 0 else {
      fy_parser_destroy(parser)
      fy_diag_destroy(diagnostics)
      return nil
    }
    return YAMLEvents(parser, diagnostics, source, skippedCount)
  }

  private init(
    _ parser: OpaquePointer, _ diagnostics: OpaquePointer, _ source: UnsafeRawBufferPointer,
    _ skippedCount: Int
  ) {
    self.parser = parser
    self.diagnostics = diagnostics
    self.source = source
    self.skippedCount = skippedCount
  }

  deinit {
    if let event { fy_parser_event_free(parser, event) }
    fy_parser_destroy(parser)
    fy_diag_destroy(diagnostics)
  }

  /// Finds the next event; false at the end.
  mutating func next() throws(YAMLFault) -> Bool {
    while true {
      if let event { fy_parser_event_free(parser, event) }
      event = fy_parser_parse(parser)
      guard let event else {
        if fy_parser_get_stream_error(parser) { throw fault() }
        return false
      }
      if read(event) { return true }
    }
  }

  /// Takes over what an event says; false where it is one that nobody asks for.
  private mutating func read(_ event: UnsafeMutablePointer<fy_event>) -> Bool {
    anchor = nil
    tag = .none
    hasTag = false
    isMissing = false
    isFlow = false
    switch event.pointee.type {
    case FYET_DOCUMENT_START:
      kind = .documentStart
      isExplicit = !event.pointee.document_start.implicit
      place(event.pointee.document_start.document_start, nil, nil)
    case FYET_DOCUMENT_END:
      kind = .documentEnd
      isExplicit = !event.pointee.document_end.implicit
      place(event.pointee.document_end.document_end, nil, nil)
    case FYET_SCALAR:
      kind = .scalar
      let scalar = event.pointee.scalar
      place(scalar.value, scalar.anchor, scalar.tag)
      read(scalar.value)
    case FYET_ALIAS:
      kind = .alias
      place(event.pointee.alias.anchor, nil, nil)
      anchor = range(event.pointee.alias.anchor)
      // The token is the name alone.
      if start > 0, source[start] != UInt8(ascii: "*") { start -= 1 }
      outerStart = start
    case FYET_SEQUENCE_START:
      kind = .arrayStart
      let sequence = event.pointee.sequence_start
      isFlow = fy_event_get_node_style(event) == FYNS_FLOW
      place(sequence.sequence_start, sequence.anchor, sequence.tag)
    case FYET_MAPPING_START:
      kind = .tableStart
      let mapping = event.pointee.mapping_start
      isFlow = fy_event_get_node_style(event) == FYNS_FLOW
      place(mapping.mapping_start, mapping.anchor, mapping.tag)
    case FYET_SEQUENCE_END:
      kind = .arrayEnd
      place(event.pointee.sequence_end.sequence_end, nil, nil)
    case FYET_MAPPING_END:
      kind = .tableEnd
      place(event.pointee.mapping_end.mapping_end, nil, nil)
    default:
      return false
    }
    return true
  }

  private mutating func place(
    _ token: OpaquePointer?, _ anchorToken: OpaquePointer?, _ tagToken: OpaquePointer?
  ) {
    if let token, let from = fy_token_start_mark(token), let to = fy_token_end_mark(token) {
      start = from.pointee.input_pos + skippedCount
      end = to.pointee.input_pos + skippedCount
    } else {
      isMissing = true
      start = end
    }
    outerStart = start
    if let anchorToken {
      anchor = range(anchorToken)
      outerStart = min(outerStart, begin(anchorToken, UInt8(ascii: "&")))
      if isMissing { end = max(end, anchor?.upperBound ?? 0) }
    }
    if let tagToken {
      tag = YAMLEvents.tag(tagToken)
      hasTag = true
      outerStart = min(outerStart, begin(tagToken, UInt8(ascii: "!")))
      if isMissing, let mark = fy_token_end_mark(tagToken) {
        end = max(end, mark.pointee.input_pos + skippedCount)
      }
    }
    if isMissing { start = end }
  }

  /// Where a scalar begins as a reader sees it: with the quote, which the library leaves out.
  var shownStart: Int {
    let quote: UInt8
    switch style {
    case FYSS_DOUBLE_QUOTED: quote = UInt8(ascii: "\"")
    case FYSS_SINGLE_QUOTED: quote = UInt8(ascii: "'")
    default: return start
    }
    return start > 0 && start <= source.count && source[start - 1] == quote ? start - 1 : start
  }

  /// Where a token begins, together with the sign before it.
  private func begin(_ token: OpaquePointer, _ sign: UInt8) -> Int {
    guard let mark = fy_token_start_mark(token) else { return start }
    let place = mark.pointee.input_pos + skippedCount
    if place > 0, place <= source.count, place == source.count || source[place] != sign,
      source[place - 1] == sign
    {
      return place - 1
    }
    return place
  }

  private mutating func read(_ scalar: OpaquePointer?) {
    guard let scalar else {
      style = FYSS_PLAIN
      text = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    style = fy_token_scalar_style(scalar)
    text = bytes(scalar)
  }

  private func bytes(_ token: OpaquePointer) -> UnsafeRawBufferPointer {
    var count = 0
    let first = fy_token_get_text(token, &count)
    return UnsafeRawBufferPointer(start: first, count: first == nil ? 0 : count)
  }

  /// Where a token's text stands in the source, if that is where it lies in memory.
  private func range(_ token: OpaquePointer?) -> Range<Int>? {
    token.flatMap { range(of: bytes($0)) }
  }

  /// Where bytes that the parser lent stand in the source: it lends the source itself wherever a
  /// text needs no change.
  func range(of bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    guard let first = bytes.baseAddress, let base = source.baseAddress, first >= base,
      first + bytes.count <= base + source.count
    else { return nil }
    let place = first - base
    return place..<(place + bytes.count)
  }

  private static func tag(_ token: OpaquePointer) -> YAMLTag {
    var count = 0
    guard let first = fy_token_get_text(token, &count) else { return .none }
    let name = String(
      decoding: UnsafeRawBufferPointer(start: first, count: count), as: UTF8.self)
    switch name {
    case "!": return .plain
    case "tag:yaml.org,2002:str": return .string
    case "tag:yaml.org,2002:int": return .integer
    case "tag:yaml.org,2002:float": return .float
    case "tag:yaml.org,2002:bool": return .bool
    case "tag:yaml.org,2002:null": return .null
    case "tag:yaml.org,2002:map": return .table
    case "tag:yaml.org,2002:seq": return .array
    default: return name.hasPrefix("tag:yaml.org,2002:") ? .other : .none
    }
  }

  /// The first thing that the parser complained about, which is the one that matters.
  private func fault() -> YAMLFault {
    var place: UnsafeMutableRawPointer?
    guard let error = fy_diag_errors_iterate(diagnostics, &place) else {
      return YAMLFault(place: .offset(end), message: "the text cannot be read as YAML")
    }
    let line = Int(error.pointee.line)
    let column = Int(error.pointee.column)
    let message = error.pointee.msg.map { String(cString: $0) } ?? ""
    return YAMLFault(place: .line(line, column), message: YAMLWords.message(message))
  }
}

/// What is wrong with a text, by its offset or by the parser's line and column.
struct YAMLFault: Error {
  enum Place {
    case offset(Int)
    case line(Int, Int)
  }

  let place: Place
  let message: String

  init(place: Place, message: String) {
    self.place = place
    self.message = message
  }

  init(_ offset: Int, _ message: String) {
    self.init(place: .offset(offset), message: message)
  }

  func error(_ lines: SourceLines) -> ParseError {
    switch place {
    case .offset(let offset): ParseError(lines.position(offset), message)
    case .line(let line, let column):
      ParseError(SourcePosition(line: max(1, line), column: max(1, column)), message)
    }
  }
}
