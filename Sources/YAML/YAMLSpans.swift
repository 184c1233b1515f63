import CFyaml
import Formats
import Platform

/// Where the values of one document stand: what the tree does not say, because only an editor asks.
struct YAMLSpans {
  /// A value, or a key, with what it takes of the text.
  struct Span {
    var kind: YAMLEvents.Kind
    /// Where it begins, without its anchor and its tag.
    var start: Int
    /// Where its text ends. A list or table in a block ends with what is last in it.
    var end: Int
    /// Where its anchor or tag begins, or itself.
    var outerStart: Int
    var isFlow = false
    /// Whether nothing is written for it.
    var isMissing = false
    var hasTag = false
    var style = FYSS_PLAIN
    var anchor: Range<Int>?
    /// Of a list its items; of a table each key and its value.
    var content: [Int] = []
    /// Which of a table's keys is the key that merges.
    var mergeKey: Int?

    var isBlock: Bool { (kind == .tableStart || kind == .arrayStart) && !isFlow }
  }

  private(set) var all: [Span] = []
  private(set) var root: Int?

  /// The spans of a document, counted from 0, of a text that was read without an error.
  init(_ bytes: UnsafeRawBufferPointer, document: Int) throws(YAMLFault) {
    let mark = bytes.withMemoryRebound(to: UInt8.self) { UTF8Check.markLength($0.span) }
    guard var events = YAMLEvents.open(bytes, skipping: mark) else {
      throw YAMLFault(0, "there is not enough memory to read the text")
    }
    var number = -1
    var open: [Int] = []
    while try events.next() {
      if events.kind == .documentStart { number += 1 }
      if number != document { continue }
      switch events.kind {
      case .documentStart, .documentEnd: break
      case .scalar, .alias:
        add(events, bytes, to: open.last)
      case .arrayStart, .tableStart:
        add(events, bytes, to: open.last)
        open.append(all.count - 1)
      case .arrayEnd, .tableEnd:
        guard let last = open.popLast() else { break }
        let ends = all[last].content.map { all[$0].end }
        all[last].end = all[last].isFlow ? events.end : ends.max() ?? all[last].end
      }
    }
  }

  private mutating func add(
    _ events: borrowing YAMLEvents, _ bytes: UnsafeRawBufferPointer, to parent: Int?
  ) {
    var span = Span(
      kind: events.kind, start: events.start, end: events.end, outerStart: events.outerStart,
      isFlow: events.isFlow, isMissing: events.isMissing, hasTag: events.hasTag,
      style: events.style, anchor: events.kind == .alias ? nil : events.anchor)
    if events.kind == .scalar { YAMLSpans.widen(&span, bytes) }
    if let parent {
      let place = all[parent].content.count
      if all[parent].kind == .tableStart, place % 2 == 0, events.kind == .scalar,
        events.style == FYSS_PLAIN, !events.hasTag, events.text.elementsEqual("<<".utf8)
      {
        all[parent].mergeKey = place / 2
      }
      all[parent].content.append(all.count)
    } else {
      root = all.count
    }
    all.append(span)
  }

  /// A scalar with its quotes, or with the sign of its block; the parser gives the text within.
  private static func widen(_ span: inout Span, _ bytes: UnsafeRawBufferPointer) {
    switch span.style {
    case FYSS_SINGLE_QUOTED, FYSS_DOUBLE_QUOTED:
      let quote = span.style == FYSS_SINGLE_QUOTED ? UInt8(ascii: "'") : UInt8(ascii: "\"")
      if span.start > 0, span.start <= bytes.count, bytes[span.start - 1] == quote {
        if span.outerStart == span.start { span.outerStart -= 1 }
        span.start -= 1
        if span.end < bytes.count, bytes[span.end] == quote { span.end += 1 }
      }
    case FYSS_LITERAL, FYSS_FOLDED:
      let sign = span.style == FYSS_LITERAL ? UInt8(ascii: "|") : UInt8(ascii: ">")
      let isOuter = span.outerStart == span.start
      // The sign stands at the end of the line above, before its indicators and a comment.
      var place = min(span.start, bytes.count - 1)
      while place > 0, bytes[place] != sign { place -= 1 }
      span.start = place
      if isOuter { span.outerStart = place }
      var header = place
      while header < bytes.count, bytes[header] != UInt8(ascii: "\n") { header += 1 }
      let keepsEnd = bytes[place..<header].contains(UInt8(ascii: "+"))
      while span.end > header,
        bytes[span.end - 1] == UInt8(ascii: "\n")
          || (!keepsEnd && bytes[span.end - 1] <= UInt8(ascii: " "))
      {
        span.end -= 1
        if keepsEnd { break }
      }
    default: break
    }
  }
}
