import Formats
import Platform

/// A text that holds schemas, and what in it has an address of its own.
final class SchemaDocument {
  let tree: Tree
  /// Empty for the schema itself, where no address was given.
  let address: [UInt8]
  /// The parts of it with an address of their own, by the JSON pointers to them.
  private(set) var resources: [[UInt8]: SchemaResource] = [:]
  /// Each schema that was asked for, by the JSON pointer to it.
  var subschemas: [[UInt8]: Subschema] = [:]

  init(_ tree: Tree, address: [UInt8], _ dialect: Dialect) throws(SchemaError) {
    self.tree = tree
    self.address = address
    let base = Address.split(address).address
    let whole = SchemaResource(
      document: self, address: base, root: tree.root, pointer: [], dialect)
    resources[[]] = whole
    try find(tree.root, [], whole, depth: 0)
  }

  func error(_ node: Node, _ message: String) -> SchemaError {
    SchemaError(address: address, position: tree.lines.position(node.offset), message)
  }

  /// Schemas that are nested deeper were not written by hand, and would exhaust the stack.
  private static let depthMax = 512

  /// Looks for addresses and anchors in a schema and the schemas within it.
  private func find(
    _ node: Node, _ pointer: [UInt8], _ outer: SchemaResource, depth: Int
  ) throws(SchemaError) {
    guard node.kind == .table else { return }
    if depth > SchemaDocument.depthMax { throw error(node, "the schema is nested too deeply") }
    var resource = outer
    if let id = node["$id"]?.string, !(outer.draft == .draft7 && node["$ref"] != nil) {
      let (address, fragment) = Address.split(Address.resolve(id, in: outer.address))
      if outer.draft == .draft7, id.first == UInt8(ascii: "#") {
        outer.anchors[fragment] = pointer
      } else if pointer.isEmpty {
        resource.address = address
      } else {
        let dialect =
          node["$schema"]?.string.flatMap { Draft($0) }.map { Dialect($0) } ?? outer.dialect
        resource = SchemaResource(
          document: self, address: address, root: node, pointer: pointer, dialect)
        resources[pointer] = resource
      }
    }
    findAnchors(node, pointer, resource)
    let draft = resource.draft
    for keyword in draft.schemaKeywords {
      if let inner = node[keyword] {
        try find(inner, pointer + [47] + keyword.utf8, resource, depth: depth + 1)
      }
    }
    for keyword in draft.arrayKeywords {
      guard let inner = node[keyword], inner.kind == .array else { continue }
      for index in 0..<inner.count {
        let place = pointer + Array("/\(keyword)/\(index)".utf8)
        try find(inner.element(index), place, resource, depth: depth + 1)
      }
    }
    for keyword in draft.tableKeywords {
      guard let inner = node[keyword], inner.kind == .table else { continue }
      for index in 0..<inner.count {
        let place =
          pointer + [47] + keyword.utf8 + [47] + JSONPointer.escaped(inner.name(index).bytes)
        try find(inner.member(index), place, resource, depth: depth + 1)
      }
    }
  }

  private func findAnchors(_ node: Node, _ pointer: [UInt8], _ resource: SchemaResource) {
    if resource.draft == .draft7 { return }
    if let anchor = node["$anchor"]?.string { resource.anchors[anchor] = pointer }
    if resource.draft == .draft2019, node["$recursiveAnchor"]?.bool == true {
      resource.isRecursive = true
    }
    if resource.draft == .draft2020, let anchor = node["$dynamicAnchor"]?.string {
      resource.anchors[anchor] = pointer
      resource.dynamicAnchors[anchor] = pointer
    }
  }

  /// The schema at a place, and the part with an address of its own that it is in. The place begins
  /// in a part, and may lead into one within it.
  func find(
    _ pointer: [UInt8], in resource: SchemaResource
  ) -> (node: Node, pointer: [UInt8], resource: SchemaResource)? {
    var (node, place, resource) = (resource.root, resource.pointer, resource)
    if pointer.isEmpty { return (node, place, resource) }
    guard pointer.first == 47 else { return nil }
    for step in pointer.dropFirst().split(separator: 47, omittingEmptySubsequences: false) {
      let name = JSONPointer.unescaped(step)
      if node.kind == .array {
        guard let index = JSONPointer.index(name), index < node.count else { return nil }
        node = node.element(index)
      } else {
        guard let next = node[name] else { return nil }
        node = next
      }
      place += [47] + step
      if let inner = resources[place] { resource = inner }
    }
    return (node, place, resource)
  }
}

/// A schema with an address of its own.
final class SchemaResource {
  unowned let document: SchemaDocument
  var address: [UInt8]
  let root: Node
  /// Where it is in its document.
  let pointer: [UInt8]
  let dialect: Dialect
  var draft: Draft { dialect.draft }
  /// Names of places in it, and the pointers to these in the document.
  var anchors: [[UInt8]: [UInt8]] = [:]
  var dynamicAnchors: [[UInt8]: [UInt8]] = [:]
  var isRecursive = false

  init(
    document: SchemaDocument, address: [UInt8], root: Node, pointer: [UInt8],
    _ dialect: Dialect
  ) {
    self.document = document
    self.address = address
    self.root = root
    self.pointer = pointer
    self.dialect = dialect
  }
}

/// JSON pointers: RFC 6901.
enum JSONPointer {
  static func escaped(_ name: [UInt8]) -> [UInt8] {
    guard name.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return name
    }
    return name.flatMap { (byte) -> [UInt8] in
      switch byte {
      case UInt8(ascii: "~"): Array("~0".utf8)
      case UInt8(ascii: "/"): Array("~1".utf8)
      default: [byte]
      }
    }
  }

  static func unescaped(_ step: ArraySlice<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    var rest = step
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "~"), let next = rest.first, next == 48 || next == 49 {
        rest.removeFirst()
        name.append(next == 48 ? UInt8(ascii: "~") : UInt8(ascii: "/"))
      } else {
        name.append(byte)
      }
    }
    return name
  }

  /// A whole number without zeros before it.
  static func index(_ name: [UInt8]) -> Int? {
    guard !name.isEmpty, name.count <= 10, name.allSatisfy(Letters.isDigit),
      name.count == 1 || name[0] != 48
    else { return nil }
    return name.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
