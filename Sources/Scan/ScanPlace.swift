import Formats
import Glibc
import Platform

/// The root of a scan, and the rules that hold in it from outside.
public final class ScanPlace: @unchecked Sendable {
  /// The root as it was named: what paths are shown below.
  public let shown: BytePath
  /// The root's path from the root of the file system, without links.
  public let path: BytePath
  /// What git would ask outside of the tree.
  public let git: GitPlaces
  /// The rule by which the root itself is ignored; nil where it is not.
  public let ignoredBy: IgnoreRuleLine?

  /// The root, held open; nil where the tree is not to be touched.
  private let opened: Root?
  /// The rules that hold in the root, before its own.
  let scope: IgnoreScope?
  /// Stands for these rules, and for all they were made from.
  let rulesMark: UInt64
  var ignoresCase: Bool { git.ignoresCase }
  /// The descriptor of the root.
  var rootNumber: Int32 { opened?.descriptor.number ?? -1 }

  private final class Root {
    let descriptor: Descriptor
    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
  }

  /// What paths begin with, as they are shown: nothing for the working folder.
  var prefix: [UInt8] { shown.bytes == [UInt8(ascii: ".")] ? [] : shown.bytes }

  /// Opens the root of a scan, and finds the rules that hold in it.
  public init(_ shown: BytePath, _ options: WalkOptions) throws(SystemError) {
    self.shown = shown
    opened = Root(try Descriptor.open(shown, O_RDONLY | O_DIRECTORY | O_NONBLOCK))
    path = shown.resolved()
    git = GitPlaces.find(from: path)
    var outer = OuterRules(git, options)
    outer.enter(path, options)
    scope = outer.scope
    rulesMark = outer.mark
    ignoredBy = options.usesIgnoreRules ? outer.ignoredBy : nil
  }

  /// The root of a scan whose kept answer is taken as it is: nothing in it is touched.
  init(untouched shown: BytePath) {
    self.shown = shown
    opened = nil
    path = shown.resolved()
    git = GitPlaces.nowhere
    scope = nil
    rulesMark = 0
    ignoredBy = nil
  }

  /// The rules that hold in a repository within the tree, at an absolute path, and what stands for
  /// them; nil where what lies there is none.
  func repository(
    at path: ArraySlice<UInt8>, _ options: WalkOptions
  ) -> (scope: IgnoreScope?, mark: UInt64)? {
    let path = BytePath(bytes: path)
    let places = GitPlaces.find(from: path)
    guard places.repository?.workTree == path else { return nil }
    let outer = OuterRules(places, options)
    return (outer.scope, outer.mark)
  }
}

/// A line of a file with ignore rules.
public struct IgnoreRuleLine: Equatable, Sendable {
  /// The file.
  public let file: BytePath
  /// The line, counted from 1.
  public let line: Int
  /// What it has ignored.
  public let path: BytePath
}

/// Collects the rules from outside a tree, the weakest first.
private struct OuterRules {
  private(set) var scope: IgnoreScope?
  private(set) var mark: UInt64
  private(set) var ignoredBy: IgnoreRuleLine?
  private let workTree: BytePath?
  private let ignoresCase: Bool
  /// The files of the scopes, the weakest first.
  private var files: [BytePath] = []

  init(_ git: GitPlaces, _ options: WalkOptions) {
    workTree = git.repository?.workTree
    ignoresCase = git.ignoresCase
    mark = Checksum.of(options.key + [git.ignoresCase ? 1 : 0])
    if !options.usesIgnoreRules { return }
    for file in options.ignoreFiles.reversed() { add(file, below: file.parent) }
    if let workTree {
      for file in git.excludes.reversed() { add(file, below: workTree) }
    }
  }

  /// Takes in the rules of the folders between the repository's root and the root of the scan, and
  /// finds out whether they ignore it.
  mutating func enter(_ path: BytePath, _ options: WalkOptions) {
    guard options.usesIgnoreRules, let workTree else { return }
    let rest = path.bytes.dropFirst(workTree.bytes.count)
    var folder = workTree
    for name in rest.split(separator: UInt8(ascii: "/")) {
      for file in [Array(".gitignore".utf8)] + options.ignoreFileNames {
        add(folder.appending(file), below: folder)
      }
      folder = folder.appending(name)
      if ignoredBy == nil { ignoredBy = line(ignoring: folder) }
    }
  }

  private mutating func add(_ file: BytePath, below folder: BytePath) {
    guard let text = IgnoreScope.text(file) else { return }
    mark = mark &* 0x9E37_79B9_7F4A_7C15 ^ Checksum.ofBlock(file.bytes) ^ Checksum.ofBlock(text)
    let start = folder.bytes.count + (folder.bytes.last == UInt8(ascii: "/") ? 0 : 1)
    scope = IgnoreScope(IgnoreRules(text, ignoresCase: ignoresCase), start: start, above: scope)
    files.append(file)
  }

  private func line(ignoring folder: BytePath) -> IgnoreRuleLine? {
    let name = folder.bytes.count - folder.lastComponent.count
    var one = scope
    for file in files.reversed() {
      guard let scope = one else { return nil }
      let line = scope.decidingLine(folder.bytes.span, name: name, isFolder: true)
      if let line {
        return line.isIgnored
          ? IgnoreRuleLine(file: file, line: line.number, path: folder) : nil
      }
      one = scope.above
    }
    return nil
  }
}
