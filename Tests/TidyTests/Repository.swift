import Glibc
import Platform
import Support
import Testing

/// Fails once for each thing that was found, so that each is a line of its own.
func expectNone(
  _ found: some Sequence<String>, sourceLocation: SourceLocation = #_sourceLocation
) {
  for text in found { Issue.record(Comment(rawValue: text), sourceLocation: sourceLocation) }
}

/// The repository's own files, as text.
enum Repository {
  /// A file of it.
  struct File: Sendable {
    /// Its path, from the root of the repository.
    let path: String
    /// Its text.
    let text: String

    /// Its lines, without their ends.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The names of the folders that it lies in, from the top.
    var folders: [Substring] { path.split(separator: "/").dropLast() }
  }

  /// Everything that belongs to it, tracked or about to be.
  static let paths: [String] = {
    let list = Scratch().shell(
      "cd '\(Programs.repository)' && "
        + "git -c safe.directory='*' ls-files -co --exclude-standard --deduplicate")
    precondition(list.status == 0, list.errors)
    return list.output.split(separator: "\n").map(String.init).filter { exists($0) }
  }()

  /// The Swift files.
  static let swift: [File] = paths.filter { $0.hasSuffix(".swift") }.map { file($0) }

  /// The Swift files that become programs.
  static let sources = swift.filter { $0.path.hasPrefix("Sources/") }

  /// A file's text.
  static func file(_ path: String) -> File {
    let absolute = BytePath(Programs.repository).appending(path)
    guard let descriptor = try? Descriptor.open(absolute, O_RDONLY),
      let bytes = try? IO.readAll(descriptor.number, limit: 1 << 24)
    else { return File(path: path, text: "") }
    return File(path: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// Whether there is such a file or folder.
  static func exists(_ path: String) -> Bool {
    (try? FileStatus.of(path: BytePath(Programs.repository).appending(path))) != nil
  }
}

extension StringProtocol {
  /// The text without the spaces around it.
  var trimmed: String {
    var rest = self[...].drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// The text without a comment at its end. A comment's mark within a string ends the line early,
  /// which no check here minds.
  var withoutComment: String {
    guard let start = self.firstRange(of: "//") else { return String(self) }
    return String(self[..<start.lowerBound])
  }

  /// The text between the first pair of double quotes, and what follows it.
  var firstQuoted: (text: String, rest: String)? {
    let parts = split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? (String(parts[1]), String(parts[2])) : nil
  }

  /// All that stands between pairs of double quotes.
  var allQuoted: [String] {
    var found: [String] = []
    var rest = String(self)
    while let (text, after) = rest.firstQuoted {
      found.append(text)
      rest = after
    }
    return found
  }
}
