import Formats
import Glibc
import Platform

/// The repository that a folder lies in.
public struct GitRepository: Sendable, Equatable {
  /// The root of the files, from the root and without links; nil where there are none, because the
  /// folder lies in a bare repository or in `.git`.
  public let workTree: BytePath?
  /// What `.git` is or leads to.
  public let gitFolder: BytePath
  /// The folder that all worktrees of the repository share; where there is but one, the same.
  public let commonFolder: BytePath
}

/// A folder with what makes a repository: `HEAD`, `objects` and `refs`.
struct GitFolder {
  let path: BytePath
  let commonFolder: BytePath
  /// Whether it is the folder of a further worktree, or a submodule's that borrows.
  let isLinked: Bool
  /// The content of `HEAD`, or where the link leads that it is.
  let head: [UInt8]

  /// What is under a name.
  enum Look {
    case repository(GitFolder)
    /// The name is there, and is no folder.
    case file
    case nothing
  }

  /// Looks whether a folder is one.
  static func look(at path: BytePath, _ files: inout GitFiles) -> Look {
    let head: [UInt8]
    switch readHead(of: path) {
    case .text(let text): head = text
    case .folderIsFile: return .file
    case .none: return .nothing
    }
    var (common, isLinked) = (path, false)
    if let folder = Environment["GIT_COMMON_DIR"] {
      (common, isLinked) = (BytePath(bytes: folder).absolute(), true)
    } else if var target = GitFiles.peek(path.appending("commondir")) {
      files.note(path.appending("commondir"), isPresent: true)
      while target.last == UInt8(ascii: "\n") || target.last == UInt8(ascii: "\r") {
        target.removeLast()
      }
      isLinked = true
      let folder = BytePath(bytes: target)
      common = (folder.isAbsolute ? folder : path.appending(target)).resolved()
    }
    let objects = Environment["GIT_OBJECT_DIRECTORY"].map { BytePath(bytes: $0) }
    guard GitFiles.canEnter(objects ?? common.appending("objects")),
      GitFiles.canEnter(common.appending("refs"))
    else { return .nothing }
    return .repository(
      GitFolder(path: path, commonFolder: common, isLinked: isLinked, head: head))
  }

  private enum Head {
    case text([UInt8])
    case folderIsFile
    case none
  }

  /// What `HEAD` says, where that is a branch or a commit. One call tells of most folders that they
  /// are no repository.
  private static func readHead(of folder: BytePath) -> Head {
    let path = folder.appending("HEAD")
    let text: [UInt8]
    do throws(SystemError) {
      let file = try Descriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
      text = try IO.readOnce(file.number, at: 0, limit: 255, path: path)
    } catch {
      if error.code == ENOTDIR { return .folderIsFile }
      let target = error.code == ELOOP ? path.linkTarget() : []
      return target.starts(with: "refs/".utf8) ? .text(target) : .none
    }
    if let name = branch(text), name.starts(with: "refs/".utf8) { return .text(text) }
    let digits = text.prefix { byte in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
    }
    return digits.count >= 40 ? .text(text) : .none
  }

  /// The name that `HEAD` stands for, where it stands for one.
  static func branch(_ head: [UInt8]) -> [UInt8]? {
    if head.starts(with: "refs/".utf8) { return head }
    guard head.starts(with: "ref:".utf8) else { return nil }
    var name = head[4...].drop { $0 == 0x20 || $0 >= 9 && $0 <= 13 }
    while let last = name.last, last <= 0x20 { name.removeLast() }
    return Array(name)
  }
}

/// The search for a repository, as git does it.
///
/// Git also asks who owns the repository (`safe.directory`), since its settings can make it run
/// programs. Nothing here runs what a setting names: the worst that a stranger's settings can do is
/// to name other ignore rules.
struct GitSearch {
  var files = GitFiles()

  /// What was found: the folder, and the folder that it lies in; nil of these for a bare one.
  struct Found {
    let folder: GitFolder
    let top: BytePath?
    /// Whether the environment named it.
    var isNamed = false
  }

  mutating func find(from start: BytePath) -> Found? {
    if let named = Environment["GIT_DIR"] { return findNamed(BytePath(bytes: named).absolute()) }
    var current = start
    let ceiling = GitSearch.ceilingLength(for: start)
    let crosses = Environment.isTrue("GIT_DISCOVERY_ACROSS_FILESYSTEM", otherwise: false)
    let device = crosses ? nil : GitSearch.device(of: start)
    while true {
      let name = current.appending(".git")
      switch GitFolder.look(at: name, &files) {
      case .repository(let folder): return Found(folder: folder, top: current)
      case .file: return followFile(name).map { Found(folder: $0, top: current) }
      case .nothing: break
      }
      if case .repository(let folder) = GitFolder.look(at: current, &files) {
        return Found(folder: folder, top: nil)
      }
      if current.bytes.count <= 1 { return nil }
      current = current.parent
      let length = current.bytes.count == 1 ? 0 : current.bytes.count
      if length <= ceiling { return nil }
      if !crosses, GitSearch.device(of: current) != device { return nil }
    }
  }

  private mutating func findNamed(_ path: BytePath) -> Found? {
    switch GitFolder.look(at: path, &files) {
    case .repository(let folder): return Found(folder: folder, top: nil, isNamed: true)
    case .file: return followFile(path).map { Found(folder: $0, top: nil, isNamed: true) }
    case .nothing:
      files.report(path, "GIT_DIR names no repository: expected HEAD, objects and refs in it")
      return nil
    }
  }

  /// The folder that a file leads to: `gitdir: PATH`.
  private mutating func followFile(_ path: BytePath) -> GitFolder? {
    let mark = Array("gitdir: ".utf8)
    guard var text = files.read(path), text.starts(with: mark), text.count <= 1 << 20 else {
      files.report(path, "expected a folder, or a file with gitdir: and a path")
      return nil
    }
    while text.last == UInt8(ascii: "\n") || text.last == UInt8(ascii: "\r") { text.removeLast() }
    let target = BytePath(bytes: text.dropFirst(mark.count))
    let folder = (target.isAbsolute ? target : path.parent.appending(target.bytes)).resolved()
    if target.isEmpty { return nil }
    if case .repository(let found) = GitFolder.look(at: folder, &files) { return found }
    files.report(path, "no repository is at \(target): expected HEAD, objects and refs in it")
    return nil
  }

  private static func device(of path: BytePath) -> UInt64? {
    (try? FileStatus.of(path: path))?.signature.device
  }

  /// How long the longest of the folders in `GIT_CEILING_DIRECTORIES` above a path is, which are
  /// not looked at; -1 where there is none.
  private static func ceilingLength(for path: BytePath) -> Int {
    guard let value = Environment["GIT_CEILING_DIRECTORIES"] else { return -1 }
    var longest = -1
    // What comes after an empty entry is taken as it is, for the sake of slow file systems.
    var resolves = true
    for entry in value.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
      if entry.isEmpty { resolves = false }
      var folder = BytePath(bytes: entry)
      guard folder.isAbsolute else { continue }
      if resolves { folder = folder.resolved() }
      var bytes = folder.bytes
      if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
      if path.bytes.count > bytes.count + 1, path.bytes.starts(with: bytes),
        path.bytes[bytes.count] == UInt8(ascii: "/")
      {
        longest = max(longest, bytes.count)
      }
    }
    return longest
  }
}
