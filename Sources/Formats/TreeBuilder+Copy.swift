extension TreeBuilder {
  /// A value of another tree, with all that is in it. The offsets stay those of its own source.
  public mutating func copy(_ node: Node) -> TreeRecord {
    switch node.kind {
    case .null, .index: return null(at: node.offset)
    case .bool: return bool(node.bool ?? false, at: node.offset)
    case .array:
      var records: [TreeRecord] = []
      records.reserveCapacity(node.count)
      for element in node.elements { records.append(copy(element)) }
      return array(records.span, at: node.offset)
    case .table:
      var records: [TreeRecord] = []
      records.reserveCapacity(2 * node.count)
      for (name, value) in node.members {
        records.append(copy(name))
        records.append(copy(value))
      }
      return (try? table(records.span, at: node.offset)) ?? null(at: node.offset)
    default: return text(node.kind, node.bytes, at: node.offset)
    }
  }
}
