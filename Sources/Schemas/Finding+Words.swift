import Formats

extension Finding {
  /// It as a caller gets it.
  func failure(_ root: Subschema) -> SchemaFailure {
    SchemaFailure(
      path: ValuePath(path.map { $0.step }), offset: offset, source: node.source,
      location: location(root), keyword: keyword, message: message)
  }

  private func location(_ root: Subschema) -> [UInt8] {
    let document = schema.resource.document
    var text = document === root.resource.document ? [] : document.address
    text.append(UInt8(ascii: "#"))
    text += schema.pointer
    if !keyword.isEmpty { text += [UInt8(ascii: "/")] + keyword.utf8 }
    return text
  }

  /// What is wrong, in plain words.
  var message: String {
    switch detail {
    case .notAllowed(let rules, let table): return notAllowed(rules, table)
    case .types(let types): return "expected \(types.names), found \(node.kind.name)"
    case .several(let valid):
      let numbers = valid.map { Words.ordinal($0) }
      return "fits the \(Words.list(numbers, "and")) of the alternatives: expected exactly one"
    case .alternatives(let count, let nearest, let findings):
      guard let first = findings.first else { break }
      let rest = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
      let inner = first.path.dropFirst(path.count).map { $0.step }
      let place =
        inner.isEmpty ? "" : String(decoding: ValuePath(inner).bytes, as: UTF8.self) + ": "
      if count == 1 { return place + first.message + rest }
      return "fits none of \(count) alternatives; the nearest is the "
        + "\(Words.ordinal(nearest)): \(place)\(first.message)\(rest)"
    default: break
    }
    return check.map { words(of: $0) } ?? "no value is allowed here"
  }

  private func words(of check: Check) -> String {
    switch check {
    case .types(let types): return "expected \(types.names), found \(node.kind.name)"
    case .constant(let value): return "expected \(Finding.shown(value)), found \(found)"
    case .choice(let values): return choice(values)
    case .multiple: return "\(found) is not a multiple of \(limit)"
    case .bound(_, let isMaximum, let isExclusive):
      switch (isMaximum, isExclusive) {
      case (false, false): return "\(found) is below the minimum \(limit)"
      case (true, false): return "\(found) is above the maximum \(limit)"
      case (false, true): return "\(found) is not above \(limit)"
      case (true, true): return "\(found) is not below \(limit)"
      }
    case .count(let limit, let counted, let isMaximum):
      let word: String =
        switch counted {
        case .characters: "character"
        case .elements: "element"
        case .members: "member"
        }
      let count = Evaluation.count(counted, node) ?? 0
      return "expected at \(isMaximum ? "most" : "least") \(Words.counted(limit, word)), "
        + "found \(count)"
    case .pattern: return "\(found) does not match the pattern \(limit)"
    case .format(let format): return "\(found) is not \(format.name)"
    case .unique:
      guard case .number(let first) = detail else { break }
      return "is equal to element \(first): expected no element twice"
    case .required, .dependentRequired:
      guard case .name(let name) = detail else { break }
      let plain = String(decoding: ValuePath([.name(name)]).bytes, as: UTF8.self)
      return "\(plain) is missing"
    case .contains(_, let least, let most):
      guard case .number(let count) = detail else { break }
      let bound = count < least ? "at least \(least)" : "at most \(most ?? 0)"
      return "\(count) of the elements \(count == 1 ? "is" : "are") as the schema asks: "
        + "expected \(bound)"
    case .any, .one: return "fits none of the alternatives"
    case .not: return "is what the schema excludes"
    default: break
    }
    return "is not what the schema asks for"
  }

  private var found: String { Finding.shown(node) }

  /// The keyword's value.
  private var limit: String { schema.node[keyword].map { Finding.shown($0) } ?? "" }

  private func choice(_ values: Node) -> String {
    let shown = values.elements.prefix(8).map { Finding.shown($0) }
    let rest = values.count > 8 ? ", ..." : ""
    let hint = Suggestion.nearest(
      to: node.kind == .string ? node.text : "",
      among: values.elements.compactMap { $0.kind == .string ? $0.text : nil })
    let meant = hint.map { "; did you mean \"\($0)\"?" } ?? ""
    if values.count == 1 { return "expected \(shown[0]), found \(found)" }
    return "\(found) is none of \(shown.joined(separator: ", "))\(rest)\(meant)"
  }

  private func notAllowed(_ rules: MemberRules?, _ table: Node) -> String {
    guard case .name(let name)? = path.last else { return "no value is allowed here" }
    let candidates = rules?.table.map { names in
      names.members.filter { table.index(of: $0.name.bytes) == nil }.map { $0.name.text }
    }
    let meant = Suggestion.nearest(to: name.text, among: candidates ?? [])
    return "\(Words.quoted(name.bytes)) is not allowed here"
      + (meant.map { "; did you mean \"\($0)\"?" } ?? "")
  }

  /// A value in a message: texts in quotes, tables and arrays by what they are.
  static func shown(_ node: Node) -> String {
    switch node.kind {
    case .null: "null"
    case .bool: node.bool == true ? "true" : "false"
    case .integer, .float:
      node.withText { $0.byteCount } > 60 ? String(node.text.prefix(60)) + "..." : node.text
    case .array: node.count == 0 ? "an empty array" : "an array"
    case .table, .index: node.count == 0 ? "an empty table" : "a table"
    default: Words.quoted(node.bytes)
    }
  }
}
