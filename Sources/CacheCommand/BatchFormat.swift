import CommandKit
import Formats
import Platform
import Store

/// How the items of a batch are written.
enum BatchFormat: String {
  case tsv, colon, nul, ndjson

  init(_ invocation: borrowing Invocation) throws(Failure) {
    let word = invocation.arguments.text("format") ?? "tsv"
    if word == "json" {
      self = .ndjson
    } else if word == "text" {
      self = .tsv
    } else if let format = BatchFormat(rawValue: word) {
      self = format
    } else {
      throw Failure(.usage, "--format \(word): expected tsv, colon, nul or ndjson")
    }
  }

  /// An item, as it is printed; nil where it does not fit into a line.
  func line(_ key: [UInt8], _ value: [UInt8]) -> [UInt8]? {
    let newline = UInt8(ascii: "\n")
    switch self {
    case .nul:
      return key.contains(0) || value.contains(0) ? nil : key + [0] + value + [0]
    case .tsv, .colon:
      let separator = UInt8(ascii: self == .tsv ? "\t" : ":")
      if key.contains(separator) || key.contains(newline) || value.contains(newline) { return nil }
      return key + [separator] + value + [newline]
    case .ndjson:
      var json = JSONWriter()
      json.object { json in
        json.name("key", bytes: key)
        json.name("value", bytes: value)
      }
      json.endLine()
      return json.bytes
    }
  }

  /// The line for a key that is not there.
  static func absent(_ key: [UInt8]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.name("key", bytes: key)
      json.key("value"); json.null()
    }
    json.endLine()
    return json.bytes
  }
}

/// An item of a batch.
struct BatchItem {
  var key: [UInt8]
  var value: [UInt8] = []
  var timeToLiveNanoseconds: Int64?
  var tags: [[UInt8]] = []
  var costNanoseconds: Int64?

  /// What is said of it, beyond what is said of all.
  func details(_ all: EntryDetails) -> EntryDetails {
    var details = all
    if let time = timeToLiveNanoseconds { details.timeToLiveNanoseconds = time }
    if let cost = costNanoseconds { details.costNanoseconds = cost }
    details.tags += tags
    return details
  }
}

/// The items of a batch, one after the other. Lines that make no sense are named and passed over.
struct BatchReader: ~Copyable {
  private let input: Input
  private let format: BatchFormat
  private let shown: String
  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var line = 0
  private var failure: Failure?
  /// How many lines made no sense.
  private(set) var faults = 0

  init(_ input: consuming Input, _ format: BatchFormat, shown: String) {
    self.input = input
    self.format = format
    self.shown = shown
  }

  /// The next item; nil at the end.
  mutating func next(needsValue: Bool) -> BatchItem? {
    while let field = nextField() {
      line += 1
      switch format {
      case .nul:
        if !needsValue { return BatchItem(key: field) }
        guard let value = nextField() else {
          fault("the key \(Asking.shown(field)) has no value after it")
          return nil
        }
        return BatchItem(key: field, value: value)
      case .tsv, .colon:
        if field.isEmpty { continue }
        if !needsValue { return BatchItem(key: field) }
        let separator = UInt8(ascii: format == .tsv ? "\t" : ":")
        guard let end = field.firstIndex(of: separator) else {
          fault(
            "no \(format == .tsv ? "tab" : "colon") between a key and a value: "
              + "\(Asking.shown(Array(field.prefix(40))))")
          continue
        }
        return BatchItem(key: Array(field[..<end]), value: Array(field[(end + 1)...]))
      case .ndjson:
        if field.isEmpty { continue }
        do throws(BatchLine.Fault) {
          return try BatchLine.item(field, line: line, needsValue: needsValue)
        } catch {
          faults += 1
          Diagnostics.line("pc-cache: \(shown):\(error.message)")
        }
      }
    }
    return nil
  }

  private mutating func fault(_ text: String) {
    faults += 1
    Diagnostics.line("pc-cache: \(shown):\(line): \(text)")
  }

  /// What comes before the next newline, or NUL byte; nil at the end.
  private mutating func nextField() -> [UInt8]? {
    let end = format == .nul ? 0 : UInt8(ascii: "\n")
    var from = start
    while true {
      if let stop = bytes[from...].firstIndex(of: end) {
        defer { start = stop + 1 }
        return Array(bytes[start..<stop])
      }
      from = bytes.count - start
      if isAtEnd || !readMore() {
        defer { start = bytes.count }
        return start < bytes.count ? Array(bytes[start...]) : nil
      }
    }
  }

  /// Reads on behind what is left; false at the end.
  private mutating func readMore() -> Bool {
    bytes.removeFirst(start)
    start = 0
    var buffer = [UInt8](repeating: 0, count: 65536)
    do throws(Failure) {
      let count = try input.read(into: &buffer)
      bytes += buffer[..<count]
      isAtEnd = count == 0
    } catch {
      failure = error
      isAtEnd = true
    }
    return !isAtEnd
  }

  /// Throws where the items could not be read to their end.
  func finish(_ invocation: borrowing Invocation) throws(Failure) {
    if let failure { throw failure }
  }
}
