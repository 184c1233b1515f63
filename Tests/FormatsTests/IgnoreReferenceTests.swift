import Formats
import Glibc
import Platform
import Support
import Testing

/// Trees and rules made by chance, of which `git check-ignore` says what it would do.
///
/// The generator leaves out one shape of which versions of git differ: before 2.53, a `**` right
/// behind letters and before a slash or the end of a path's pattern (`/a**`, `a**/b`) was taken for
/// one that stands alone. It is taken here as newer versions take it, and as git's manual has it:
/// as `*`.
@Suite("Ignore rules of trees made by chance")
struct IgnoreReferenceTests {
  @Test("mean what they mean to git", arguments: [false, true])
  func trees(ignoresCase: Bool) {
    let scratch = Scratch()
    var chance = Chance(state: ignoresCase ? 20_251_125 : 5)
    scratch.shell(
      """
      git init -q -b main template && cd template
      git config core.excludesFile ../global
      git config core.ignoreCase \(ignoresCase)
      """)
    for round in 0..<30 {
      let name = "tree\(round)"
      mkdir("\(scratch.path)/\(name)", 0o700)
      var tree = RandomTree(scratch, name)
      tree.fill("", depth: 0, &chance)
      scratch.write("\(name).global", RandomRules.text(&chance))
      scratch.write("\(name).exclude", RandomRules.text(&chance))
      scratch.write("\(name).paths", tree.paths.map { $0.path + "\0" }.joined())
      let answers = scratch.shell(
        """
        cp -r template/.git \(name)/.git && cp \(name).exclude \(name)/.git/info/exclude
        cp \(name).global global && cd \(name)
        git check-ignore -v -n -z --no-index --stdin < ../\(name).paths | tr '\\0\\n' '\\n\\1'
        """)
      compare(scratch, name, tree.paths, answers, ignoresCase)
    }
  }

  /// Compares file, line and verdict of every path that lies in no ignored folder.
  private func compare(
    _ scratch: Scratch, _ name: String, _ paths: [RandomTree.Entry], _ answers: ShellResult,
    _ ignoresCase: Bool
  ) {
    let fields = answers.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(fields.count == paths.count * 4 + 1, "\(answers.errors)")
    if fields.count != paths.count * 4 + 1 { return }
    var rules = RulesOfTree(scratch, name, ignoresCase: ignoresCase)
    var ignored: Set<String> = []
    for (index, entry) in paths.enumerated() {
      if ignored.contains(entry.folder) {
        ignored.insert(entry.path)
        continue
      }
      let answer = rules.decide(entry)
      if answer.verdict == .ignored, entry.isFolder { ignored.insert(entry.path) }
      let file = String(fields[index * 4])
      let line = Int(fields[index * 4 + 1]) ?? 0
      #expect(answer.line == line, "\(name)/\(entry.path)")
      #expect(line == 0 || file.hasSuffix(answer.file), "\(name)/\(entry.path): \(file)")
      let isKept = fields[index * 4 + 2].hasPrefix("!")
      #expect((answer.verdict == .kept) == isKept, "\(name)/\(entry.path)")
    }
  }
}

/// The same numbers on every machine, after Steele, Lea and Flood's SplitMix64.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func one(of words: [String]) -> String { words.randomElement(using: &self) ?? "" }

  mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

private enum RandomRules {
  static let names = [
    "a", "b", "ab", "abc", "a.o", "b.o", "x.py", "x.pyc", ".a", "foo", "foobar", "build", "Build",
    "a b", "a ", "tmp~", "#x", "!x", "[a]", "a\\b", "{a,b}", "é", "A.O",
    "a_name_of_some_length.txt", "a_name_of_same_length.txt",
  ]
  static let pieces = [
    "*", "*", "?", "[ab]", "[!a]", "[a-c]", "[[:alpha:]]", "[[:upper:]]", "[]a]", "[a", "\\*",
    "\\a",
    "[A-Z]", "[\\]]", "{a,b}", ".", "a", "b", "o", "foo", ".o", "x", "[Bb]uild", "[[:x:]]", " ",
    "\\ ",
    "A", "[A]", "_length",
  ]

  static func segment(_ chance: inout Chance) -> String {
    switch Int.random(in: 0..<10, using: &chance) {
    case 0...3: chance.one(of: names)
    case 4: "*" + chance.one(of: [".o", ".py", "~", "a", "", "e_length.txt", "bar"])
    case 5: chance.one(of: ["foo", ".", "a", "b", "a_name_of_", "B"]) + "*"
    case 6: chance.one(of: ["**", "**", "***"])
    default: mixed(&chance)
    }
  }

  /// Some pieces in a row, without two stars side by side: they could be of the shape that is left
  /// out.
  private static func mixed(_ chance: inout Chance) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      let piece = chance.one(of: pieces)
      if piece != "*" || text.last != "*" { text += piece }
    }
    return text
  }

  static func line(_ chance: inout Chance) -> String {
    let count = [1, 1, 1, 2, 2, 3, 4].randomElement(using: &chance) ?? 1
    var line = (0..<count).map { _ in segment(&chance) }.joined(separator: "/")
    if chance.happens(20) { line = "/" + line }
    if chance.happens(20) { line += "/" }
    if chance.happens(20) { line = "!" + line }
    if chance.happens(5) { line += chance.one(of: [" ", "\\ ", "\\", "\t", "\r", " \r", "\0z"]) }
    return line
  }

  static func text(_ chance: inout Chance) -> String {
    let count = Int.random(in: 0...12, using: &chance)
    let text = (0..<count).map { _ in line(&chance) }
      .joined(separator: chance.happens(10) ? "\r\n" : "\n")
    return (chance.happens(10) ? "\u{FEFF}" : "") + text + (chance.happens(70) ? "\n" : "")
  }
}

/// A tree of files and folders, some with rules.
private struct RandomTree {
  struct Entry {
    let path: String
    let folder: String
    let isFolder: Bool
  }

  let scratch: Scratch
  let name: String
  var paths: [Entry] = []

  init(_ scratch: Scratch, _ name: String) {
    self.scratch = scratch
    self.name = name
  }

  mutating func fill(_ folder: String, depth: Int, _ chance: inout Chance) {
    let base = folder.isEmpty ? "" : folder + "/"
    var taken: Set<String> = []
    for _ in 0..<Int.random(in: 1...7, using: &chance) {
      let child = chance.one(of: RandomRules.names)
      let isFolder = depth < 4 && chance.happens(45)
      if !taken.insert(child).inserted { continue }
      paths.append(Entry(path: base + child, folder: folder, isFolder: isFolder))
      if isFolder {
        mkdir("\(scratch.path)/\(name)/\(base)\(child)", 0o700)
        fill(base + child, depth: depth + 1, &chance)
      } else {
        scratch.write("\(name)/\(base)\(child)", "")
      }
    }
    if chance.happens(depth == 0 ? 80 : 30) {
      scratch.write("\(name)/\(base).gitignore", RandomRules.text(&chance))
    }
  }
}

/// All rules of a tree, asked as a walk through it asks them.
private struct RulesOfTree {
  let scratch: Scratch
  let name: String
  let ignoresCase: Bool
  private var files: [String: IgnoreRules] = [:]

  init(_ scratch: Scratch, _ name: String, ignoresCase: Bool) {
    self.scratch = scratch
    self.name = name
    self.ignoresCase = ignoresCase
  }

  private mutating func rules(_ file: String) -> IgnoreRules {
    if let known = files[file] { return known }
    let rules = IgnoreRules(Array(scratch.read(file).utf8), ignoresCase: ignoresCase)
    files[file] = rules
    return rules
  }

  mutating func decide(
    _ entry: RandomTree.Entry
  ) -> (verdict: IgnoreVerdict, line: Int, file: String) {
    let path = Array(entry.path.utf8)
    let start = entry.folder.isEmpty ? 0 : entry.folder.utf8.count + 1
    var folder = entry.folder
    var candidates: [(file: String, from: Int)] = []
    while true {
      let base = folder.isEmpty ? "" : folder + "/"
      candidates.append(("\(name)/\(base).gitignore", base.utf8.count))
      if folder.isEmpty { break }
      folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
    }
    candidates += [("\(name).exclude", 0), ("\(name).global", 0)]
    for (file, from) in candidates {
      let rules = rules(file)
      let verdict = rules.verdict(
        of: path.span, from: from, name: start, isFolder: entry.isFolder)
      if verdict == .none { continue }
      let line = rules.decidingLine(
        of: path.span, from: from, name: start, isFolder: entry.isFolder)
      let shown = file.hasPrefix("\(name)/") ? String(file.dropFirst(name.utf8.count + 1)) : file
      return (
        verdict, line, shown.hasPrefix(name) ? String(shown.dropFirst(name.utf8.count + 1)) : shown
      )
    }
    return (.none, 0, "")
  }
}
