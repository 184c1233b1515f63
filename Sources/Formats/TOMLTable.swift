/// A table that is being filled: TOML may come back to it, and each way of writing a table has its
/// own rule about who may add to it later.
final class TOMLTable {
  /// How it came to be.
  enum Kind {
    /// By a longer header: `a` in `[a.b]`. Its own header may follow, once; so may dotted keys.
    case implicit
    /// By its header: closed to every other statement that would define it. The document itself,
    /// and each element of an array of tables, too.
    case header
    /// By dotted keys: `a` in `a.b = 1`. Open to other dotted keys and to headers of tables in it.
    case dotted
  }

  /// What an entry is while more may come.
  enum Child {
    /// A value that is complete, inline tables and arrays among them.
    case value
    case table(TOMLTable)
    case tables(TOMLTableArray)
  }

  var kind: Kind
  /// Where the name stands that made it, or that is its header's.
  var position: SourcePosition
  /// Its entries; those that are tables get their values last.
  private(set) var table = Table()
  private var children: [Child] = []

  init(_ kind: Kind, at position: SourcePosition) {
    self.kind = kind
    self.position = position
  }

  /// Adds an entry; where its name is taken, nothing is added, and the entry that has it returned.
  func add(_ key: TOMLKey, _ child: Child = .value) -> Int? {
    let taken = table.add(key.bytes, at: key.position, Value(.null, at: key.position))
    if taken == nil { children.append(child) }
    return taken
  }

  /// Adds a table, whose name is not taken.
  func adding(_ key: TOMLKey, _ kind: Kind) -> TOMLTable {
    let new = TOMLTable(kind, at: key.position)
    _ = add(key, .table(new))
    return new
  }

  /// Which entry has that name.
  func index(of key: TOMLKey) -> Int? { table.index(of: key.bytes) }

  /// Gives the entry that was added last its value.
  func setLast(_ value: Value) { table.setValue(value, at: table.count - 1) }

  func child(_ index: Int) -> Child { children[index] }

  /// The line in which an entry was defined first.
  func line(_ index: Int) -> UInt32 { table.entries[index].keyPosition.line }

  /// The table as a value, with all that is in it. Its depth is bounded by the parser.
  func finished() -> Table {
    for (index, child) in children.enumerated() {
      switch child {
      case .value: continue
      case .table(let inner):
        table.setValue(Value(.table(inner.finished()), at: inner.position), at: index)
      case .tables(let array):
        let elements = array.elements.map { Value(.table($0.finished()), at: $0.position) }
        table.setValue(Value(.array(elements), at: array.position), at: index)
      }
    }
    children = []
    return table
  }
}

/// An array of tables, made by `[[NAME]]`.
final class TOMLTableArray {
  let position: SourcePosition
  var elements: [TOMLTable] = []

  init(at position: SourcePosition) { self.position = position }
}

/// One part of a key.
struct TOMLKey {
  let bytes: [UInt8]
  let position: SourcePosition
  /// Where it begins.
  let offset: Int

  /// How it is named in an error.
  var shown: String { SourceWords.name(bytes) }
}
