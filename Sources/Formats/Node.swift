import Platform

/// A value in a tree.
public struct Node {
  /// The tree that it is in.
  public let tree: Tree
  let record: TreeRecord

  init(tree: Tree, record: TreeRecord) {
    self.tree = tree
    self.record = record
  }

  /// What it is.
  public var kind: ValueKind { record.kind }
  /// Where it was written: the offset in its source. Of a table that a header or a dotted key makes,
  /// that is the last name in the header, or the name in the key.
  public var offset: Int { Int(record.offset) }
  /// Which source it is from, where the tree is made of several.
  public var source: Int { Int(record.source) }
  /// Where it was written, in the source of a tree that is made of one.
  public var position: SourcePosition { tree.lines.position(offset) }

  /// The line in which it begins, in a time that does not grow with the length of the line.
  public var line: Int { tree.lines.line(offset) }

  // MARK: What is in it

  /// How many elements or members it has.
  public var count: Int { kind == .array || kind == .table ? Int(record.count) : 0 }

  /// An element of an array, counted from 0.
  public func element(_ index: Int) -> Node {
    Node(tree: tree, record: tree.record(Int(record.start) + index))
  }

  /// The name of a member of a table, counted from 0.
  public func name(_ index: Int) -> Node {
    Node(tree: tree, record: tree.record(Int(record.start) + 2 * index))
  }

  /// The value of a member of a table, counted from 0.
  public func member(_ index: Int) -> Node {
    Node(tree: tree, record: tree.record(Int(record.start) + 2 * index + 1))
  }

  /// The elements of an array; of anything else, none.
  public var elements: some Sequence<Node> {
    (0..<(kind == .array ? count : 0)).lazy.map { element($0) }
  }

  /// The members of a table; of anything else, none.
  public var members: some Sequence<(name: Node, value: Node)> {
    (0..<(kind == .table ? count : 0)).lazy.map { (name: name($0), value: member($0)) }
  }

  /// The member of that name.
  public subscript(name: [UInt8]) -> Node? { index(of: name).map { member($0) } }

  /// The member of that name.
  public subscript(name: String) -> Node? { self[Array(name.utf8)] }

  /// Which member has that name. Of a large table this takes constant time.
  public func index(of name: [UInt8]) -> Int? { index(of: name.span.bytes) }

  /// Which member has that name. Of a large table this takes constant time.
  public func index(of bytes: RawSpan) -> Int? {
    guard kind == .table else { return nil }
    if !record.isIndexed {
      return (0..<count).first { isName($0, bytes) }
    }
    let index = tree.record(Int(record.start) - 1)
    let mask = Int(index.count) - 1
    guard index.kind == .index, mask > 0 else { return nil }
    var slot = Int(truncatingIfNeeded: tree.hash.hash(bytes)) & mask
    // A table that is damaged may have no free slot.
    for _ in 0...mask {
      let number = Int(tree.slots.bytes.word(at: tree.slots.start + 4 * (Int(index.start) + slot)))
      if number == 0 { return nil }
      if number <= count, isName(number - 1, bytes) { return number - 1 }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isName(_ index: Int, _ bytes: RawSpan) -> Bool {
    let record = name(index).record
    return Int(record.count) == bytes.byteCount
      && tree.withText(record) { Tree.isEqual($0, bytes) }
  }

  // MARK: What it says

  /// Its text, where it has one: of numbers and dates, too.
  public var bytes: [UInt8] { withText { text in text.withUnsafeBytes { Array($0) } } }

  /// Its text, where it has one: of numbers and dates, too.
  public var text: String {
    withText { text in text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
  }

  /// Lends its text.
  public func withText<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard kind.isText else { return try body(RawSpan()) }
    return try tree.withText(record, body)
  }

  /// A boolean's value.
  public var bool: Bool? { kind == .bool ? record.start != 0 : nil }

  /// A whole number's value, where 64 bits hold it.
  public var integer: Int64? { kind == .integer ? Int64(text) : nil }

  /// A number's value, or the double that is nearest to it.
  public var double: Double? {
    guard kind == .integer || kind == .float else { return nil }
    return Double(text)
  }

  /// A string's bytes.
  public var string: [UInt8]? { kind == .string ? bytes : nil }
}
