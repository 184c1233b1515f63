import Formats
import Platform

/// Evidence of a technology in a file.
public struct StackFinding: Equatable, Sendable {
  /// What it is.
  public var category: StackCategory
  /// The technology's name.
  public var name: String
  /// The rule's evidence: `npm:react`.
  public var rule: [UInt8]
  /// The version as the file has it, or nothing.
  public var version: [UInt8]
  /// The line, counted from 1; 0 where the name of the file is the evidence.
  public var line: Int
  /// Whether the project itself asks for it: otherwise only the version is taken.
  public var isDirect: Bool
}

/// What one file tells: its findings, or what is wrong with it. As bytes:
///
///     format (1)  flags (1: a manifest, 2: broken)  path  count (4)
///     count times: category (1)  direct (1)  line (4)  name  rule  version
///     where it is broken: line (4)  column (4)  reason
///
/// where a text is its length in 4 bytes, the lowest first, and its bytes.
public struct StackFindings: Equatable, Sendable {
  /// Changes with how files are read and findings are kept.
  static let format: UInt8 = 2
  /// How long a file may be that is read.
  public static let contentBytesMax = 20 << 20

  /// The file.
  public let path: [UInt8]
  /// Whether its folder is a project of its own.
  public let isProject: Bool
  /// What was found, in the order of the file.
  public internal(set) var found: [StackFinding] = []
  /// What is wrong with the file.
  public internal(set) var problem: ParseError?

  init(path: [UInt8], isProject: Bool) {
    self.path = path
    self.isProject = isProject
  }

  /// The compact form that `init(stored:)` reads.
  public var stored: [UInt8] {
    var out: [UInt8] = [StackFindings.format]
    out.append((isProject ? 1 : 0) | (problem == nil ? 0 : 2))
    func text(_ bytes: some Collection<UInt8>) {
      out.append(littleEndian: UInt64(bytes.count), count: 4)
      out += bytes
    }
    text(path)
    out.append(littleEndian: UInt64(found.count), count: 4)
    for finding in found {
      out += [finding.category.rawValue, finding.isDirect ? 1 : 0]
      out.append(littleEndian: UInt64(finding.line), count: 4)
      text(finding.name.utf8)
      text(finding.rule)
      text(finding.version)
    }
    if let problem {
      out.append(littleEndian: UInt64(problem.position.line), count: 4)
      out.append(littleEndian: UInt64(problem.position.column), count: 4)
      text(problem.message.utf8)
    }
    return out
  }

  /// Reads the compact form; nothing where the bytes are none, or those of another version.
  public init?(stored bytes: [UInt8]) {
    var rest = StoredReader(bytes)
    guard rest.number(1) == Int(StackFindings.format), let flags = rest.number(1),
      let path = rest.text(), let count = rest.number(4)
    else { return nil }
    self.init(path: path, isProject: flags & 1 != 0)
    for _ in 0..<count {
      guard let kind = rest.number(1), let category = StackCategory(rawValue: UInt8(kind)),
        let direct = rest.number(1), let line = rest.number(4), let name = rest.text(),
        let rule = rest.text(), let version = rest.text()
      else { return nil }
      found.append(
        StackFinding(
          category: category, name: String(decoding: name, as: UTF8.self), rule: rule,
          version: version, line: line, isDirect: direct != 0))
    }
    if flags & 2 != 0 {
      guard let line = rest.number(4), let column = rest.number(4), let reason = rest.text()
      else { return nil }
      let position = SourcePosition(line: line, column: column)
      problem = ParseError(position, String(decoding: reason, as: UTF8.self))
    }
    if !rest.isAtEnd { return nil }
  }
}

private struct StoredReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func number(_ count: Int) -> Int? {
    guard bytes.count - offset >= count else { return nil }
    offset += count
    return Int(bytes.littleEndian(at: offset - count, count: count))
  }

  mutating func text() -> [UInt8]? {
    guard let count = number(4), bytes.count - offset >= count else { return nil }
    offset += count
    return Array(bytes[(offset - count)..<offset])
  }
}
