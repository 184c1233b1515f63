import Formats
import Platform

extension GitSettings {
  // MARK: Conditions

  mutating func isTrue(
    _ condition: ArraySlice<UInt8>, _ from: BytePath?, _ files: inout GitFiles
  ) -> Bool {
    func rest(_ mark: String) -> [UInt8]? {
      condition.starts(with: mark.utf8) ? Array(condition.dropFirst(mark.utf8.count)) : nil
    }
    if let pattern = rest("gitdir:") { return isFolder(pattern, from, &files, ignoresCase: false) }
    if let pattern = rest("gitdir/i:") { return isFolder(pattern, from, &files, ignoresCase: true) }
    if let pattern = rest("onbranch:") {
      guard let folder else { return false }
      files.note(folder.path.appending("HEAD"), isPresent: true)
      let heads = Array("refs/heads/".utf8)
      guard let name = GitFolder.branch(folder.head), name.starts(with: heads) else { return false }
      return PathPattern(GitSettings.withEverythingBelow(pattern))
        .matches(Array(name.dropFirst(heads.count)))
    }
    if let pattern = rest("hasconfig:remote.*.url:") {
      wantsAddresses = true
      if !knowsAddresses { return true }
      let glob = PathPattern(pattern)
      return addresses.contains { glob.matches($0) }
    }
    return false
  }

  private func isFolder(
    _ text: [UInt8], _ from: BytePath?, _ files: inout GitFiles, ignoresCase: Bool
  ) -> Bool {
    guard let folder else { return false }
    let slash = UInt8(ascii: "/")
    var pattern = text
    if text.first == UInt8(ascii: "~"), let home = Environment["HOME"],
      text.count == 1 || text[1] == slash
    {
      pattern = BytePath(bytes: home).resolved().bytes + text.dropFirst()
    } else if let path = GitSettings.expand(text, &files) {
      pattern = path.bytes
    }
    var literal: [UInt8] = []
    if pattern.count > 1, pattern[0] == UInt8(ascii: "."), pattern[1] == slash {
      guard let from else { return false }
      literal = from.resolved().parent.bytes
      if literal.last != slash { literal.append(slash) }
      pattern.removeFirst(2)
    } else if pattern.first != slash {
      pattern = Array("**/".utf8) + pattern
    }
    let glob = PathPattern(GitSettings.withEverythingBelow(pattern), ignoresCase: ignoresCase)
    let start = PathPattern(GitSettings.escaped(literal), ignoresCase: ignoresCase)
    for path in [folder.path.resolved(), shownFolder ?? folder.path] {
      guard path.bytes.count >= literal.count,
        start.matches(Array(path.bytes.prefix(literal.count)))
      else { continue }
      if glob.matches(Array(path.bytes.dropFirst(literal.count))) { return true }
    }
    return false
  }

  private static func escaped(_ text: [UInt8]) -> [UInt8] {
    text.flatMap { byte in
      (byte | 0x20) &- 0x61 < 26 ? [byte] : [UInt8(ascii: "\\"), byte]
    }
  }

  private static func withEverythingBelow(_ pattern: [UInt8]) -> [UInt8] {
    pattern.last == UInt8(ascii: "/") ? pattern + Array("**".utf8) : pattern
  }

  // MARK: Paths

  /// A path of a setting with `~`, `~user` or `%(prefix)` at its beginning replaced; nil where
  /// nobody knows by what.
  static func expand(_ text: [UInt8], _ files: inout GitFiles) -> BytePath? {
    let prefix = Array("%(prefix)/".utf8)
    if text.starts(with: prefix) {
      return BytePath("/usr").appending(text.dropFirst(prefix.count))
    }
    guard text.first == UInt8(ascii: "~") else { return BytePath(bytes: text) }
    let user = text.dropFirst().prefix { $0 != UInt8(ascii: "/") }
    let rest = text.dropFirst(1 + user.count)
    guard let home = user.isEmpty ? Environment["HOME"] : home(of: user, &files) else { return nil }
    return BytePath(bytes: home + rest)
  }

  /// The home of a user in `/etc/passwd`. The C library's own search loads shared libraries, which
  /// a static program cannot: users of other directories are not known here.
  private static func home(of user: ArraySlice<UInt8>, _ files: inout GitFiles) -> [UInt8]? {
    guard let text = files.read("/etc/passwd") else { return nil }
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      if fields.count > 5, fields[0] == user { return Array(fields[5]) }
    }
    return nil
  }
}
