import Digests
import Glibc
import Platform
import Store

/// Which vocabulary is meant.
public enum VocabularyChoice: Sendable, Equatable {
  /// One that OpenAI has published.
  case published(Encoding)
  /// A file, with what it is called, and, for a file of ranks, whose texts are cut as its are.
  case file(BytePath, name: String, cut: Encoding?)

  /// What it is called.
  public var name: String {
    switch self {
    case .published(let encoding): encoding.name
    case .file(_, let name, _): name
    }
  }
}

/// Why a vocabulary cannot be had.
public enum VocabularyFailure: Error, Equatable {
  /// Its file says something that makes no sense, or is not supported.
  case content(BytePath, VocabularyError)
  /// Its file is not the one that was published.
  case changed(BytePath, name: String)
  /// A file of ranks does not say how texts are cut, and nobody else does.
  case uncut(BytePath)
  /// The system refused.
  case system(SystemError)
}

/// The vocabularies, compiled: what was compiled before lies in the store.
public struct Vocabularies {
  /// The namespace of all that is kept.
  public static var space: SpaceName { SpaceName(Array("tokens".utf8)) ?? .standard }

  private let folder: VocabularyFolder
  private let store: Store?
  private let space: SpaceName

  /// Those of a folder, and what a store has of them.
  public init(_ folder: VocabularyFolder, _ store: Store?, _ space: SpaceName) {
    self.folder = folder
    self.store = store
    self.space = space
  }

  /// A vocabulary; nil where a published one is not installed. `isRenewed`: what was compiled before turned
  /// out to be damaged, and is replaced.
  public func table(
    _ choice: VocabularyChoice, isRenewed: Bool = false
  ) throws(VocabularyFailure) -> TokenTable? {
    switch choice {
    case .published(let encoding):
      let key = Array(
        "vocabulary \(encoding.name) \(encoding.file.digest) \(TokenTable.version)".utf8)
      if !isRenewed, let table = kept(key) { return table }
      guard let (source, path) = try source(encoding) else { return nil }
      return try compiled(source, encoding.file.digest, path, key, [])
    case .file(let path, _, let cut):
      let absolute = path.absolute().withoutDots()
      let key =
        Array("vocabulary ".utf8) + absolute.bytes
        + Array(" \(cut?.name ?? "") \(TokenTable.version)".utf8)
      if !isRenewed, let table = kept(key) { return table }
      let dependency = try? Dependency.file(absolute)
      let bytes = try Vocabularies.read(path)
      return try compiled(
        try Vocabularies.source(bytes, path, cut), SHA256.hexadecimal(SHA256.of(bytes)), path, key,
        dependency.map { [$0] } ?? nil)
    }
  }

  /// A table that was compiled before.
  private func kept(_ key: [UInt8]) -> TokenTable? {
    guard let store,
      case .found(let entry, _) = store.look(up: key, in: space, checksBeginning: false),
      let bytes = entry.mappedPayload()
    else { return nil }
    return TokenTable(bytes)
  }

  /// Compiles, and keeps what came of it. `dependencies` are nil where it is not to be kept.
  private func compiled(
    _ source: VocabularySource, _ digest: String, _ path: BytePath, _ key: [UInt8],
    _ dependencies: [Dependency]?
  ) throws(VocabularyFailure) -> TokenTable {
    let start = Clock.system.sinceBoot()
    let table: TokenTable
    do throws(VocabularyError) {
      table = try TokenTable.compile(source, digest: Vocabularies.bytes(digest))
    } catch {
      throw .content(path, error)
    }
    guard let store, let dependencies else { return table }
    var details = EntryDetails()
    details.mayCompress = false
    details.dependencies = dependencies
    details.costNanoseconds = Clock.system.sinceBoot() - start
    guard var writer = try? store.writer(space, key: key, details) else { return table }
    do throws(StoreError) {
      var offset = 0
      while offset < table.bytes.count {
        let end = min(offset + 1 << 20, table.bytes.count)
        try writer.write(table.bytes.copy(offset..<end))
        offset = end
      }
    } catch {
      store.abandon(writer)
      return table
    }
    try? store.commit(writer)
    return table
  }

  /// What the file of a published vocabulary says; nil where there is none.
  private func source(
    _ encoding: Encoding
  ) throws(VocabularyFailure) -> (VocabularySource, BytePath)? {
    var source: VocabularySource
    let path: BytePath
    if let file = folder.file(encoding.file) {
      path = file
      let bytes = try Vocabularies.read(file)
      if SHA256.hexadecimal(SHA256.of(bytes)) != encoding.file.digest {
        throw .changed(file, name: encoding.file.name)
      }
      source = try Vocabularies.ranks(bytes, file)
    } else if let base = Encoding.base(of: encoding.file), let file = folder.file(base) {
      path = file
      let bytes = try Vocabularies.read(file)
      if SHA256.hexadecimal(SHA256.of(bytes)) != base.digest {
        throw .changed(file, name: base.name)
      }
      source = try Vocabularies.ranks(bytes, file)
      source.addRunsOfSpaces()
    } else {
      return nil
    }
    source.cuts = [encoding.cut]
    source.specials = encoding.specials
    return (source, path)
  }

  /// What any file of a vocabulary says.
  static func source(
    _ bytes: [UInt8], _ path: BytePath, _ cut: Encoding?
  ) throws(VocabularyFailure) -> VocabularySource {
    if isTree(bytes) {
      do throws(VocabularyError) { return try TokenizerFile.read(bytes) } catch {
        throw .content(path, error)
      }
    }
    var source = try ranks(bytes, path)
    let digest = SHA256.hexadecimal(SHA256.of(bytes))
    guard let cut = cut ?? Encoding.all.first(where: { $0.file.digest == digest }) else {
      throw .uncut(path)
    }
    source.cuts = [cut.cut]
    if cut.file.digest == digest { source.specials = cut.specials }
    return source
  }

  /// Whether a file is one of JSON.
  static func isTree(_ bytes: [UInt8]) -> Bool {
    bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } == UInt8(ascii: "{")
  }

  private static func ranks(
    _ bytes: [UInt8], _ path: BytePath
  ) throws(VocabularyFailure) -> VocabularySource {
    do throws(VocabularyError) { return try RankFile.read(bytes) } catch {
      throw .content(path, error)
    }
  }

  /// A vocabulary's file, whole. Nothing but a file is one.
  static func read(_ path: BytePath) throws(VocabularyFailure) -> [UInt8] {
    do throws(SystemError) {
      // A named pipe is no vocabulary, and not waited for.
      let file = try Descriptor.open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK)
      if try FileStatus.of(file.number, path: path).kind != .file {
        throw SystemError(EINVAL, "read", path)
      }
      let bytes = try GrowingBytes.reading(file.number, limit: 1 << 28, path: path).frozen()
      return bytes.copy(0..<bytes.count)
    } catch {
      throw .system(error)
    }
  }

  private static func bytes(_ digits: String) -> [UInt8] {
    let halves = digits.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: halves.count - 1, by: 2).map { halves[$0] << 4 | halves[$0 + 1] }
  }
}

extension VocabularySource {
  /// Makes p50k_base of r50k_base: behind the text that is a token of its own come runs of 2 to 25 spaces.
  mutating func addRunsOfSpaces() {
    let firstID = 50257
    tokens += repeatElement([], count: max(0, firstID - tokens.count))
    for count in 2...25 { tokens.append(Array(repeating: 0x20, count: count)) }
  }
}
