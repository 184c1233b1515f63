import Formats

/// The versions of JSON Schema that are known.
enum Draft {
  case draft7
  case draft2019
  case draft2020

  static let known = """
    https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft/2019-09/schema, \
    http://json-schema.org/draft-07/schema#
    """

  /// The version that an address in `$schema` names.
  init?(_ address: [UInt8]) {
    var address = address[...]
    if address.last == UInt8(ascii: "#") { address.removeLast() }
    switch String(decoding: address, as: UTF8.self) {
    case "https://json-schema.org/draft/2020-12/schema": self = .draft2020
    case "https://json-schema.org/draft/2019-09/schema": self = .draft2019
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema":
      self = .draft7
    default: return nil
    }
  }

  /// Keywords whose value is a schema.
  var schemaKeywords: [String] {
    let all = ["not", "if", "then", "else", "additionalProperties", "propertyNames", "contains"]
    switch self {
    case .draft7: return all + ["items", "additionalItems"]
    case .draft2019:
      return all + [
        "items", "additionalItems", "unevaluatedItems", "unevaluatedProperties", "contentSchema",
      ]
    case .draft2020:
      return all + ["items", "unevaluatedItems", "unevaluatedProperties", "contentSchema"]
    }
  }

  /// Keywords whose value is an array of schemas.
  var arrayKeywords: [String] {
    let all = ["allOf", "anyOf", "oneOf"]
    return all + (self == .draft2020 ? ["prefixItems"] : ["items"])
  }

  /// Keywords whose value is a table of schemas. `definitions` and `dependencies` are still
  /// understood by those that no longer have them.
  var tableKeywords: [String] {
    let all = ["properties", "patternProperties", "definitions", "dependencies"]
    return self == .draft7 ? all : all + ["$defs", "dependentSchemas"]
  }
}

/// What a schema's keywords mean: a version, and what `$vocabulary` adds or takes away.
struct Dialect {
  var draft: Draft
  /// Whether keywords such as `minimum` mean something.
  var hasValidation = true
  /// Whether `format` is asked for.
  var assertsFormats = false

  init(_ draft: Draft) { self.draft = draft }

  /// The dialect whose own schema is of some version.
  init(_ draft: Draft, vocabulary: Node?) {
    self.draft = draft
    guard let vocabulary, draft != .draft7 else { return }
    let version = draft == .draft2020 ? "2020-12" : "2019-09"
    let prefix = "https://json-schema.org/draft/\(version)/vocab/"
    hasValidation = vocabulary[prefix + "validation"] != nil
    assertsFormats = vocabulary[prefix + "format-assertion"] != nil
  }
}
