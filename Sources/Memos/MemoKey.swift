import Digests
import Platform

/// What tells one memoised command from another: its words, and what else its answer depends on by
/// the caller's word. The key is text, so that it can be listed and matched with patterns:
///
///     run git status --short (in /home/me/project) (variable 'LANG 5f1d...')
///
/// Words that are not plain are quoted, so that no two lists of words and additions look alike.
public struct MemoKey: Sendable {
  /// The key.
  public private(set) var bytes: [UInt8]

  /// The key of a command, or the one that the caller has chosen in its place.
  public init(_ words: [[UInt8]], chosen: [UInt8]?) {
    bytes = Array("run ".utf8)
    if let chosen {
      bytes = Array("key ".utf8) + MemoKey.quoted(chosen)
    } else {
      bytes += words.map(MemoKey.quoted).joined(separator: [UInt8(ascii: " ")])
    }
  }

  /// Adds something that the answer depends on.
  public mutating func add(_ what: String, _ value: [UInt8]) {
    bytes += Array(" (\(what) ".utf8) + MemoKey.quoted(value) + [UInt8(ascii: ")")]
  }

  /// Adds a variable: its value is no business of those who read the key.
  public mutating func add(variable name: [UInt8]) {
    let value = Environment[String(decoding: name, as: UTF8.self)]
    let shown = value.map { Digest.of($0).hexadecimal.prefix(32) } ?? "unset"
    add("variable", name + [UInt8(ascii: " ")] + Array(shown.utf8))
  }

  /// A word as a shell would need it, where it is not plain.
  static func quoted(_ word: [UInt8]) -> [UInt8] {
    let isPlain = word.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "%+,-./:=@_".utf8.contains(byte)
      }
    }
    if isPlain, !word.isEmpty { return word }
    var text = [UInt8(ascii: "'")]
    for byte in word {
      if byte == UInt8(ascii: "'") { text += Array("'\\'".utf8) }
      text.append(byte)
    }
    return text + [UInt8(ascii: "'")]
  }
}
