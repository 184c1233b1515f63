import Formats
import Platform

/// The schemas that the versions have for schemas, by their public addresses: nothing is fetched
/// for them, and they are read only when a schema refers to them.
enum MetaSchemas {
  /// The schema at an address; nil for any other address.
  static func tree(_ address: [UInt8]) -> Tree? {
    guard let text = text(String(decoding: address, as: UTF8.self)) else { return nil }
    return try? JSONParser.parse(FrozenBytes(Array(text.utf8)))
  }

  private static func text(_ address: String) -> String? {
    switch address {
    case "http://json-schema.org/draft-07/schema": draft7
    case "https://json-schema.org/draft/2020-12/schema": draft2020
    case "https://json-schema.org/draft/2020-12/meta/core": core
    case "https://json-schema.org/draft/2020-12/meta/applicator": applicator
    case "https://json-schema.org/draft/2020-12/meta/unevaluated": unevaluated
    case "https://json-schema.org/draft/2020-12/meta/validation": validation
    case "https://json-schema.org/draft/2020-12/meta/meta-data": metaData
    case "https://json-schema.org/draft/2020-12/meta/format-annotation": formatAnnotation
    case "https://json-schema.org/draft/2020-12/meta/format-assertion": formatAssertion
    case "https://json-schema.org/draft/2020-12/meta/content": content
    case "https://json-schema.org/draft/2019-09/schema": draft2019
    case "https://json-schema.org/draft/2019-09/meta/applicator": applicator2019
    case "https://json-schema.org/draft/2019-09/meta/content": content2019
    case "https://json-schema.org/draft/2019-09/meta/core": core2019
    case "https://json-schema.org/draft/2019-09/meta/format": format2019
    case "https://json-schema.org/draft/2019-09/meta/meta-data": metaData2019
    case "https://json-schema.org/draft/2019-09/meta/validation": validation2019
    default: nil
    }
  }
}
