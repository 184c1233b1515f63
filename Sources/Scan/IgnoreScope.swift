import Formats
import Glibc
import Platform
import Synchronization

/// A file with ignore rules, as it was when its rules were used.
struct IgnoreFile: Equatable, Sendable {
  /// Its name in the folder.
  let name: [UInt8]
  var signature: FileSignature
  /// Whether it was changed so shortly before that a later change might not show.
  var isRacy: Bool
  /// The checksum of its text.
  let checksum: UInt64
}

/// The ignore rules that hold in a folder: those of one file, and behind them those of the folders
/// above, and of the repository and the user.
final class IgnoreScope: @unchecked Sendable {
  /// What is asked when this one says nothing.
  let above: IgnoreScope?
  /// Where, in the absolute path of a file, the part begins that the rules are about.
  let start: Int
  /// The file, where it is read only when somebody asks: a path below the root of the walk.
  private let source: [UInt8]?
  private let place: ScanPlace?
  private let ignoresCase: Bool
  /// The rules; nil until they are read. Set under the lock, and read after ``prepare()`` only.
  private var rules: IgnoreRules?
  private let lock = Mutex<Void>(())

  init(_ rules: IgnoreRules, start: Int, above: IgnoreScope?) {
    self.rules = rules
    self.start = start
    self.above = above
    source = nil
    place = nil
    ignoresCase = false
  }

  /// The rules of a file that is read when they are first asked for.
  init(reading source: [UInt8], in place: ScanPlace, start: Int, above: IgnoreScope?) {
    self.source = source
    self.place = place
    ignoresCase = place.ignoresCase
    self.start = start
    self.above = above
  }

  /// Reads what was not read yet. Called once before a folder's files are asked for.
  func prepare() {
    var scope: IgnoreScope? = self
    while let one = scope {
      one.lock.withLock { _ in
        if one.rules == nil, let source = one.source, let place = one.place {
          let text = place.text(inTree: source) ?? []
          one.rules = IgnoreRules(text, ignoresCase: one.ignoresCase)
        }
      }
      scope = one.above
    }
  }

  /// The text of a file with rules outside of the tree; nil where there is none.
  static func text(_ path: BytePath) -> [UInt8]? {
    guard let file = try? Descriptor.open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK) else {
      return nil
    }
    return text(of: file.number)
  }

  /// The same of a file that lies among the files of a repository: there, as with git, a link is none.
  static func text(amongFiles path: BytePath) -> [UInt8]? {
    guard
      let file = try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
      (try? FileStatus.of(file.number))?.kind == .file
    else { return nil }
    return text(of: file.number)
  }

  /// The text of an open file with rules.
  static func text(of file: Int32) -> [UInt8]? {
    guard let bytes = try? GrowingBytes.reading(file, limit: 100 << 20) else { return nil }
    return bytes.withBytes { bytes in bytes.withUnsafeBytes { Array($0) } }
  }

  /// The line of this file alone that decides about an absolute path; nil where none does.
  func decidingLine(
    _ path: Span<UInt8>, name: Int, isFolder: Bool
  ) -> (number: Int, isIgnored: Bool)? {
    guard let rules, name >= start else { return nil }
    let verdict = rules.verdict(of: path, from: start, name: name, isFolder: isFolder)
    let line = rules.decidingLine(of: path, from: start, name: name, isFolder: isFolder)
    return line == 0 ? nil : (line, verdict == .ignored)
  }

  /// Whether what lies at an absolute path is ignored; its last name begins at `name`.
  @inline(__always)
  func ignores(_ path: Span<UInt8>, name: Int, isFolder: Bool) -> Bool {
    var scope: IgnoreScope? = self
    while let one = scope {
      // A file's rules are about what lies below its folder.
      if let rules = one.rules, name >= one.start {
        switch rules.verdict(of: path, from: one.start, name: name, isFolder: isFolder) {
        case .ignored: return true
        case .kept: return false
        case .none: break
        }
      }
      scope = one.above
    }
    return false
  }
}
