import Patterns

/// The rules by which the content decides between languages that share an extension. Those of an
/// extension are compiled when a file with it is first seen, and to machine code when there are many.
final class ContentRules {
  private struct Group {
    /// The extension, in the text.
    var start: Int
    var count: Int
    /// Where its rules begin in the text.
    var rules: Int
    /// Its place among what is compiled, or -1.
    var compiled = -1
  }

  private final class Rule {
    var languages: [Language] = []
    var words: [[UInt8]] = []
    var any: [Pattern] = []
    var all: [Pattern] = []
    var none: [Pattern] = []
  }

  private struct Compiled {
    var rules: [Rule]
    var uses = 0
    var isFast = false
  }

  /// So many files with an extension repay the making of machine code.
  private static let usesOfSlowMax = 24

  private let source = ByteView(ContentRules.text)
  private var groups: [Group] = []
  private var compiled: [Compiled] = []

  init() {
    var place = 0
    while place < source.count {
      let (line, next) = source.line(at: place)
      if line.count > 0, line[0] == UInt8(ascii: ".") { takeExtensions(place, line, next) }
      place = next
    }
  }

  private func takeExtensions(_ start: Int, _ line: ByteView, _ rules: Int) {
    var place = 0
    while place < line.count {
      let end = line.first(UInt8(ascii: " "), from: place) ?? line.count
      groups.append(Group(start: start + place, count: end - place, rules: rules))
      place = end + 1
    }
  }

  /// The languages that the content is in by the first rule that holds: none where there are no
  /// rules for the name, or none of them holds.
  func decide(_ name: ByteView, _ content: ByteView) -> [Language] {
    for index in groups.indices {
      let group = groups[index]
      guard name.count >= group.count,
        ByteView.lower(name[name.count - 1])
          == source[group.start + group.count - 1]
      else { continue }
      let wanted = source.part(group.start..<group.start + group.count)
      guard name.dropping(name.count - group.count).equalsIgnoringCase(wanted) else { continue }
      if wanted.equals(".h") { return [CHeader.language(content)].compactMap { $0 } }
      return firstHolding(index, content)
    }
    return []
  }

  private func firstHolding(_ index: Int, _ content: ByteView) -> [Language] {
    if groups[index].compiled < 0 {
      groups[index].compiled = compiled.count
      compiled.append(Compiled(rules: compile(groups[index].rules, isFast: false)))
    }
    let place = groups[index].compiled
    compiled[place].uses += 1
    if compiled[place].uses > ContentRules.usesOfSlowMax, !compiled[place].isFast {
      compiled[place].isFast = true
      compiled[place].rules = compile(groups[index].rules, isFast: true)
    }
    for rule in compiled[place].rules where holds(rule, content) { return rule.languages }
    return []
  }

  private func holds(_ rule: Rule, _ content: ByteView) -> Bool {
    if !rule.words.isEmpty, !rule.words.contains(where: { contains(content, $0) }) { return false }
    if !rule.any.isEmpty, !rule.any.contains(where: { matches($0, content) }) { return false }
    return rule.all.allSatisfy { matches($0, content) }
      && !rule.none.contains { matches($0, content) }
  }

  private func contains(_ content: ByteView, _ word: [UInt8]) -> Bool {
    word.withUnsafeBufferPointer { word in
      word.baseAddress.map { content.find(ByteView($0, word.count)) != nil } ?? true
    }
  }

  /// A pattern that would take too long does not match, as in linguist.
  private func matches(_ pattern: Pattern, _ content: ByteView) -> Bool {
    // In bounds: the view is as long.
    let bytes = UnsafeRawBufferPointer(start: content.base, count: content.count)
    return (try? pattern.matches(bytes.bytes)) ?? false
  }

  // MARK: Compiling

  private func compile(_ start: Int, isFast: Bool) -> [Rule] {
    var rules: [Rule] = []
    var place = start
    while place < source.count {
      let (line, next) = source.line(at: place)
      guard line.count > 0, line[0] == UInt8(ascii: " ") else { break }
      if line.starts(with: "    ") {
        if let rule = rules.last { take(line.dropping(4), to: rule, isFast) }
      } else {
        let rule = Rule()
        rule.languages = languages(line)
        rules.append(rule)
      }
      place = next
    }
    return rules
  }

  private func languages(_ line: ByteView) -> [Language] {
    var found: [Language] = []
    var place = 0
    while place < line.count {
      let end = line.first(UInt8(ascii: ","), from: place) ?? line.count
      let name = line.part(place..<end).trimmed()
      if let language = LanguageTable.shared.find(.name, name) { found.append(language) }
      place = end + 1
    }
    return found
  }

  private func take(_ condition: ByteView, to rule: Rule, _ isFast: Bool) {
    guard condition.count > 2 else { return }
    let text = condition.dropping(2)
    switch condition[0] {
    case UInt8(ascii: "?"):
      rule.words.append(
        text.equals("\\t")
          ? [9] : Array(UnsafeBufferPointer(start: text.base, count: text.count)))
    case UInt8(ascii: "="):
      if text[0] == UInt8(ascii: "@"), !text.starts(with: "@[") {
        takeShared(text, to: rule, isFast)
      } else {
        append(text, to: &rule.any, isFast)
      }
    case UInt8(ascii: "&"): append(text, to: &rule.all, isFast)
    default: append(text, to: &rule.none, isFast)
    }
  }

  /// The patterns that are listed under a name.
  private func takeShared(_ name: ByteView, to rule: Rule, _ isFast: Bool) {
    var place = 0
    while place < source.count {
      let (line, next) = source.line(at: place)
      place = next
      guard line.equals(name) else { continue }
      while place < source.count {
        let (line, next) = source.line(at: place)
        guard line.starts(with: "    = ") else { return }
        append(line.dropping(6), to: &rule.any, isFast)
        place = next
      }
    }
  }

  private func append(_ text: ByteView, to list: inout [Pattern], _ isFast: Bool) {
    var bytes = Array("(?m)".utf8)
    bytes += UnsafeBufferPointer(start: text.base, count: text.count)
    let options = Pattern.Options(usesMachineCode: isFast)
    if let pattern = try? Pattern(bytes, options) { list.append(pattern) }
  }
}
