import Formats
import Platform

/// A line of NDJSON in a batch: an object with `key` and `value`, or `key_base64` and `value_base64`
/// for what is not UTF-8; to put, perhaps with `ttl`, `tags` and `cost_ms`.
enum BatchLine {
  /// Why a line is no item: where, and what is wrong.
  struct Fault: Error {
    let message: String

    init(_ position: SourcePosition, _ text: String) {
      message = "\(position.line):\(position.column): \(text)"
    }
  }

  static func item(
    _ line: [UInt8], line number: Int, needsValue: Bool
  ) throws(Fault) -> BatchItem {
    let object: Node
    do throws(ParseError) {
      object = try JSONParser.parse(line[...], line: number).root
    } catch {
      throw Fault(error.position, error.message)
    }
    guard object.kind == .table else {
      throw Fault(
        object.position, "expected an object with key and value, found \(object.kind.name)")
    }
    var (key, value): ([UInt8]?, [UInt8]?)
    var item = BatchItem(key: [])
    for entry in object.members {
      switch entry.name.text {
      case "key": key = try text(entry.value)
      case "key_base64": key = try decoded(entry.value)
      // A value as get prints it: where base64 tells it exactly, that counts.
      case "value":
        if value == nil { value = try text(entry.value) }
      case "value_base64": value = try decoded(entry.value)
      case "ttl": item.timeToLiveNanoseconds = try duration(entry.value)
      case "cost_ms": item.costNanoseconds = try milliseconds(entry.value)
      case "tags": item.tags = try texts(entry.value)
      default:
        let name = entry.name.text
        let known = ["key", "value", "key_base64", "value_base64", "ttl", "tags", "cost_ms"]
        let hint = Suggestion.hint(Suggestion.nearest(to: name, among: known))
        throw Fault(entry.value.position, "nothing is called \(name)\(hint)")
      }
    }
    guard let key else { throw Fault(object.position, "there is no key") }
    item.key = key
    if needsValue {
      guard let value else { throw Fault(object.position, "there is no value") }
      item.value = value
    }
    return item
  }

  private static func text(_ value: Node) throws(Fault) -> [UInt8] {
    if let bytes = value.string { return bytes }
    throw Fault(value.position, "expected a string, found \(value.kind.name)")
  }

  private static func decoded(_ value: Node) throws(Fault) -> [UInt8] {
    if let bytes = Base64.decode(try text(value)) { return bytes }
    throw Fault(value.position, "expected base64")
  }

  private static func texts(_ value: Node) throws(Fault) -> [[UInt8]] {
    guard value.kind == .array else {
      throw Fault(value.position, "expected an array of strings, found \(value.kind.name)")
    }
    return try value.elements.map { (value) throws(Fault) in try text(value) }
  }

  /// A length of time: as options have it, or a number of seconds.
  private static func duration(_ value: Node) throws(Fault) -> Int64 {
    if value.kind == .string || value.kind == .integer {
      if let duration = DurationFormat.parse(value.text) { return duration.nanoseconds }
    } else if value.kind == .float, let seconds = value.double, seconds >= 0, seconds < 3e9 {
      return Int64((seconds * 1e9).rounded())
    }
    throw Fault(value.position, "expected a duration such as 30, 1.5 or \"5m\"")
  }

  private static func milliseconds(_ value: Node) throws(Fault) -> Int64 {
    if value.kind == .integer, let number = value.integer, (0..<1_000_000_000_000).contains(number)
    {
      return number * 1_000_000
    }
    if value.kind == .float, let number = value.double, number >= 0, number < 1e12 {
      return Int64((number * 1e6).rounded())
    }
    throw Fault(value.position, "expected milliseconds")
  }
}
