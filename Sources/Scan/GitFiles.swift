import Formats
import Glibc
import Platform

/// A file that an answer of ``GitPlaces`` depends on.
public struct GitFile: Sendable, Equatable {
  /// Its path from the root.
  public let path: BytePath
  /// Whether it was there, and could be read.
  public let isPresent: Bool
}

/// Something in git's files that git would refuse.
public struct GitProblem: Sendable, Equatable {
  /// The file; empty for the environment.
  public let path: BytePath
  /// Where and what it is, and what was expected.
  public let message: String
}

/// Reads git's files, and keeps account of them.
struct GitFiles {
  private(set) var seen: [GitFile] = []
  var problems: [GitProblem] = []

  /// No file of settings is longer; a program that makes one is broken.
  private static let sizeMax = 64 << 20

  /// The content of a file that the answer depends on; nil where it is not there.
  mutating func read(_ path: BytePath) -> [UInt8]? {
    let text = GitFiles.peek(path)
    note(path, isPresent: text != nil)
    return text
  }

  /// Keeps account of a file that somebody else reads.
  mutating func note(_ path: BytePath, isPresent: Bool) {
    // A file may be asked for twice, where conditions have to know all of the settings first.
    for file in seen where file.path == path { return }
    seen.append(GitFile(path: path, isPresent: isPresent))
  }

  mutating func report(_ path: BytePath, _ message: String) {
    let problem = GitProblem(path: path, message: message)
    // Nobody reads more of them, and a file may be wrong in each of a million lines.
    if problems.count < 100, !problems.contains(problem) { problems.append(problem) }
  }

  /// The content of a file; nil where it is not there.
  static func peek(_ path: BytePath) -> [UInt8]? {
    // A pipe, which a stranger's tree may hold in a file's place, would be waited for without end.
    guard let file = try? Descriptor.open(path, O_RDONLY | O_NONBLOCK),
      let status = try? FileStatus.of(file.number, path: path)
    else { return nil }
    // The only device that anybody names here is /dev/null.
    if status.isCharacterDevice { return [] }
    let size = status.signature.size
    guard status.kind == .file, size <= sizeMax else { return nil }
    // Files that the kernel makes up as they are read have no size.
    return size > 0
      ? try? IO.readOnce(file.number, at: 0, limit: Int(size), path: path)
      : try? IO.readAll(file.number, limit: sizeMax, path: path)
  }

  /// Whether a folder is there that may be entered. C: `access`.
  static func canEnter(_ path: BytePath) -> Bool { path.withCString { access($0, X_OK) } == 0 }
}

extension Environment {
  /// Whether a variable says yes, as git takes it; the other word where it is not set.
  static func isTrue(_ name: String, otherwise: Bool) -> Bool {
    guard let value = Environment[name] else { return otherwise }
    return GitConfig.isTrue(value) ?? otherwise
  }
}

extension BytePath {
  /// The folder of git's files for one user: `$XDG_CONFIG_HOME/git`, or `~/.config/git`.
  static var gitUserFolder: BytePath? {
    if let folder = Environment["XDG_CONFIG_HOME"], !folder.isEmpty {
      return BytePath(bytes: folder).appending("git")
    }
    return Environment["HOME"].map { BytePath(bytes: $0).appending(".config/git") }
  }
}
