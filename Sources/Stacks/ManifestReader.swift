import Formats
import Platform

/// Reads one file and collects what it tells.
struct ManifestReader {
  let rules: StackRules
  let manifest: Manifest
  let path: [UInt8]
  let base: Int
  var findings: StackFindings

  /// Takes a package or the like, where a rule knows it.
  mutating func add(
    _ source: String, _ name: ArraySlice<UInt8>, version: ArraySlice<UInt8> = [], line: Int,
    isDirect: Bool = true
  ) {
    if findings.found.count >= ManifestReader.findingsMax { return }
    let isDirect = isDirect && !manifest.isLock
    let version = ManifestReader.isVersion(version) ? version.prefix(200) : []
    var found: [StackFinding] = []
    rules.forEachMatch(PackageName.key(source, name)) { technology, rule in
      found.append(
        StackFinding(
          category: technology.category, name: technology.name, rule: rule,
          version: Array(version), line: line, isDirect: isDirect))
    }
    findings.found += found
  }

  /// How much one file may tell: more is no manifest that somebody wrote.
  private static let findingsMax = 20_000

  /// Whether a text is a version and not what stands for one: a variable, or a word that says that
  /// another file has it.
  private static func isVersion(_ text: ArraySlice<UInt8>) -> Bool {
    if text.contains(UInt8(ascii: "$")) { return false }
    for start in ["workspace:", "catalog:", "link:", "file:"] where text.starts(with: start.utf8) {
      return false
    }
    return true
  }

  mutating func add(_ source: String, _ name: Node, _ version: Node? = nil) {
    let text = version.flatMap { $0.string ?? $0["version"]?.string } ?? []
    add(source, name.bytes[...], version: text[...], line: name.line)
  }

  mutating func addNames() {
    add("file", path[base...], line: 0)
    let (_, dot) = PathParts.parts(path)
    if let dot { add("ext", path[dot...], line: 0) }
  }

  mutating func read(_ content: FrozenBytes) throws(ParseError) {
    switch manifest {
    case .packageJSON, .packageLock, .pipfileLock, .composer, .composerLock, .packageResolved,
      .deno:
      let options = JSONParser.Options(
        allowsComments: manifest == .deno, takesLastDuplicate: true, depthMax: 128)
      readJSON(try JSONParser.parse(content, options).root)
    case .pyproject, .pipfile, .pythonLock, .cargo, .cargoLock, .catalog, .julia:
      readTOML(try TOMLParser.parse(content, depthMax: 128).root)
    case .conda, .compose, .pubspec, .chart, .pnpmLock, .yaml, .hpack, .gitlab:
      try readYAML(content)
    case .pom, .msbuild, .packagesConfig:
      try readXML(content.copy(0..<content.count))
    case .gradle, .gradleScript, .gemfile, .gemspec, .packageSwift, .cmake, .terraform, .mix,
      .setupPy:
      readSource(content.copy(0..<content.count))
    case .requirements, .goMod, .dockerfile, .gemfileLock, .yarnLock, .setupCfg, .description,
      .cabal:
      readLines(content.copy(0..<content.count))
    case .none: break
    }
  }
}

extension StackRules {
  /// What a file tells; its content is needed where `interest(in:)` says so. Nothing else goes in,
  /// so that the findings can be kept with the file's content and `version` as the key.
  public func findings(path: [UInt8], content: FrozenBytes?) -> StackFindings {
    let manifest = manifest(path)
    let base = PathParts.parts(path).base
    let isProject = manifest.makesProject(path, base: base)
    var reader = ManifestReader(
      rules: self, manifest: manifest, path: path, base: base,
      findings: StackFindings(path: path, isProject: isProject))
    reader.addNames()
    guard let content, manifest != .none else { return reader.findings }
    if content.count > manifest.contentBytesMax {
      let most = manifest.contentBytesMax >> 20
      reader.findings.problem = ParseError(
        .start, "the file is too long: \(content.count) bytes, expected at most \(most) MiB")
      return reader.findings
    }
    let names = reader.findings.found
    do throws(ParseError) {
      try reader.read(content)
    } catch {
      reader.findings.found = names
      reader.findings.problem = error
    }
    return reader.findings
  }
}
