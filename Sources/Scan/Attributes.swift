import Formats
import Glibc
import Languages
import Platform

/// What the files of attributes (`.gitattributes`) say about languages.
final class Attributes: @unchecked Sendable {
  /// A file of attributes, and the next weaker one.
  private final class Scope {
    let rules: AttributeRules
    /// Where, in the absolute path of a file, the part begins that the rules are about.
    let start: Int
    let above: Scope?

    init(_ rules: AttributeRules, start: Int, above: Scope?) {
      self.rules = rules
      self.start = start
      self.above = above
    }
  }

  private static let wanted = [
    "linguist-language", "linguist-vendored", "linguist-generated", "linguist-documentation",
    "linguist-detectable",
  ]

  private let names: AttributeNames
  private let place: ScanPlace
  private let ignoresCase: Bool
  private var folders: [ObjectIdentifier: Scope] = [:]
  private var strong: Scope?
  private var outer: Scope?
  /// Stands for the texts of all files.
  private(set) var mark: UInt64 = 0

  /// Reads the files of a tree that was scanned, and those that git asks outside of it.
  init(_ scan: Scan) {
    place = scan.place
    ignoresCase = scan.place.ignoresCase
    let git = scan.place.git
    let workTree = git.repository?.workTree
    let weak = git.weakAttributes.map { IgnoreScope.text($0) ?? [] }
    let info = git.strongAttributes.flatMap { IgnoreScope.text($0) }
    let rootFile = (workTree ?? scan.place.path).appending(".gitattributes")
    let root = IgnoreScope.text(amongFiles: rootFile)
    names = AttributeNames(
      Attributes.wanted, macroFiles: [info ?? [], root ?? []] + weak)
    let base = workTree ?? scan.place.path
    for text in weak.reversed() { outer = add(text, below: base, above: outer) }
    if let info { strong = add(info, below: base, above: nil) }
    if let workTree {
      // The folders between the repository's root and the root of the scan.
      var folder = workTree
      for name in scan.place.path.bytes.dropFirst(workTree.bytes.count)
        .split(separator: UInt8(ascii: "/"))
      {
        if let text = IgnoreScope.text(amongFiles: folder.appending(".gitattributes")) {
          outer = add(text, below: folder, above: outer)
        }
        folder = folder.appending(name)
      }
    }
    readTree(scan.root)
  }

  /// Whether they say nothing about any file.
  var isEmpty: Bool { folders.isEmpty && strong == nil && outer == nil }

  private func add(_ text: [UInt8], below folder: BytePath, above: Scope?) -> Scope? {
    let rules = AttributeRules(text, names: names, ignoresCase: ignoresCase)
    if rules.isEmpty { return above }
    for part in [text, folder.bytes, [ignoresCase ? 1 : 0]] { mark = Checksum.joined(mark, part) }
    let start = folder.bytes.count + (folder.bytes.last == UInt8(ascii: "/") ? 0 : 1)
    return Scope(rules, start: start, above: above)
  }

  private func readTree(_ root: Folder) {
    var waiting: [(Folder, Scope?)] = [(root, outer)]
    while let (folder, above) = waiting.popLast() {
      var scope = above
      // A repository in the tree has rules of its own.
      if folder.state.contains(.isRepository), folder.parent != nil, scope != nil {
        scope = nil
        mark = Checksum.joined(mark, folder.path)
      }
      if folder.state.contains(.holdsAttributes) {
        let path = folder.path
        let name = path + (path.isEmpty ? [] : [UInt8(ascii: "/")]) + ".gitattributes".utf8
        if let text = place.text(inTree: name) {
          scope = add(
            text, below: path.isEmpty ? place.path : place.path.appending(path), above: scope)
        }
      }
      if let scope { folders[ObjectIdentifier(folder)] = scope }
      for below in folder.folders { waiting.append((below, scope)) }
    }
  }

  /// What they say of a file, by its absolute path, whose last name begins at `name`. `states` is a
  /// thread's own.
  func overrides(
    _ path: [UInt8], name: Int, in folder: Folder, _ states: inout AttributeStates
  ) -> NatureOverrides {
    var overrides = NatureOverrides()
    var scope = strong
    var isTreeNext = true
    states.reset()
    while states.openCount > 0 {
      if let one = scope {
        one.rules.fill(&states, of: path.span, from: one.start, name: name, isFolder: false)
        scope = one.above
      } else if isTreeNext {
        isTreeNext = false
        scope = folders[ObjectIdentifier(folder)]
      } else {
        break
      }
    }
    if case .value(let language) = states[0] { overrides.language = language }
    overrides.isVendored = Attributes.flag(states[1])
    overrides.isGenerated = Attributes.flag(states[2])
    overrides.isDocumentation = Attributes.flag(states[3])
    overrides.isDetectable = Attributes.flag(states[4])
    return overrides
  }

  private static func flag(_ state: AttributeState) -> Bool? {
    switch state {
    case .unspecified: nil
    case .unset: false
    case .set: true
    case .value(let text): text != Array("false".utf8)
    }
  }

  /// What a thread needs to ask.
  func states() -> AttributeStates { AttributeStates(names) }
}
