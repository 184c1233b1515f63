import Formats
import Platform
import YAML

/// Manifests in YAML.
extension ManifestReader {
  mutating func readYAML(_ content: FrozenBytes) throws(ParseError) {
    let isWorkflow =
      manifest == .yaml && PathParts.isIn(".github/workflows", path, base: base)
    if manifest == .yaml, PathParts.isIn(".circleci", path, base: base) {
      add("ci", Array("circleci".utf8)[...], line: 0)
    }
    if isWorkflow { add("ci", Array("github-actions".utf8)[...], line: 0) }
    if manifest == .yaml, !isWorkflow, !readKubernetes(content.copy(0..<content.count)) { return }
    // A template is no YAML before it is filled in; the braces of a workflow stand in strings.
    if manifest == .yaml, !isWorkflow, hasTemplates(content) { return }
    var options = YAMLParser.Options()
    options.depthMax = 128
    options.expandedCountMax = 1_000_000
    for tree in try YAMLParser.parse(content, options) { readDocument(tree.root, isWorkflow) }
  }

  private mutating func readDocument(_ root: Node, _ isWorkflow: Bool) {
    switch manifest {
    case .conda:
      for item in root["dependencies"]?.elements.map({ $0 }) ?? [] { addConda(item) }
    case .compose:
      // The whole names are evidence by themselves; others are common words.
      if root["services"] != nil, !findings.found.contains(where: { $0.line == 0 }) {
        add("ci", Array("compose".utf8)[...], line: 0)
      }
      for (_, service) in root["services"]?.members.map({ $0 }) ?? [] {
        if let image = service["image"], let text = image.string {
          addImage(text[...], line: image.line)
        }
      }
    case .pubspec:
      for key in ["dependencies", "dev_dependencies"] { addMembers("pub", root[key]) }
    case .chart:
      for item in root["dependencies"]?.elements.map({ $0 }) ?? [] {
        guard let name = item["name"], let text = name.string else { continue }
        // The version is the chart's, not that of what it installs.
        add("helm", text[...], line: name.line)
      }
    case .hpack: readHaskell(root)
    case .gitlab: readGitLab(root)
    case .pnpmLock: readPnpm(root)
    case .yaml where isWorkflow:
      addValues(root, "uses")
      for (_, job) in root["jobs"]?.members.map({ $0 }) ?? [] {
        addImageOf(job["container"])
        for (_, service) in job["services"]?.members.map({ $0 }) ?? [] { addImageOf(service) }
      }
    case .yaml: addValues(root, "image")
    default: break
    }
  }

  /// A text, or the member of an object that names the image.
  private mutating func addImageOf(_ node: Node?) {
    for image in [node, node?["image"], node?["name"]] {
      if let image, let text = image.string { addImage(text[...], line: image.line) }
    }
  }

  private mutating func readGitLab(_ root: Node) {
    addImageOf(root["image"])
    for service in root["services"]?.elements.map({ $0 }) ?? [] { addImageOf(service) }
    for (_, job) in root.members {
      addImageOf(job["image"])
      for service in job["services"]?.elements.map({ $0 }) ?? [] { addImageOf(service) }
    }
  }

  /// Haskell's `package.yaml`: dependencies as `NAME VERSIONS`, of all and of each component.
  private mutating func readHaskell(_ root: Node) {
    addHaskell(root["dependencies"])
    for key in ["library", "executable"] { addHaskell(root[key]?["dependencies"]) }
    for key in ["executables", "tests", "benchmarks", "internal-libraries"] {
      for (_, part) in root[key]?.members.map({ $0 }) ?? [] { addHaskell(part["dependencies"]) }
    }
  }

  private mutating func addHaskell(_ list: Node?) {
    for item in list?.elements.map({ $0 }) ?? [] {
      guard let text = item.string else { continue }
      let name = text.prefix { !" <>=^".utf8.contains($0) }
      add(
        "hackage", name, version: text[name.endIndex...].trimmed, line: item.line)
    }
  }

  private mutating func addConda(_ item: Node) {
    for requirement in item["pip"]?.elements.map({ $0 }) ?? [] {
      addRequirement(requirement.bytes[...], line: requirement.line)
    }
    guard let text = item.string else { return }
    let name = text.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: " ") && $0 != 62 }
    let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
    add(
      "pypi", name[start...], version: text[name.endIndex...],
      line: item.line)
  }

  private mutating func readPnpm(_ root: Node) {
    for (name, _) in root["packages"]?.members.map({ $0 }) ?? [] {
      var text = name.bytes[...]
      if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
      text = text.prefix { $0 != UInt8(ascii: "(") }
      guard let at = text.lastIndex(of: UInt8(ascii: "@")), at > text.startIndex else { continue }
      add("npm", text[..<at], version: text[(at + 1)...], line: name.line)
    }
  }

  /// Takes the images or actions anywhere in a document; the parser has bounded its depth.
  private mutating func addValues(_ node: Node, _ key: String) {
    for element in node.elements { addValues(element, key) }
    for (name, value) in node.members {
      if let text = value.string, name.bytes.elementsEqual(key.utf8) {
        if key == "image" {
          addImage(text[...], line: value.line)
        } else {
          let action = text.prefix { $0 != UInt8(ascii: "@") }
          add("action", action, line: value.line)
        }
      } else {
        addValues(value, key)
      }
    }
  }

  private func hasTemplates(_ content: FrozenBytes) -> Bool {
    var before: UInt8 = 0
    for byte in content.copy(0..<content.count) {
      if byte == UInt8(ascii: "{"), before == byte { return true }
      before = byte
    }
    return false
  }

  /// The kinds of Kubernetes' documents: the names `apiVersion` and `kind` at the start of lines,
  /// which templates have, too.
  private mutating func readKubernetes(_ bytes: [UInt8]) -> Bool {
    var hasVersion = false
    var kind: (text: ArraySlice<UInt8>, line: Int)?
    var found: [(text: ArraySlice<UInt8>, line: Int)] = []
    TextLines.forEach(bytes) { line, text in
      if text.starts(with: "---".utf8) { (hasVersion, kind) = (false, nil) }
      if text.starts(with: "apiVersion:".utf8) { hasVersion = true }
      if text.starts(with: "kind:".utf8) { kind = (text.dropFirst(5).trimmed, line) }
      if hasVersion, let document = kind {
        found.append(document)
        (hasVersion, kind) = (false, nil)
      }
    }
    for kind in found { add("kubernetes", kind.text, line: kind.line) }
    return !found.isEmpty
  }

  /// An image's name without registry and platform; `bitnami/` is another builder of the same.
  mutating func addImage(_ text: ArraySlice<UInt8>, line: Int) {
    let slash = UInt8(ascii: "/")
    let filled = ManifestReader.filled(text.prefix(1000), [])
    var name = filled.prefix { $0 != UInt8(ascii: "@") }
    var version: ArraySlice<UInt8> = []
    let last = name.lastIndex(of: slash).map { $0 + 1 } ?? name.startIndex
    if let colon = name[last...].firstIndex(of: UInt8(ascii: ":")) {
      version = name[(colon + 1)...]
      name = name[..<colon]
    }
    if let first = name.firstIndex(of: slash) {
      let host = name[..<first]
      let isHost =
        host.contains(UInt8(ascii: ".")) || host.contains(UInt8(ascii: ":"))
        || host.elementsEqual("localhost".utf8)
      if isHost { name = name[(first + 1)...] }
    }
    for prefix in [
      "docker/library/", "library/", "amd64/", "arm64v8/", "arm32v7/", "i386/", "cimg/",
    ]
    where name.starts(with: prefix.utf8) {
      name = name.dropFirst(prefix.utf8.count)
    }
    let count = findings.found.count
    add("image", name, version: version, line: line)
    if findings.found.count > count { return }
    for prefix in ["bitnami/", "bitnamilegacy/"] where name.starts(with: prefix.utf8) {
      add("image", name.dropFirst(prefix.utf8.count), version: version, line: line)
    }
  }
}
