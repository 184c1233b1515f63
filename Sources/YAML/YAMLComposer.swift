import CFyaml
import Formats
import Platform

/// Builds the tree of one document from its events.
struct YAMLComposer: ~Copyable {
  /// An array or a table that is still open.
  private struct Frame {
    let isTable: Bool
    let offset: Int
    /// How many finished values lie below its own.
    let base: Int
    /// How many values the document had when it began.
    let weight: Int
    let anchor: Int?
    /// How many merged tables lie below its own.
    let mergedBase: Int
    /// Where its key `<<` stands.
    var mergeOffset: Int?
    /// Whether the value that comes next is that of its key `<<`.
    var takesMerge = false
  }

  /// A value that has a name.
  private struct Anchor {
    var record: TreeRecord?
    /// What it is called as a key, if it is a scalar.
    var name: TreeRecord?
    var weight = 0
  }

  var builder: TreeBuilder
  let source: FrozenBytes
  private let options: YAMLParser.Options
  private var frames: [Frame] = []
  private var pending: [TreeRecord] = []
  private var merged: [TreeRecord] = []
  private var anchors: [Anchor] = []
  /// The latest anchor of each name.
  private var named: [[UInt8]: Int] = [:]
  /// How many values there are, with those that aliases stand for.
  private var weight = 0
  private var root: TreeRecord?

  init(_ source: FrozenBytes, _ options: YAMLParser.Options) {
    builder = TreeBuilder(source: source)
    self.source = source
    self.options = options
  }

  consuming func finish(_ root: TreeRecord) -> Tree { builder.finish(root) }

  /// Reads to the end of the document that has begun.
  mutating func document(_ events: inout YAMLEvents) throws(YAMLFault) -> TreeRecord {
    while try events.next() {
      switch events.kind {
      case .documentStart: break
      case .documentEnd: return root ?? builder.null(at: events.start)
      case .scalar: try scalar(events)
      case .alias: try alias(events)
      case .arrayStart, .tableStart: try open(events)
      case .arrayEnd, .tableEnd: try close()
      }
    }
    return root ?? builder.null(at: events.end)
  }

  /// Whether what comes next is a key.
  private var isKey: Bool {
    guard let frame = frames.last, frame.isTable, !frame.takesMerge else { return false }
    return (pending.count - frame.base) % 2 == 0
  }

  // MARK: Scalars

  private mutating func scalar(_ events: borrowing YAMLEvents) throws(YAMLFault) {
    weight += 1
    if isKey {
      if try isMerge(events) { return }
      let name = string(events)
      if let anchor = events.anchor {
        let record = try value(events)
        define(anchor, Anchor(record: record, name: name, weight: 1))
      }
      pending.append(name)
      return
    }
    let record = try value(events)
    if let anchor = events.anchor {
      let name = string(events)
      define(anchor, Anchor(record: record, name: name, weight: 1))
    }
    try put(record, at: events.start)
  }

  private mutating func string(_ events: borrowing YAMLEvents) -> TreeRecord {
    if let range = events.range(of: events.text) {
      return builder.text(.string, range, at: events.shownStart)
    }
    return builder.text(.string, events.text.bytes, at: events.shownStart)
  }

  private mutating func value(_ events: borrowing YAMLEvents) throws(YAMLFault) -> TreeRecord {
    let isPlain = events.style == FYSS_PLAIN
    switch events.tag {
    case .none: return isPlain ? try resolved(events) : string(events)
    case .plain, .string, .other: return string(events)
    case .integer, .float, .bool, .null: return try forced(events)
    case .table, .array:
      let wanted = events.tag == .table ? "!!map" : "!!seq"
      throw YAMLFault(events.start, "the tag \(wanted) stands before a scalar")
    }
  }

  private mutating func resolved(_ events: borrowing YAMLEvents) throws(YAMLFault) -> TreeRecord {
    switch YAMLScalar.resolve(events.text) {
    case .string: return string(events)
    case .null: return builder.null(at: events.start)
    case .bool(let value): return builder.bool(value, at: events.start)
    case .number(let kind):
      guard let range = events.range(of: events.text) else {
        return builder.text(kind, events.text.bytes, at: events.start)
      }
      return builder.text(kind, range, at: events.start)
    case .rewritten(let kind, let text): return builder.text(kind, text, at: events.start)
    case .tooLong:
      throw YAMLFault(
        events.start,
        "a number in base 8 or 16 has more than \(YAMLScalar.digitCountMax) digits")
    }
  }

  /// A scalar whose tag says what it is.
  private mutating func forced(_ events: borrowing YAMLEvents) throws(YAMLFault) -> TreeRecord {
    let record = try resolved(events)
    switch (events.tag, record.kind) {
    case (.integer, .integer), (.float, .float), (.bool, .bool), (.null, .null): return record
    case (.float, .integer):
      var text: [UInt8] = []
      builder.withText(record) { bytes in bytes.withUnsafeBytes { text += $0 } }
      return builder.text(.float, text + Array(".0".utf8), at: events.start)
    default:
      let wanted =
        switch events.tag {
        case .integer: "the tag !!int wants a whole number"
        case .float: "the tag !!float wants a number"
        case .bool: "the tag !!bool wants true or false"
        default: "the tag !!null wants null, ~ or nothing"
        }
      throw YAMLFault(events.start, "\(wanted): found \(record.kind.name)")
    }
  }

  // MARK: Arrays and tables

  private mutating func open(_ events: borrowing YAMLEvents) throws(YAMLFault) {
    guard frames.count < options.depthMax else {
      throw YAMLFault(
        events.start, "more than \(options.depthMax) lists and tables lie in one another")
    }
    let isTable = events.kind == .tableStart
    switch events.tag {
    case .none, .plain, .other: break
    case .table where isTable, .array where !isTable: break
    default:
      throw YAMLFault(
        events.start, "the tag before \(isTable ? "a table" : "an array") is that of another kind")
    }
    weight += 1
    frames.append(
      Frame(
        isTable: isTable, offset: events.start, base: pending.count, weight: weight,
        anchor: events.anchor.map { define($0, Anchor()) }, mergedBase: merged.count))
  }

  private mutating func close() throws(YAMLFault) {
    guard let frame = frames.popLast() else { return }
    let record: TreeRecord
    if !frame.isTable {
      record = YAMLComposer.array(&builder, pending, from: frame.base, at: frame.offset)
    } else {
      if merged.count > frame.mergedBase { try merge(frame) }
      do throws(DuplicateName) {
        record = try YAMLComposer.table(&builder, pending, from: frame.base, at: frame.offset)
      } catch {
        throw duplicate(Int(error.first), Int(error.second))
      }
    }
    pending.removeSubrange(frame.base...)
    merged.removeSubrange(frame.mergedBase...)
    if let anchor = frame.anchor {
      anchors[anchor].record = record
      anchors[anchor].weight = weight - frame.weight + 1
    }
    try put(record, at: frame.offset)
  }

  // These two are given what they use, because a span of one part keeps the whole from changing.

  private static func array(
    _ builder: inout TreeBuilder, _ pending: [TreeRecord], from base: Int, at offset: Int
  ) -> TreeRecord {
    builder.array(pending.span.extracting(base..<pending.count), at: offset)
  }

  private static func table(
    _ builder: inout TreeBuilder, _ pending: [TreeRecord], from base: Int, at offset: Int
  ) throws(DuplicateName) -> TreeRecord {
    try builder.table(pending.span.extracting(base..<pending.count), at: offset)
  }

  private func duplicate(_ first: Int, _ second: Int) -> YAMLFault {
    let line = SourceLines(source).position(first).line
    return YAMLFault(second, "this key stands twice in its table: first in line \(line)")
  }

  /// Hands a finished value to what it lies in.
  private mutating func put(_ record: TreeRecord, at offset: Int) throws(YAMLFault) {
    guard let last = frames.indices.last else {
      root = record
      return
    }
    if frames[last].takesMerge {
      frames[last].takesMerge = false
      return try addMerged(record, at: offset)
    }
    if frames[last].isTable, (pending.count - frames[last].base) % 2 == 0 {
      return pending.append(try name(record, at: offset))
    }
    pending.append(record)
  }

  // MARK: Aliases

  @discardableResult
  private mutating func define(_ name: Range<Int>, _ anchor: Anchor) -> Int {
    anchors.append(anchor)
    named[source.copy(name)] = anchors.count - 1
    return anchors.count - 1
  }

  private mutating func alias(_ events: borrowing YAMLEvents) throws(YAMLFault) {
    let bytes = events.anchor.map { source.copy($0) } ?? []
    let name = String(decoding: bytes, as: UTF8.self)
    guard let number = named[bytes] else {
      throw YAMLFault(events.start, "the alias *\(name) has no anchor &\(name) before it")
    }
    guard let record = anchors[number].record else {
      throw YAMLFault(events.start, "the alias *\(name) stands within its own value")
    }
    weight += anchors[number].weight
    if weight > options.expandedCountMax {
      throw YAMLFault(
        events.start,
        "with its aliases the document has more than \(options.expandedCountMax) values")
    }
    if isKey, var name = anchors[number].name {
      name.offset = UInt32(truncatingIfNeeded: events.start)
      return pending.append(name)
    }
    try put(record, at: events.start)
  }

  // MARK: Merge keys

  private mutating func isMerge(_ events: borrowing YAMLEvents) throws(YAMLFault) -> Bool {
    guard options.mergesKeys, events.style == FYSS_PLAIN, events.tag == .none,
      events.text.count == 2, events.text.elementsEqual("<<".utf8), let last = frames.indices.last
    else { return false }
    if let first = frames[last].mergeOffset {
      let line = SourceLines(source).position(first).line
      throw YAMLFault(
        events.start,
        "the key << stands twice in its table, first in line \(line): "
          + "merge several tables as <<: [*one, *other]")
    }
    frames[last].mergeOffset = events.start
    frames[last].takesMerge = true
    return true
  }

  private mutating func addMerged(_ record: TreeRecord, at offset: Int) throws(YAMLFault) {
    if record.kind == .table { return merged.append(record) }
    var isRight = record.kind == .array
    for index in 0..<record.contentCount where isRight {
      let table = builder.content(of: record, index)
      isRight = table.kind == .table
      merged.append(table)
    }
    if !isRight {
      throw YAMLFault(
        offset, "the key << wants a table or a list of tables: found \(record.kind.name)")
    }
  }

  /// Puts what the merged tables have, and the open one has not, behind the values of the latter.
  private mutating func merge(_ frame: Frame) throws(YAMLFault) {
    var known: [[UInt8]: Int] = [:]
    for index in stride(from: frame.base, to: pending.count, by: 2) {
      let offset = Int(pending[index].offset)
      if let first = known.updateValue(offset, forKey: text(pending[index])) {
        throw duplicate(first, offset)
      }
    }
    for number in frame.mergedBase..<merged.count {
      let table = merged[number]
      for index in 0..<table.contentCount {
        let name = builder.content(of: table, 2 * index)
        let key = text(name)
        if known[key] != nil { continue }
        known[key] = Int(name.offset)
        pending.append(name)
        pending.append(builder.content(of: table, 2 * index + 1))
      }
    }
  }

  private func text(_ record: TreeRecord) -> [UInt8] {
    builder.withText(record) { bytes in bytes.withUnsafeBytes { Array($0) } }
  }
}
