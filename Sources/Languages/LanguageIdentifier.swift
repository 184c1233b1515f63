import CBytes

/// Says in which language a file is, by its name and content.
///
/// It keeps the rules that it has compiled, each on its first use: one of them is used by one thread.
public final class LanguageIdentifier {
  /// How much of a content is looked at: what is appended beyond changes no answer. The lines for
  /// editors at the end count only in a file that is shorter.
  public static let contentBytesMax = 50 * 1024
  /// A zero byte among so many first ones means that a file is no text, as for git.
  private static let binaryBytesMax = 8000

  private let rules = ContentRules()

  /// An identifier that has compiled nothing yet.
  public init() {}

  /// The language of a file: its base name, and its content or the first `contentBytesMax` bytes.
  ///
  /// An empty file is in the language of its name.
  public func identify(name: RawSpan, content: RawSpan) -> Identification {
    name.lend { name in
      content.lend { content in
        identify(name, content.prefix(LanguageIdentifier.contentBytesMax))
      }
    }
  }

  private func identify(_ name: ByteView, _ content: ByteView) -> Identification {
    if LanguageIdentifier.isBinary(content) { return .binary }
    let isWhole = content.count < LanguageIdentifier.contentBytesMax
    if let language = EditorLine.language(content, isWhole: isWhole) { return .language(language) }
    let named = NameRules.identify(name)
    if named.isByFileName, named.candidates.count == 1 { return .language(named.candidates[0]) }
    var candidates = named.isByFileName ? named.candidates : []
    let scripts = FirstLine.languages(content)
    narrow(&candidates, scripts)
    if candidates.count != 1, !named.isByFileName { narrow(&candidates, named.candidates) }
    if candidates.count == 1 { return .language(candidates[0]) }
    if candidates.isEmpty { candidates = unnamed(name, content) }
    if candidates.count == 1 { return .language(candidates[0]) }
    let decided = rules.decide(name, content)
    if decided.count == 1 { return .language(decided[0]) }
    if !decided.isEmpty { candidates = decided }
    // Nothing but an interpreter speaks for it: it runs, and what else the interpreter takes (types
    // for JavaScript, documents for Perl) has extensions of its own.
    if named.candidates.isEmpty, let script = scripts.first(where: { $0.kind == .programming }) {
      return .language(script)
    }
    return candidates.isEmpty ? .unknown : .ambiguous(candidates)
  }

  /// Those of the candidates that a further rule names, where there are any.
  private func narrow(_ candidates: inout [Language], _ named: [Language]) {
    if candidates.isEmpty {
      candidates = named
    } else {
      let both = candidates.filter { named.contains($0) }
      if !both.isEmpty { candidates = both }
    }
  }

  /// What has no known name may declare itself to be XML, or be a page of the manual.
  private func unnamed(_ name: ByteView, _ content: ByteView) -> [Language] {
    let first = content.line(at: 0)
    let second = content.line(at: first.next)
    let head = content.prefix(first.next < content.count ? second.next : first.next)
    if head.contains("xml version=") { return known("XML") }
    if NameRules.isManualPage(name) { return known("Roff Manpage") + known("Roff") }
    return []
  }

  private func known(_ name: StaticString) -> [Language] {
    LanguageTable.shared.find(.name, ByteView(name)).map { [$0] } ?? []
  }

  private static func isBinary(_ content: ByteView) -> Bool {
    // UTF-16 has zero bytes, and says so at its start.
    if content.count >= 2, content[0] ^ content[1] == 1, content[0] >= 0xFE { return false }
    // In bounds: no more bytes than there are.
    return bytes_have_zero(content.base, min(content.count, binaryBytesMax)) != 0
  }
}
