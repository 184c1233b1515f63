import Patterns

/// The formats of texts that are known. Others say what is meant and ask for nothing.
enum TextFormat: String {
  case dateTime = "date-time"
  case date
  case time
  case duration
  case email
  case hostname
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case uuid
  case regex
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"

  /// What it is in the words of an error.
  var name: String {
    switch self {
    case .dateTime: "a date and time as RFC 3339 has them, such as 2026-01-31T12:00:00Z"
    case .date: "a date, such as 2026-01-31"
    case .time: "a time with its distance from UTC, such as 12:00:00Z"
    case .duration: "a duration, such as P1DT12H"
    case .email: "an e-mail address"
    case .hostname: "the name of a host"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .uri: "a URI"
    case .uriReference: "a reference to a URI"
    case .uuid: "a UUID"
    case .regex: "a regular expression"
    case .jsonPointer: "a JSON pointer"
    case .relativeJSONPointer: "a relative JSON pointer"
    }
  }

  /// Whether a text is of the format.
  func matches(_ text: [UInt8]) -> Bool {
    switch self {
    case .dateTime:
      guard text.count > 11, text[10] | 32 == UInt8(ascii: "t") else { return false }
      return TextFormat.isDate(text[..<10]) && TextFormat.isTime(text[11...])
    case .date: return TextFormat.isDate(text[...])
    case .time: return TextFormat.isTime(text[...])
    case .duration: return TextFormat.isDuration(text[...])
    case .email: return TextFormat.isEmail(text)
    case .hostname: return TextFormat.isHostname(text[...])
    case .ipv4: return TextFormat.isIPv4(text[...])
    case .ipv6: return TextFormat.isIPv6(text)
    case .uri: return TextFormat.isURI(text, isRelative: false)
    case .uriReference: return TextFormat.isURI(text, isRelative: true)
    case .uuid: return TextFormat.isUUID(text)
    case .regex: return (try? Pattern(text, Pattern.Options(isECMA: true))) != nil
    case .jsonPointer: return TextFormat.isJSONPointer(text[...])
    case .relativeJSONPointer: return TextFormat.isRelativeJSONPointer(text)
    }
  }

  private static func isJSONPointer(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text.first == UInt8(ascii: "/") else { return false }
    return text.indices.allSatisfy { index in
      guard text[index] == UInt8(ascii: "~") else { return true }
      return index + 1 < text.endIndex && (text[index + 1] == 48 || text[index + 1] == 49)
    }
  }

  private static func isRelativeJSONPointer(_ text: [UInt8]) -> Bool {
    let digits = text.prefix(while: Letters.isDigit)
    guard let first = digits.first, first != 48 || digits.count == 1 else { return false }
    let rest = text[digits.endIndex...]
    return rest.elementsEqual("#".utf8) || isJSONPointer(rest)
  }

  private static func isUUID(_ text: [UInt8]) -> Bool {
    text.count == 36
      && text.indices.allSatisfy { index in
        switch index {
        case 8, 13, 18, 23: text[index] == UInt8(ascii: "-")
        default: Letters.isHexadecimal(text[index])
        }
      }
  }
}
