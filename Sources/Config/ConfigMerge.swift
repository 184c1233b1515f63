import Formats
import Platform

/// One tree of several: tables are put together member by member, and of anything else the strongest
/// one counts.
struct ConfigMerge: ~Copyable {
  private var builder: TreeBuilder
  /// Which source is the environment's, whose names fit others loosely.
  private let loose: Int?
  /// The environment's variables, as `NAME=VALUE`.
  private let variables: [[UInt8]]

  private struct Layer {
    let node: Node
    let source: Int
  }

  private init(loose: Int?, _ variables: [[UInt8]], source: FrozenBytes = FrozenBytes([])) {
    builder = TreeBuilder(source: source)
    self.loose = loose
    self.variables = variables
  }

  /// Puts trees together, the weakest first. Each value knows by its number which source it is from.
  static func merge(
    _ sources: [ConfigSource], _ variables: [[UInt8]]
  ) throws(ConfigError) -> Tree {
    let loose = sources.firstIndex { $0.layer == .environment }
    var merge = ConfigMerge(loose: loose, variables)
    let layers = sources.enumerated().map { Layer(node: $0.element.root, source: $0.offset) }
    let root = try merge.merged(layers)
    return merge.builder.finish(root)
  }

  /// All documents of a text as the elements of one array.
  static func array(of trees: [Tree], in text: FrozenBytes) -> Tree {
    var merge = ConfigMerge(loose: nil, [], source: text)
    let elements = trees.map { merge.copy($0.root, 0) }
    let root = merge.builder.array(elements.span, at: 0)
    return merge.builder.finish(root)
  }

  private mutating func merged(_ layers: [Layer]) throws(ConfigError) -> TreeRecord {
    guard let top = layers.last else { return builder.null(at: 0) }
    // One that lies below something else than a table is hidden by it.
    var first = layers.count - 1
    while first > 0, layers[first].node.kind == .table, layers[first - 1].node.kind == .table {
      first -= 1
    }
    if top.node.kind == .table, top.source == loose, first == layers.count - 1, first > 0,
      layers[first - 1].node.kind == .array
    {
      return try elements(of: layers[first - 1], with: top)
    }
    if first == layers.count - 1 { return copy(top.node, top.source) }
    let records = try members(Array(layers[first...]))
    builder.sourceNumber = UInt16(top.source)
    return (try? builder.table(records.span, at: top.node.offset)) ?? builder.null(at: 0)
  }

  /// The members of tables, in the order in which their names come up first.
  private mutating func members(_ tables: [Layer]) throws(ConfigError) -> [TreeRecord] {
    var records: [TreeRecord] = []
    for (number, table) in tables.enumerated() {
      for (name, value) in table.node.members {
        let bytes = name.bytes
        if tables[..<number].contains(where: { find(bytes, in: $0, for: table) != nil }) {
          continue
        }
        var layers = [Layer(node: value, source: table.source)]
        for later in tables[(number + 1)...] {
          if let node = find(bytes, in: later, for: table) {
            layers.append(Layer(node: node, source: later.source))
          }
        }
        records.append(copy(name, table.source))
        records.append(try merged(layers))
      }
    }
    return records
  }

  /// A table's value for a name of another table.
  private func find(_ name: [UInt8], in table: Layer, for other: Layer) -> Node? {
    if let node = table.node[name] { return node }
    if table.source == loose {
      return table.node[ConfigOverrides.loose(name)]
    }
    if other.source == loose {
      return table.node.members.first { ConfigOverrides.loose($0.name.bytes) == name }?.value
    }
    return nil
  }

  /// An array some of whose elements the environment replaces, by their numbers; the next number adds
  /// one.
  private mutating func elements(
    of array: Layer, with table: Layer
  ) throws(ConfigError) -> TreeRecord {
    var records: [TreeRecord] = []
    var used = 0
    for (index, element) in array.node.elements.enumerated() {
      if let other = table.node["\(index)"] {
        used += 1
        records.append(
          try merged([
            Layer(node: element, source: array.source), Layer(node: other, source: table.source),
          ]))
      } else {
        records.append(copy(element, array.source))
      }
    }
    while let other = table.node["\(records.count)"] {
      used += 1
      records.append(copy(other, table.source))
    }
    if used < table.node.count { throw unusedElement(of: table.node, count: records.count) }
    builder.sourceNumber = UInt16(array.source)
    return builder.array(records.span, at: array.node.offset)
  }

  /// The error for a variable that names no element of a list, nor the next one.
  private func unusedElement(of table: Node, count: Int) -> ConfigError {
    for (name, value) in table.members {
      if let index = Int(name.text), "\(index)" == name.text, (0..<count).contains(index) {
        continue
      }
      return .variable(
        ConfigOverrides.name(of: variables[value.offset]),
        "\(name.text) is no element of the list there: the next one is \(count)")
    }
    return .variable(
      ConfigOverrides.name(of: variables[table.offset]), "it names no element of the list there")
  }

  private mutating func copy(_ node: Node, _ source: Int) -> TreeRecord {
    builder.sourceNumber = UInt16(source)
    return builder.copy(node)
  }
}
