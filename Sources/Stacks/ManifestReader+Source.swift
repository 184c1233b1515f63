/// Manifests that are programs: only what stands in them as a literal is read.
extension ManifestReader {
  mutating func readSource(_ bytes: [UInt8]) {
    let comments: SourceTokens.Comments =
      switch manifest {
      case .gradle, .gradleScript, .packageSwift: .slashes
      case .terraform: .both
      default: .hash
      }
    let spansLines = [.gemfile, .gemspec, .cmake, .mix].contains(manifest)
    let tokens = SourceTokens(bytes, comments, spansLines: spansLines).tokens
    if manifest == .setupPy { return readSetup(tokens) }
    if manifest == .terraform { return readTerraform(tokens) }
    for index in tokens.indices {
      switch manifest {
      case .gradle, .gradleScript: readGradle(tokens, index)
      case .gemfile, .gemspec: readGem(tokens, index)
      case .packageSwift: readSwift(tokens, index)
      case .cmake: readCMake(tokens, index)
      case .mix: readMix(tokens, index)
      default: break
      }
    }
  }

  /// The token behind one, or behind its open parenthesis.
  private func argument(_ tokens: [SourceToken], _ index: Int) -> Int? {
    var next = index + 1
    if next < tokens.count, tokens[next].isMark("(") { next += 1 }
    return next < tokens.count ? next : nil
  }

  private mutating func readGradle(_ tokens: [SourceToken], _ index: Int) {
    let token = tokens[index]
    guard token.kind == .word, let next = argument(tokens, index) else { return }
    let value = tokens[next]
    if token.isWord("group"), value.isMark(":"), next + 5 < tokens.count,
      tokens[next + 1].kind == .string, tokens[next + 3].isWord("name")
    {
      let name = tokens[min(next + 5, tokens.count - 1)].text
      addCoordinates(tokens[next + 1].text + [UInt8(ascii: ":")] + name, line: token.line)
    }
    if token.isWord("plugin"), value.isMark(":"), next + 1 < tokens.count {
      add("plugin", tokens[next + 1].text, line: token.line)
    }
    guard value.kind == .string else { return }
    if token.isWord("id") || token.isWord("kotlin") {
      var version: ArraySlice<UInt8> = []
      let at = tokens[next...].prefix(4).firstIndex { $0.isWord("version") }
      if let at, let text = argument(tokens, at), tokens[text].kind == .string {
        version = tokens[text].text
      }
      let start = Array((token.isWord("kotlin") ? "org.jetbrains.kotlin." : "").utf8)
      return add("plugin", start + value.text, version: version, line: value.line)
    }
    let starts = ["impl", "api", "comp", "runtime", "test", "debug", "android", "kapt", "ksp"]
    let isDependency =
      (starts + ["annot", "classpath", "platform", "enforcedP", "dev", "mavenBom"]).contains {
        token.text.starts(with: $0.utf8)
      }
    if isDependency { addDependencies(tokens[next...]) }
  }

  /// The strings that follow each other behind a configuration: `implementation "a:b:1", "c:d:2"`.
  private mutating func addDependencies(_ tokens: ArraySlice<SourceToken>) {
    var rest = tokens
    while let value = rest.first, value.kind == .string {
      if !value.text.contains(32) { addCoordinates(value.text, line: value.line) }
      rest = rest.dropFirst()
      guard rest.first?.isMark(",") == true else { return }
      rest = rest.dropFirst()
    }
  }

  private mutating func readGem(_ tokens: [SourceToken], _ index: Int) {
    let token = tokens[index]
    let names = ["gem", "add_dependency", "add_runtime_dependency", "add_development_dependency"]
    let last = token.text.split(separator: UInt8(ascii: ".")).last ?? []
    guard token.kind == .word, names.contains(where: { last.elementsEqual($0.utf8) }),
      let next = argument(tokens, index), tokens[next].kind == .string
    else { return }
    var version: ArraySlice<UInt8> = []
    if next + 2 < tokens.count, tokens[next + 1].isMark(","), tokens[next + 2].kind == .string {
      version = tokens[next + 2].text
    }
    add("gem", tokens[next].text, version: version, line: tokens[next].line)
  }

  private mutating func readSwift(_ tokens: [SourceToken], _ index: Int) {
    guard tokens[index].isWord(".package") else { return }
    var url: SourceToken?
    var version: ArraySlice<UInt8> = []
    for next in tokens[index...].dropFirst().prefix(16) {
      if next.isMark(")") || next.isWord(".package") { break }
      guard next.kind == .string else { continue }
      if next.text.contains(UInt8(ascii: "/")), url == nil {
        url = next
        version = []
      } else {
        version = next.text
        if url != nil { break }
      }
    }
    guard let url else { return }
    add("swift", ManifestReader.repository(url.text), version: version, line: url.line)
  }

  private mutating func readCMake(_ tokens: [SourceToken], _ index: Int) {
    let name = tokens[index].text.map { 65...90 ~= $0 ? $0 | 32 : $0 }
    guard tokens[index].kind == .word, index + 2 < tokens.count, tokens[index + 1].isMark("("),
      name.elementsEqual("find_package".utf8) || name.elementsEqual("fetchcontent_declare".utf8)
    else { return }
    var version: ArraySlice<UInt8> = []
    if index + 3 < tokens.count, let first = tokens[index + 3].text.first, 48...57 ~= first {
      version = tokens[index + 3].text
    }
    // `Qt${QT_VERSION_MAJOR}`
    var package = tokens[index + 2].text
    if package.last == UInt8(ascii: "$") { package = package.dropLast() }
    add("cmake", package, version: version, line: tokens[index + 2].line)
  }

  private mutating func readMix(_ tokens: [SourceToken], _ index: Int) {
    guard index + 4 < tokens.count, tokens[index].isMark("{"), tokens[index + 1].isMark(":"),
      tokens[index + 2].kind == .word, tokens[index + 3].isMark(",")
    else { return }
    let version = tokens[index + 4].kind == .string ? tokens[index + 4].text : []
    add("hex", tokens[index + 2].text, version: version, line: tokens[index + 2].line)
  }

  /// The strings in the lists that follow `install_requires=` and the like.
  private mutating func readSetup(_ tokens: [SourceToken]) {
    let members = ["install_requires", "tests_require", "extras_require", "setup_requires"]
    var names = members.map { Array($0.utf8)[...] }
    for index in tokens.indices.dropLast(2) where tokens[index + 1].isMark("=") {
      // A list may be made elsewhere: `install_requires=REQUIRED`.
      let isMember = members.contains { tokens[index].isWord($0) }
      if isMember, tokens[index + 2].kind == .word, names.count < ManifestReader.namesMax {
        names.append(tokens[index + 2].text)
      }
    }
    var depth = 0
    for index in tokens.indices {
      let token = tokens[index]
      if depth == 0 {
        guard index >= 2, token.isMark("[") || token.isMark("{"), tokens[index - 1].isMark("="),
          names.contains(where: { tokens[index - 2].text == $0 })
        else { continue }
        depth = 1
      } else if token.isMark("[") || token.isMark("{") {
        depth += 1
      } else if token.isMark("]") || token.isMark("}") {
        depth -= 1
      } else if token.kind == .string,
        index + 1 >= tokens.count || !tokens[index + 1].isMark(":")
      {
        addRequirement(token.text, line: token.line)
      }
    }
  }

  private mutating func readTerraform(_ tokens: [SourceToken]) {
    for index in tokens.indices where index + 2 < tokens.count {
      let (token, value) = (tokens[index], tokens[index + 1])
      if value.kind == .string, token.isWord("resource") || token.isWord("data") {
        add("terraform", value.text, line: value.line)
        let provider = value.text.prefix { $0 != UInt8(ascii: "_") }
        addProvider(provider, line: value.line)
      } else if value.kind == .string, token.isWord("provider") {
        addProvider(value.text, line: value.line)
      } else if token.isWord("source"), value.isMark("="), tokens[index + 2].kind == .string {
        let parts = tokens[index + 2].text.split(separator: UInt8(ascii: "/"))
        // A provider's source is NAMESPACE/NAME; a module's has more parts, or a path.
        guard parts.count == 2, parts[0].first != UInt8(ascii: ".") else { continue }
        let version = ManifestReader.version(in: tokens, around: index)
        addProvider(parts[1], version: version, line: token.line)
      }
    }
  }

  /// The value of `version` in the same block as a member, nearby.
  private static func version(in tokens: [SourceToken], around index: Int) -> ArraySlice<UInt8> {
    var first = index
    while first > 0, index - first < 6, !tokens[first].isMark("{") { first -= 1 }
    for place in first..<min(index + 8, tokens.count - 2) {
      if place > index, tokens[place].isMark("}") { break }
      if tokens[place].isWord("version"), tokens[place + 1].isMark("="),
        tokens[place + 2].kind == .string
      {
        return tokens[place + 2].text
      }
    }
    return []
  }

  private mutating func addProvider(
    _ name: ArraySlice<UInt8>, version: ArraySlice<UInt8> = [], line: Int
  ) {
    add("terraform", Array("provider/".utf8) + name, version: version, line: line)
  }
}
