import Formats
import Platform

/// Where the rules for a tree come from that git would ask outside of the tree itself: the
/// repository that a folder lies in, the files of ignore rules and of attributes, and how names are
/// compared.
///
/// Finding them costs some twenty system calls, and no program is started. Git reads the settings
/// of a repository only where `safe.directory` trusts its owner; here they are read always, since
/// nothing that they name is run.
public struct GitPlaces: Sendable {
  /// The repository; nil where the folder lies in none, or outside of the files of the one that the
  /// environment names.
  public let repository: GitRepository?
  /// The files of ignore rules outside the tree, the strongest first, by paths from the root,
  /// whether they are there or not. They are weaker than those in the tree.
  public let excludes: [BytePath]
  /// The file of attributes that is stronger than those in the tree, if there is a repository.
  public let strongAttributes: BytePath?
  /// The files of attributes that are weaker than those in the tree, the strongest first.
  public let weakAttributes: [BytePath]
  /// Whether letters of names are compared without regard to their case.
  public let ignoresCase: Bool
  /// The files that this answer depends on, but for the search: who keeps an answer of his own
  /// looks for the repository again, and compares what was found.
  public let files: [GitFile]
  /// What git would have refused.
  public let problems: [GitProblem]

  /// Finds them for a folder.
  public static func find(from folder: BytePath) -> GitPlaces {
    let start = folder.absolute().resolved()
    var search = GitSearch()
    let found = search.find(from: start)
    // Conditions of the settings may name the folder by the links that lead to it, as git lets them
    // where it is asked in the root of the files.
    let isRoot = found != nil && found?.top == start
    let shown = isRoot ? GitPlaces.shown(folder, start)?.appending(".git") : nil
    let settings = GitSettings(found?.folder, shownAs: shown, &search.files)
    let repository = found.flatMap { GitPlaces.repository($0, settings, start) }
    return GitPlaces(repository, settings, start, &search.files)
  }

  /// The path of a folder with the links that the user went through; nil where nobody knows them.
  private static func shown(_ folder: BytePath, _ start: BytePath) -> BytePath? {
    let absolute = folder.absolute()
    if absolute != start, folder.isAbsolute { return absolute.withoutDots() }
    guard let path = Environment["PWD"].map({ BytePath(bytes: $0) }), path != start,
      path.isAbsolute, path.resolved() == start
    else { return nil }
    return path
  }

  /// What holds where nobody asks: nothing.
  static let nowhere = GitPlaces()

  private init() {
    repository = nil
    excludes = []
    strongAttributes = nil
    weakAttributes = []
    ignoresCase = false
    files = []
    problems = []
  }

  private init(
    _ repository: GitRepository?, _ settings: GitSettings, _ start: BytePath,
    _ files: inout GitFiles
  ) {
    self.repository = repository
    // Git stands in the root of the files when it opens a path that does not begin at the root.
    let base = repository?.workTree ?? start
    let user = BytePath.gitUserFolder?.absolute()
    var excludes: [BytePath] = []
    if let repository { excludes.append(repository.commonFolder.appending("info/exclude")) }
    if let path = settings.excludesFile ?? user?.appending("ignore"), !path.isEmpty {
      excludes.append(path.isAbsolute ? path : base.appending(path.bytes))
    }
    self.excludes = excludes
    strongAttributes = repository?.commonFolder.appending("info/attributes")
    var attributes: [BytePath] = []
    if let path = settings.attributesFile ?? user?.appending("attributes"), !path.isEmpty {
      attributes.append(path.isAbsolute ? path : base.appending(path.bytes))
    }
    if !Environment.isTrue("GIT_ATTR_NOSYSTEM", otherwise: false) {
      attributes.append("/etc/gitattributes")
    }
    weakAttributes = attributes
    ignoresCase = settings.ignoresCase
    self.files = files.seen
    problems = files.problems
  }

  /// The repository with the root of its files; nil where the folder is not below that.
  private static func repository(
    _ found: GitSearch.Found, _ settings: GitSettings, _ start: BytePath
  ) -> GitRepository? {
    var root = found.top
    if let named = Environment["GIT_WORK_TREE"] {
      root = BytePath(bytes: named).absolute().resolved()
    } else if settings.isBare {
      root = nil
    } else if let named = settings.workTree {
      let path = BytePath(bytes: named)
      root = (path.isAbsolute ? path : found.folder.path.appending(named)).resolved()
    } else if found.isNamed {
      let isImplied = Environment.isTrue("GIT_IMPLICIT_WORK_TREE", otherwise: true)
      root = isImplied ? BytePath(".").absolute().resolved() : nil
    }
    if let root, !start.isSameOrBelow(root) { return nil }
    return GitRepository(
      workTree: root, gitFolder: found.folder.path, commonFolder: found.folder.commonFolder)
  }
}

extension BytePath {
  /// Whether a path from the root is another one, or lies below it.
  fileprivate func isSameOrBelow(_ folder: BytePath) -> Bool {
    guard bytes.starts(with: folder.bytes) else { return false }
    return bytes.count == folder.bytes.count || folder.bytes.last == UInt8(ascii: "/")
      || bytes[folder.bytes.count] == UInt8(ascii: "/")
  }
}
