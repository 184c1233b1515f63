import CacheRoot
import CommandKit
import Formats
import Glibc
import Platform
import Settings
import Store
import Tokens

/// From the command line to a vocabulary.
struct VocabularyAsking: @unchecked Sendable {
  /// Where vocabularies lie.
  let folder: VocabularyFolder
  /// The same, compiled.
  private let vocabularies: Vocabularies

  /// The vocabularies of the cache directory, and of the folder that the environment names.
  init(_ invocation: borrowing Invocation, _ store: Store?) throws(Failure) {
    folder = VocabularyFolder(
      own: VocabularyAsking.own(invocation),
      shared: Environment[Setting.vocabularies.name].map { BytePath(bytes: $0) })
    vocabularies = Vocabularies(folder, store, VocabularyAsking.space(invocation))
  }

  /// The folder of the cache directory; nil where that cannot be used.
  static func own(_ invocation: borrowing Invocation) -> BytePath? {
    guard let directory = try? invocation.cacheDirectory() else { return nil }
    return directory.path.appending("state").appending("vocabularies")
  }

  /// The namespace that is named, else that of tokens.
  static func space(_ invocation: borrowing Invocation) -> SpaceName {
    // One that is no name was refused before.
    let named = invocation.arguments.bytes("namespace").flatMap { SpaceName($0) }
    return named ?? Vocabularies.space
  }

  /// Which vocabulary is meant: by --encoding or --model.
  func choice(_ invocation: borrowing Invocation) throws(Failure) -> VocabularyChoice {
    if invocation.arguments.has("encoding"), invocation.arguments.has("model") {
      throw Failure(.usage, "--encoding and --model: a model has an encoding; name one of both")
    }
    if let word = invocation.arguments.bytes("encoding") { return try choice(word, invocation) }
    guard let model = invocation.arguments.text("model") else {
      return try choice(Array(Encoding.defaultName.utf8), invocation)
    }
    guard let name = ModelNames.encoding(model) else {
      throw Failure(
        .usage,
        "--model: which encoding '\(model)' takes is not known; name it with --encoding "
          + "('pc-tokens vocab models' lists what is known)")
    }
    return try choice(Array(name.utf8), invocation)
  }

  /// The vocabulary of a name, or of a file.
  func choice(
    _ word: [UInt8], _ invocation: borrowing Invocation
  ) throws(Failure) -> VocabularyChoice {
    if let choice = try knownChoice(word, invocation) { return choice }
    let published = Encoding.all.map { $0.name }
    let known = published + folder.items().map { $0.name }.filter { !published.contains($0) }
    throw Failure(
      .usage,
      "--encoding: there is no vocabulary and no file '\(String(decoding: word, as: UTF8.self))'; "
        + "there are " + known.joined(separator: ", "))
  }

  /// The same; nil where there is none.
  func knownChoice(
    _ word: [UInt8], _ invocation: borrowing Invocation
  ) throws(Failure) -> VocabularyChoice? {
    let name = String(decoding: word, as: UTF8.self)
    if let encoding = Encoding.named(name) { return .published(encoding) }
    let like = try like(invocation)
    if !word.contains(UInt8(ascii: "/")),
      let item = folder.items().first(where: { $0.name == name })
    {
      return .file(item.path, name: name, cut: like ?? item.cut.flatMap { Encoding.named($0) })
    }
    let path = BytePath(bytes: word)
    guard let status = try? FileStatus.of(path: path) else { return nil }
    if status.kind != .file { throw VocabularyAsking.noFile(path) }
    return .file(path, name: name, cut: like)
  }

  /// The failure of what is no file.
  static func noFile(_ path: BytePath) -> Failure {
    Failure(.usage, "\(path): no file; expected the file of a vocabulary")
  }

  /// Whose texts are cut as those of a file of ranks are.
  func like(_ invocation: borrowing Invocation) throws(Failure) -> Encoding? {
    guard let name = invocation.arguments.text("like") else { return nil }
    if let encoding = Encoding.named(name) { return encoding }
    throw Failure(
      .usage,
      "--like: expected one of " + Encoding.all.map { $0.name }.joined(separator: ", "))
  }

  /// A vocabulary; nil where it is not installed.
  func table(_ choice: VocabularyChoice) throws(Failure) -> TokenTable? {
    do throws(VocabularyFailure) { return try vocabularies.table(choice) } catch {
      throw VocabularyAsking.failure(error)
    }
  }

  /// One that has to be there.
  func presentTable(_ choice: VocabularyChoice) throws(Failure) -> TokenTable {
    guard let table = try table(choice) else { throw VocabularyAsking.missing(choice) }
    return table
  }

  /// A vocabulary that is compiled anew, in place of what is damaged; nil where that cannot be done.
  func renewed(_ choice: VocabularyChoice) -> TokenTable? {
    (try? vocabularies.table(choice, isRenewed: true)) ?? nil
  }

  /// What encodes by a vocabulary, compiled anew where what was kept is damaged.
  func encoder(_ choice: VocabularyChoice) throws(Failure) -> TokenEncoder {
    let table = try presentTable(choice)
    guard let encoder = TokenEncoder(table) ?? renewed(choice).flatMap({ TokenEncoder($0) }) else {
      throw CountAsking.failure(.damaged, BytePath())
    }
    return encoder
  }

  /// The failure of a vocabulary that is not installed.
  static func missing(_ choice: VocabularyChoice) -> Failure {
    Failure(
      .noInput,
      "\(choice.name) is not installed; 'pc-tokens vocab install \(choice.name)' fetches it")
  }

  /// The failure that a vocabulary that cannot be used is.
  static func failure(_ error: VocabularyFailure) -> Failure {
    switch error {
    case .system(let cause): return Failure(cause)
    case .changed(let path, let name):
      return Failure(
        .badData,
        "\(path): not the file of \(name) that was published (its SHA-256 differs); remove it, and "
          + "'pc-tokens vocab install \(name)' fetches it")
    case .uncut(let path):
      return Failure(
        .usage,
        "\(path): a file of ranks does not say how texts are cut; say it with --like cl100k_base")
    case .content(let path, let error):
      let line = error.line > 0 ? "\(error.line):" : ""
      let column = error.column > 0 ? "\(error.column):" : ""
      return Failure(.badData, "\(path):\(line)\(column) \(error.message)")
    }
  }
}
