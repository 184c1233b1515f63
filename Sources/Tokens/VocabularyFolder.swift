import Digests
import Glibc
import Platform

/// Where vocabularies lie as they were published: in `state/vocabularies` of the cache directory, and
/// perhaps in another folder, which is only read.
///
///     NAME.tiktoken        one that OpenAI has published
///     NAME@CUT.tiktoken    a file of ranks that somebody added, and the encoding that cuts texts as it does
///     NAME.json            a tokenizer.json
public struct VocabularyFolder: Sendable {
  private let own: BytePath?
  private let shared: BytePath?

  /// The folders; `own` need not be there yet.
  public init(own: BytePath?, shared: BytePath?) {
    self.own = own
    self.shared = shared
  }

  /// A vocabulary that lies there.
  public struct Item: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// Its file.
    public let path: BytePath
    /// Whose texts are cut as its are, where the file does not say.
    public let cut: String?
  }

  private static let ranksEnding = ".tiktoken"
  private static let treeEnding = ".json"

  /// All that lie there, by name; of two with one name the own one.
  public func items() -> [Item] {
    var items: [Item] = []
    for folder in [own, shared] {
      guard let folder, let names = try? Directory.names(in: folder) else { continue }
      for name in names {
        let text = String(decoding: name, as: UTF8.self)
        for ending in [VocabularyFolder.ranksEnding, VocabularyFolder.treeEnding]
        where text.hasEnding(ending) {
          let words = text.dropLast(ending.utf8.count).split(separator: "@")
          guard let name = words.first, !items.contains(where: { $0.name == String(name) }) else {
            continue
          }
          let path = folder.appending(text)
          // Whoever opened a named pipe would wait for its other end.
          guard (try? FileStatus.of(path: path))?.kind == .file else { continue }
          items.append(
            Item(
              name: String(name), path: path, cut: words.count > 1 ? String(words[1]) : nil))
        }
      }
    }
    return items.sorted { $0.name < $1.name }
  }

  /// The file of a published vocabulary; nil where it does not lie there.
  public func file(_ facts: Encoding.RankFileFacts) -> BytePath? {
    for folder in [own, shared] {
      guard let folder else { continue }
      let path = folder.appending(facts.name + VocabularyFolder.ranksEnding)
      if (try? FileStatus.of(path: path))?.kind == .file { return path }
    }
    return nil
  }

  /// Where a vocabulary of a name is put.
  private func place(_ name: String, _ cut: String?, isTree: Bool) -> BytePath? {
    let ending = isTree ? VocabularyFolder.treeEnding : VocabularyFolder.ranksEnding
    return own?.appending(name + (cut.map { "@" + $0 } ?? "") + ending)
  }

  /// Puts a vocabulary there, so that it is on the disk when this returns. Returns its file.
  public func put(
    _ bytes: [UInt8], _ name: String, cut: String? = nil, isTree: Bool = false
  ) throws(SystemError) -> BytePath {
    guard let own, let path = place(name, cut, isTree: isTree) else {
      throw SystemError(ENOENT, "create", "state/vocabularies")
    }
    try Directory.make(own)
    try AtomicFile.replace(path, with: bytes, durability: .synced)
    return path
  }
}

extension String {
  fileprivate func hasEnding(_ ending: String) -> Bool {
    utf8.count > ending.utf8.count && Array(utf8.suffix(ending.utf8.count)) == Array(ending.utf8)
  }
}
