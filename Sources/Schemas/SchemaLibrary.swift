import Formats
import Platform

/// The documents that a schema consists of: itself, what it refers to, and the drafts' own schemas.
final class SchemaLibrary {
  /// Fetches the document of an address; nil where there is none.
  typealias Resolver = (_ address: [UInt8]) throws(SchemaError) -> Tree?

  private let resolver: Resolver?
  /// By their addresses, without a fragment.
  private var resources: [[UInt8]: SchemaResource] = [:]
  /// Held, because the parts refer to them without holding them.
  private var documents: [SchemaDocument] = []
  private static let documentsMax = 10_000

  init(_ resolver: Resolver?) { self.resolver = resolver }

  /// Takes a document in.
  @discardableResult
  func add(
    _ tree: Tree, address: [UInt8], _ outer: Dialect = Dialect(.draft2020)
  ) throws(SchemaError) -> SchemaDocument {
    let dialect =
      try tree.root["$schema"].map { (name) throws(SchemaError) in
        try self.dialect(name, in: tree, address)
      } ?? outer
    let document = try SchemaDocument(tree, address: address, dialect)
    documents.append(document)
    if let whole = document.resources[[]] {
      resources[Address.split(address).address] = whole
    }
    for resource in document.resources.values where resources[resource.address] == nil {
      resources[resource.address] = resource
    }
    return document
  }

  /// What `$schema` names: a version, or a dialect whose own schema names one.
  private func dialect(
    _ node: Node, in tree: Tree, _ address: [UInt8]
  ) throws(SchemaError) -> Dialect {
    func error(_ message: String) -> SchemaError {
      SchemaError(address: address, position: tree.lines.position(node.offset), message)
    }
    guard let name = node.string else { throw error("$schema: expected an address") }
    if let draft = Draft(name) { return Dialect(draft) }
    let plain = Address.split(name).address
    if let resolver, let other = try resolver(plain), let base = other.root["$schema"]?.string,
      let draft = Draft(base)
    {
      return Dialect(draft, vocabulary: other.root["$vocabulary"])
    }
    throw error(
      "\"\(String(decoding: name, as: UTF8.self))\" is not a version of JSON Schema that is known: "
        + "expected one of \(Draft.known)")
  }

  deinit {
    // Schemas hold each other in rings.
    for document in documents {
      for schema in document.subschemas.values { schema.rules = nil }
    }
  }

  // MARK: References

  /// The schema that a reference means.
  func subschema(_ reference: Node, from resource: SchemaResource) throws(SchemaError) -> Subschema
  {
    let document = resource.document
    guard let text = reference.string else {
      throw document.error(reference, "expected a reference, found \(reference.kind.name)")
    }
    let (address, fragment) = Address.split(Address.resolve(text, in: resource.address))
    let target = try self.resource(address, reference, resource)
    guard let found = subschema(fragment, in: target) else {
      let name = String(decoding: text, as: UTF8.self)
      throw document.error(reference, "there is nothing at the reference \"\(name)\"")
    }
    return found
  }

  private func resource(
    _ address: [UInt8], _ reference: Node, _ origin: SchemaResource
  ) throws(SchemaError) -> SchemaResource {
    if address == origin.address { return origin }
    if let found = resources[address] { return found }
    let document = origin.document
    if let tree = MetaSchemas.tree(address) {
      if let found = try add(tree, address: address).resources[[]] { return found }
    }
    let name = String(decoding: address, as: UTF8.self)
    guard let resolver else {
      throw document.error(
        reference,
        "the schema refers to \"\(name)\", which is not at hand: say where it is, or put it into $defs"
      )
    }
    if documents.count >= SchemaLibrary.documentsMax {
      throw document.error(reference, "the schema refers to too many documents")
    }
    guard let tree = try resolver(address) else {
      throw document.error(reference, "the schema refers to \"\(name)\", which was not found")
    }
    let added = try add(tree, address: address, origin.dialect)
    guard let found = added.resources[[]] else { return origin }
    return found
  }

  /// The schema at a fragment: nothing, a JSON pointer, or an anchor.
  func subschema(_ fragment: [UInt8], in resource: SchemaResource) -> Subschema? {
    if fragment.isEmpty || fragment.first == UInt8(ascii: "/") {
      guard let found = resource.document.find(fragment, in: resource) else { return nil }
      return subschema(found.node, found.pointer, found.resource)
    }
    return resource.anchors[fragment].flatMap { subschema(at: $0, in: resource) }
  }

  /// The schema at a pointer into a resource's document.
  func subschema(at pointer: [UInt8], in resource: SchemaResource) -> Subschema? {
    guard let whole = resource.document.resources[[]],
      let found = resource.document.find(pointer, in: whole)
    else { return nil }
    return subschema(found.node, found.pointer, found.resource)
  }

  /// The schema that a value is, made once.
  func subschema(_ node: Node, _ pointer: [UInt8], _ resource: SchemaResource) -> Subschema {
    if let known = resource.document.subschemas[pointer] { return known }
    let inner = resource.document.resources[pointer] ?? resource
    let made = Subschema(node: node, pointer: pointer, resource: inner)
    resource.document.subschemas[pointer] = made
    return made
  }
}
