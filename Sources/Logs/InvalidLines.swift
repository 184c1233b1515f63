import Platform
import Store

/// A line that is no entry.
public struct InvalidLine {
  /// From 1 on.
  public let number: Int64
  /// Where it begins in the log, or in what a compressed log expands to.
  public let offset: Int64
  /// Why it is none.
  public let reason: String
  /// The line, without its newline; nil where it is too long to be looked at.
  public let text: [UInt8]?
}

/// Finds the lines of logs that are no entries, without what is kept of logs.
public final class InvalidLines {
  private let store: Store?
  private let fields = LineFields(FieldNames())
  private let reader = LogReader()

  /// `store`: has room for what is expanded or can be read once only.
  public init(_ store: Store?) { self.store = store }

  /// Lends those of a log. `stream`: what its bytes are read from, instead of the file with its path.
  /// Returns what is wrong with a compressed log that is cut off or damaged.
  public func forEach(
    in file: LogFile, stream: Int32? = nil, _ body: (InvalidLine) -> Void
  ) throws(SystemError) -> String? {
    if let stream { return try forEach(gathered: stream, file.path, body) }
    let status = try FileStatus.of(path: file.path)
    if status.kind == .folder { return nil }
    if status.kind == .other {
      let pipe = try Descriptor.open(file.path, 0)
      return try forEach(gathered: pipe.number, file.path, body)
    }
    let content = LogContent(file, status.signature, store)
    content.lookAtBeginning()
    return try forEach(content, file.path, orFile: status.signature.size, body)
  }

  private func forEach(
    gathered descriptor: Int32, _ path: BytePath, _ body: (InvalidLine) -> Void
  ) throws(SystemError) -> String? {
    let scratch = try ScratchFile.gathering(descriptor, store, path)
    return try forEach(LogContent(LogFile(path), scratch), path, orFile: 0, body)
  }

  private func forEach(
    _ content: LogContent, _ path: BytePath, orFile fileSize: Int64,
    _ body: (InvalidLine) -> Void
  ) throws(SystemError) -> String? {
    let file = try content.opened()
    let size = try content.count(orFile: fileSize)
    let start = LogReader.textStart(file.number)
    var number: Int64 = 0
    func judge(_ line: LogLine?, at offset: Int64, isLast: Bool) {
      number += 1
      guard let line else {
        return body(
          InvalidLine(
            number: number, offset: offset, reason: LineFault.tooLong.description, text: nil))
      }
      if fields.read(line) || PartBuilder.isBlank(line) { return }
      var fault = LineFault(line)
      if isLast, fault == .ended { fault = .unfinished }
      body(
        InvalidLine(
          number: number, offset: offset, reason: fault.description, text: line.bytes))
    }
    let ends = try reader.forEachLine(file.number, from: start, to: size, size: size, path: path) {
      line, offset, _ in judge(line, at: offset, isLast: false)
    }
    if ends.complete >= size { return content.fault }
    let isRead: Void? = reader.withLine(file.number, from: ends.complete, to: size) { line in
      judge(line, at: ends.complete, isLast: true)
    }
    if isRead == nil { judge(nil, at: ends.complete, isLast: true) }
    return content.fault
  }
}

/// Why a line is no entry.
enum LineFault: Equatable {
  case tooLong
  /// It is something else than an object.
  case noObject
  /// It ends within the object.
  case ended
  /// The same of a last line, which may be gone on with.
  case unfinished
  /// An object is complete, and something follows it.
  case more(at: Int)
  /// Values lie too deep in one another.
  case deep(at: Int)
  /// A byte that may not be there.
  case byte(UInt8, at: Int)

  /// Finds what is wrong with a line that is no entry.
  init(_ line: LogLine) {
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    let isObject = scanner.byte == UInt8(ascii: "{")
    if isObject, scanner.value() != nil {
      scanner.skipSpace()
      self = .more(at: scanner.offset)
    } else if !isObject {
      self = .noObject
    } else if scanner.offset >= line.count {
      self = .ended
    } else if LineFault.isDeep(line, before: scanner.offset) {
      self = .deep(at: scanner.offset)
    } else {
      // In bounds: before the line's end.
      self = .byte(scanner.byte, at: scanner.offset)
    }
  }

  /// Whether more values are open before an offset than may be.
  private static func isDeep(_ line: LogLine, before end: Int) -> Bool {
    var (depth, isInString, isEscaped) = (0, false, false)
    for byte in line.copy(0..<end) {
      if isInString {
        isInString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
      }
    }
    return depth > JSONScanner.depthMax
  }

  var description: String {
    switch self {
    case .tooLong: "longer than \(LogReader.lineBytesMax >> 20) MiB"
    case .noObject: "not an object"
    case .ended: "ends too early"
    case .unfinished: "unfinished"
    case .more(let offset): "at byte \(offset + 1): more follows the object"
    case .deep(let offset): "at byte \(offset + 1): nested too deep"
    case .byte(let byte, let offset): "at byte \(offset + 1): \(LineFault.name(byte)) is unexpected"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'\(Character(UnicodeScalar(byte)))'" }
    if byte == 0x20 { return "a space" }
    return "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
