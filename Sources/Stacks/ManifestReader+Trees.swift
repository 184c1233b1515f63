import Formats
import Platform

/// Manifests in JSON and TOML.
extension ManifestReader {
  mutating func addMembers(_ source: String, _ table: Node?) {
    guard let table else { return }
    for (name, value) in table.members { add(source, name, value) }
  }

  mutating func readJSON(_ root: Node) {
    switch manifest {
    case .packageJSON:
      for key in ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] {
        addMembers("npm", root[key])
      }
    case .packageLock:
      for (name, value) in root["packages"]?.members.map({ $0 }) ?? [] {
        let start = Array("node_modules/".utf8)
        let text = name.bytes
        // What lies in another package's folder is another version, for that package.
        guard text.starts(with: start) else { continue }
        add(
          "npm", text[start.count...], version: value["version"]?.string?[...] ?? [],
          line: name.line)
      }
      addMembers("npm", root["dependencies"])
    case .composer:
      for key in ["require", "require-dev"] { addMembers("composer", root[key]) }
    case .composerLock:
      for key in ["packages", "packages-dev"] { addPackages("composer", root[key]) }
    case .pipfileLock:
      for key in ["default", "develop"] { addMembers("pypi", root[key]) }
    case .packageResolved: readResolved(root)
    case .deno: readImports(root["imports"])
    default: break
    }
  }

  private mutating func readResolved(_ root: Node) {
    let pins = root["pins"] ?? root["object"]?["pins"]
    for pin in pins?.elements.map({ $0 }) ?? [] {
      guard let location = pin["location"] ?? pin["repositoryURL"], let url = location.string
      else { continue }
      let version = pin["state"]?["version"]?.string ?? []
      add(
        "swift", ManifestReader.repository(url[...]), version: version[...],
        line: location.line)
    }
  }

  private mutating func readImports(_ imports: Node?) {
    for (_, value) in imports?.members.map({ $0 }) ?? [] {
      guard let text = value.string else { continue }
      for source in ["npm", "jsr"] where text.starts(with: Array("\(source):".utf8)) {
        let name = text[4...]
        let at = name.dropFirst().firstIndex(of: UInt8(ascii: "@")) ?? name.endIndex
        add(
          source, name[..<at], version: name[at...].dropFirst(), line: value.line)
      }
    }
  }

  /// `OWNER/NAME` of a repository's address.
  static func repository(_ url: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let address = url.last == UInt8(ascii: "/") ? url.dropLast() : url
    let text = address.suffix(4).elementsEqual(".git".utf8) ? address.dropLast(4) : address
    let parts = text.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
    guard parts.count >= 2 else { return text }
    return parts[parts.count - 2] + [UInt8(ascii: "/")] + parts[parts.count - 1]
  }

  private mutating func addPackages(_ source: String, _ list: Node?) {
    for package in list?.elements.map({ $0 }) ?? [] {
      guard let name = package["name"], name.kind == .string else { continue }
      add(
        source, name.bytes[...], version: package["version"]?.string?[...] ?? [],
        line: name.line)
    }
  }

  mutating func readTOML(_ root: Node) {
    switch manifest {
    case .pyproject: readPyproject(root)
    case .pipfile:
      for key in ["packages", "dev-packages"] { addMembers("pypi", root[key]) }
    case .pythonLock: addPackages("pypi", root["package"])
    case .cargoLock: addPackages("cargo", root["package"])
    case .cargo:
      readCargo(root)
      readCargo(root["workspace"])
      for (_, target) in root["target"]?.members.map({ $0 }) ?? [] { readCargo(target) }
    case .julia: addMembers("julia", root["deps"])
    case .catalog: readCatalog(root)
    default: break
    }
  }

  private mutating func readCargo(_ table: Node?) {
    for key in ["dependencies", "dev-dependencies", "build-dependencies"] {
      for (name, value) in table?[key]?.members.map({ $0 }) ?? [] {
        // A dependency may have another name than its package.
        let package = value["package"]?.string ?? name.bytes
        let version = value.string ?? value["version"]?.string ?? []
        add("cargo", package[...], version: version[...], line: name.line)
      }
    }
  }

  private mutating func addRequirements(_ list: Node?) {
    for item in list?.elements.map({ $0 }) ?? [] {
      if let text = item.string { addRequirement(text[...], line: item.line) }
    }
  }

  private mutating func addRequirementGroups(_ table: Node?) {
    for (_, list) in table?.members.map({ $0 }) ?? [] { addRequirements(list) }
  }

  private mutating func readPyproject(_ root: Node) {
    addRequirements(root["project"]?["dependencies"])
    addRequirementGroups(root["project"]?["optional-dependencies"])
    addRequirementGroups(root["dependency-groups"])
    let tool = root["tool"]
    addMembers("pypi", tool?["poetry"]?["dependencies"])
    addMembers("pypi", tool?["poetry"]?["dev-dependencies"])
    for (_, group) in tool?["poetry"]?["group"]?.members.map({ $0 }) ?? [] {
      addMembers("pypi", group["dependencies"])
    }
    addRequirementGroups(tool?["pdm"]?["dev-dependencies"])
    addRequirements(tool?["uv"]?["dev-dependencies"])
    for (_, environment) in tool?["hatch"]?["envs"]?.members.map({ $0 }) ?? [] {
      addRequirements(environment["dependencies"])
      addRequirements(environment["extra-dependencies"])
    }
  }

  /// Gradle's version catalogs.
  private mutating func readCatalog(_ root: Node) {
    func version(_ entry: Node) -> [UInt8] {
      if let text = entry["version"]?.string { return text }
      guard let name = entry["version"]?["ref"]?.string else { return [] }
      return root["versions"]?[name]?.string ?? []
    }
    for (_, entry) in root["libraries"]?.members.map({ $0 }) ?? [] {
      let line = entry.line
      var module = entry.string ?? entry["module"]?.string ?? []
      if let group = entry["group"]?.string, let name = entry["name"]?.string {
        module = group + [UInt8(ascii: ":")] + name
      }
      addCoordinates(module[...], version: version(entry)[...], line: line)
    }
    for (_, entry) in root["plugins"]?.members.map({ $0 }) ?? [] {
      guard let id = entry["id"]?.string else { continue }
      add("plugin", id[...], version: version(entry)[...], line: entry.line)
    }
  }

  /// `GROUP:NAME` or `GROUP:NAME:VERSION`.
  mutating func addCoordinates(
    _ text: ArraySlice<UInt8>, version: ArraySlice<UInt8> = [], line: Int
  ) {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 2 else { return }
    add(
      "maven", parts[0] + [UInt8(ascii: ":")] + parts[1],
      version: parts.count > 2 ? parts[2] : version, line: line)
  }

  /// A requirement of PEP 508: a name, extras, versions or an address, and a marker.
  mutating func addRequirement(_ text: ArraySlice<UInt8>, line: Int) {
    let text = text.trimmed
    let end =
      text.firstIndex {
        switch $0 {
        case 48...57, 65...90, 97...122: false
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): false
        default: true
        }
      } ?? text.endIndex
    guard end > text.startIndex else { return }
    var rest = text[end...].trimmed
    if rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
      rest = rest[(close + 1)...].trimmed
    }
    if let marker = rest.firstIndex(of: UInt8(ascii: ";")) { rest = rest[..<marker].trimmed }
    if rest.first == UInt8(ascii: "@") { rest = [] }
    // What goes on otherwise is no requirement: a path, an address or prose.
    let starts = Array("=<>~!(".utf8)
    guard rest.first.map({ starts.contains($0) }) ?? true else { return }
    add("pypi", text[..<end], version: rest, line: line)
  }
}
