/// Which paths are vendored, documentation or generated.
///
/// The patterns are sorted by their first byte, so that a part of a path meets a few of them: 0.3
/// microseconds for a path, where one large regular expression takes ten. Most speak of folders, and
/// are asked once for all files of one.
struct NatureRules: @unchecked Sendable {
  private struct Rule {
    var pattern: ByteView
    var nature: FileNature
    var isAtRoot: Bool
    var isFolder: Bool
    /// Whether it speaks of one part of the path alone.
    var isSingle: Bool
    /// The last byte, that before the stroke for a folder; 0 where it can be any.
    var last: UInt8
    /// The next rule of the same list, or -1.
    var next: Int32
  }

  private static let shared = NatureRules()

  private var rules: [Rule] = []
  /// For each first byte the first rule that speaks of folders; those that begin with any byte are at
  /// `*`.
  private var folderHeads = Array(repeating: Int32(-1), count: 256)
  /// The same for rules that reach from a folder to a file's name.
  private var longHeads = Array(repeating: Int32(-1), count: 256)
  /// The same for rules of files' names. Those that begin with any byte are found by their last one, or
  /// at 0 where it can be any, too.
  private var nameHeads = Array(repeating: Int32(-1), count: 256)
  private var nameTails = Array(repeating: Int32(-1), count: 256)

  private init() {
    let source = ByteView(NatureRules.text)
    rules.reserveCapacity(512)
    var place = 0
    while place < source.count {
      let (line, next) = source.line(at: place)
      takeLine(line)
      place = next
    }
  }

  private mutating func takeLine(_ line: ByteView) {
    guard line.count > 2 else { return }
    let nature: FileNature =
      switch line[0] {
      case UInt8(ascii: "v"): .vendored
      case UInt8(ascii: "d"): .documentation
      default: .generated
      }
    var place = 2
    while place < line.count {
      let end = line.first(UInt8(ascii: " "), from: place) ?? line.count
      take(line.part(place..<end), nature)
      place = end + 1
    }
  }

  private mutating func take(_ text: ByteView, _ nature: FileNature) {
    guard text.count > 1 else { return }
    let isAtRoot = text[0] == UInt8(ascii: "/")
    let pattern = isAtRoot ? text.dropping(1) : text
    let isFolder = pattern[pattern.count - 1] == UInt8(ascii: "/")
    let head = pattern[0] == UInt8(ascii: "%") ? UInt8(ascii: "*") : pattern[0]
    let body = isFolder ? pattern.prefix(pattern.count - 1) : pattern
    let last = body[body.count - 1]
    let isAny = last == UInt8(ascii: "*") || last == UInt8(ascii: "%") || last == UInt8(ascii: "#")
    let isSingle = body.first(UInt8(ascii: "/")) == nil && !body.contains("**")
    let number = Int32(rules.count)
    var rule = Rule(
      pattern: pattern, nature: nature, isAtRoot: isAtRoot, isFolder: isFolder,
      isSingle: isSingle, last: isAny ? 0 : last, next: -1)
    func link(_ heads: inout [Int32], _ byte: UInt8) {
      rule.next = heads[Int(byte)]
      heads[Int(byte)] = number
    }
    if isFolder {
      link(&folderHeads, head)
    } else if !isSingle {
      link(&longHeads, head)
    } else if head == UInt8(ascii: "*") {
      link(&nameTails, rule.last)
    } else {
      link(&nameHeads, head)
    }
    rules.append(rule)
  }

  /// What the folders of a path say, and what they leave to the names of the files in the last one.
  struct OfFolders {
    fileprivate var nature: FileNature = []
    /// The rules that may reach from a place in the path to a file's name.
    fileprivate var open: [(rule: Int32, start: Int)] = []
  }

  static func ofPath(_ path: ByteView) -> FileNature {
    let name = path.last(UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return ofFile(path, name, ofFolders(path.prefix(name)))
  }

  /// What the folders say of a path that ends with a slash, or is empty.
  static func ofFolders(_ path: ByteView) -> OfFolders {
    var found = OfFolders()
    var place = 0
    while place < path.count {
      let end = path.first(UInt8(ascii: "/"), from: place) ?? path.count
      if end > place {
        for head in [path[place], UInt8(ascii: "*")] {
          shared.lookAtFolder(path, place, end, shared.folderHeads[Int(head)], &found.nature)
          var index = shared.longHeads[Int(head)]
          while index >= 0 {
            let rule = shared.rules[Int(index)]
            if !(rule.isAtRoot && place > 0), !shared.isFar(rule.pattern, path, place) {
              found.open.append((index, place))
            }
            index = rule.next
          }
        }
      }
      place = end + 1
    }
    return found
  }

  private func lookAtFolder(
    _ path: ByteView, _ start: Int, _ end: Int, _ head: Int32, _ nature: inout FileNature
  ) {
    var index = head
    while index >= 0 {
      let rule = rules[Int(index)]
      index = rule.next
      if nature.contains(rule.nature) || rule.isAtRoot && start > 0 { continue }
      if rule.last != 0, rule.isSingle, rule.last != path[end - 1] { continue }
      if isFar(rule.pattern, path, start) { continue }
      if NatureRules.matches(rule.pattern, path, start) { nature.insert(rule.nature) }
    }
  }

  /// What is said of a file, by what its folders say. Its name begins at a place in its path.
  static func ofFile(_ path: ByteView, _ name: Int, _ folders: OfFolders) -> FileNature {
    var nature = folders.nature
    guard name < path.count else { return nature }
    for (rule, start) in folders.open { shared.judge(rule, path, start, &nature) }
    let last = Int(path[path.count - 1])
    shared.lookAtName(path, name, shared.nameHeads[Int(path[name])], &nature)
    shared.lookAtName(path, name, shared.nameTails[last], &nature)
    if last != 0 { shared.lookAtName(path, name, shared.nameTails[0], &nature) }
    shared.lookAtName(path, name, shared.longHeads[Int(path[name])], &nature)
    shared.lookAtName(path, name, shared.longHeads[Int(UInt8(ascii: "*"))], &nature)
    return nature
  }

  private func lookAtName(
    _ path: ByteView, _ start: Int, _ head: Int32, _ nature: inout FileNature
  ) {
    var index = head
    while index >= 0 {
      judge(index, path, start, &nature)
      index = rules[Int(index)].next
    }
  }

  /// Adds what a rule says that reaches to the end of the path.
  @inline(__always)
  private func judge(
    _ index: Int32, _ path: ByteView, _ start: Int, _ nature: inout FileNature
  ) {
    let rule = rules[Int(index)]
    if nature.contains(rule.nature) || rule.isAtRoot && start > 0 { return }
    if rule.last != 0, rule.last != path[path.count - 1] { return }
    if isFar(rule.pattern, path, start) { return }
    if NatureRules.matches(rule.pattern, path, start) { nature.insert(rule.nature) }
  }

  /// Whether the second byte already says no: nearly always.
  @inline(__always)
  private func isFar(_ pattern: ByteView, _ path: ByteView, _ start: Int) -> Bool {
    guard pattern.count > 1, start + 1 < path.count else { return false }
    switch pattern[1] {
    case UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "#"): return false
    default: return pattern[0] != UInt8(ascii: "*") && pattern[1] != path[start + 1]
    }
  }

  /// Whether a pattern matches a path from a place on: up to its end, or to the end of the path. One
  /// star is given back at a time, the last first, and `**` once: the time is that of the path's
  /// length times the pattern's.
  static func matches(_ pattern: ByteView, _ path: ByteView, _ start: Int) -> Bool {
    var (place, at) = (start, 0)
    var star: (pattern: Int, path: Int, kind: UInt8)?
    var wide: (pattern: Int, path: Int)?
    while true {
      if at == pattern.count {
        if place == path.count || pattern[at - 1] == UInt8(ascii: "/") { return true }
      } else if pattern[at] == UInt8(ascii: "*") || pattern[at] == UInt8(ascii: "%") {
        if at + 1 < pattern.count, pattern[at + 1] == UInt8(ascii: "*") {
          at += 2
          wide = (at, place)
          star = nil
        } else {
          star = (at + 1, place, pattern[at])
          at += 1
        }
        continue
      } else if place < path.count, isSame(pattern[at], path[place]) {
        at += 1
        place += 1
        continue
      }
      if let last = star, last.path < path.count, path[last.path] != UInt8(ascii: "/"),
        last.kind == UInt8(ascii: "*") || path[last.path] != UInt8(ascii: ".")
      {
        star = (last.pattern, last.path + 1, last.kind)
        (at, place) = (last.pattern, last.path + 1)
      } else if let last = wide, last.path < path.count {
        wide = (last.pattern, last.path + 1)
        star = nil
        (at, place) = (last.pattern, last.path + 1)
      } else {
        return false
      }
    }
  }

  @inline(__always)
  private static func isSame(_ pattern: UInt8, _ byte: UInt8) -> Bool {
    pattern == byte || pattern == UInt8(ascii: "#") && byte &- UInt8(ascii: "0") < 10
  }
}
