/// Manifests that are lines.
extension ManifestReader {
  mutating func readLines(_ bytes: [UInt8]) {
    switch manifest {
    case .requirements: readRequirements(bytes)
    case .goMod: readGoMod(bytes)
    case .dockerfile: readDockerfile(bytes)
    case .gemfileLock: readGemfileLock(bytes)
    case .yarnLock: readYarnLock(bytes)
    case .setupCfg:
      readFields(
        bytes, ["install_requires", "tests_require"], separator: UInt8(ascii: "="), "pypi")
    case .description:
      // The name is a common word: R's begin with a field of this name.
      guard bytes.starts(with: "Package:".utf8) || bytes[...].firstRange(of: "\nPackage:") != nil
      else { return }
      add("ci", Array("r-package".utf8)[...], line: 1)
      readFields(
        bytes, ["Imports", "Depends", "Suggests"], separator: UInt8(ascii: ":"), "cran")
    case .cabal: readFields(bytes, ["build-depends"], separator: UInt8(ascii: ":"), "hackage")
    default: break
    }
  }

  /// How many arguments, stages or properties of a file are remembered: each is looked for among
  /// all, which must not take longer the longer the file is.
  static let namesMax = 200

  private mutating func readRequirements(_ bytes: [UInt8]) {
    TextLines.forEach(bytes) { line, text in
      var text = text.trimmed
      // A `#` begins a comment where a blank is before it; otherwise it is a part of an address.
      for index in text.indices where text[index] == UInt8(ascii: "#") {
        if index == text.startIndex || text[index - 1] == 32 || text[index - 1] == 9 {
          text = text[..<index].trimmed
          break
        }
      }
      if let option = text.firstRange(of: " --") { text = text[..<option].trimmed }
      if text.last == UInt8(ascii: "\\") { text = text.dropLast().trimmed }
      if !text.isEmpty, text.first != UInt8(ascii: "-") { addRequirement(text, line: line) }
    }
  }

  private mutating func readGoMod(_ bytes: [UInt8]) {
    var isInBlock = false
    TextLines.forEach(bytes) { line, text in
      let comment = text.firstRange(of: "//")
      let code = comment.map { text[..<$0] } ?? text
      var words = code.split { $0 == 32 || $0 == 9 }
      if words.first?.elementsEqual("require".utf8) == true {
        words.removeFirst()
        if words.first?.first == UInt8(ascii: "(") { isInBlock = true }
      } else if !isInBlock {
        return
      }
      if words.first?.first == UInt8(ascii: ")") { isInBlock = false }
      let isIndirect = comment.map { text[$0...].firstRange(of: "indirect") != nil } ?? false
      if words.count >= 2 {
        add("go", words[0], version: words[1], line: line, isDirect: !isIndirect)
      }
    }
  }

  private mutating func readDockerfile(_ bytes: [UInt8]) {
    var arguments: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
    var stages: [ArraySlice<UInt8>] = []
    var images: [(ArraySlice<UInt8>, Int)] = []
    var isContinued = false
    var endMark: ArraySlice<UInt8>?
    var nextMark: ArraySlice<UInt8>?
    TextLines.forEach(bytes) { line, text in
      let text = text.trimmed
      if let mark = endMark {
        if text == mark { endMark = nil }
        return
      }
      if text.first == UInt8(ascii: "#") { return }
      let wasContinued = isContinued
      isContinued = text.last == UInt8(ascii: "\\")
      // The text begins behind the last line of the instruction.
      nextMark = ManifestReader.endMark(text) ?? nextMark
      if !isContinued { (endMark, nextMark) = (nextMark, nil) }
      if wasContinued { return }
      let words = text.split { $0 == 32 || $0 == 9 }
      guard words.count >= 2 else { return }
      let instruction = words[0].map { $0 & ~32 }
      if instruction.elementsEqual("ARG".utf8),
        let equals = words[1].firstIndex(of: UInt8(ascii: "=")),
        arguments.count < ManifestReader.namesMax, words[1].count <= 200
      {
        let value = words[1][(equals + 1)...]
        let quote = value.first.flatMap { $0 == 34 || $0 == 39 ? $0 : nil }
        arguments.append((words[1][..<equals], value.drop { $0 == quote }.prefix { $0 != quote }))
      }
      guard instruction.elementsEqual("FROM".utf8) else { return }
      let rest = words.dropFirst().drop { $0.starts(with: "--".utf8) }
      guard let image = rest.first, image.count <= 1000 else { return }
      if !stages.contains(image) {
        images.append((ManifestReader.filled(image, arguments), line))
      }
      if rest.count >= 3, let stage = rest.last, stages.count < ManifestReader.namesMax {
        stages.append(stage)
      }
    }
    // Where the whole name is evidence, that is enough.
    let isNamed = path[base...].elementsEqual("Dockerfile".utf8)
    if !isNamed { add("ci", Array("dockerfile".utf8)[...], line: 0) }
    for (image, line) in images { addImage(image, line: line) }
  }

  /// The word that ends the text which an instruction has behind it: `RUN <<EOF`, `COPY <<-"EOF" /x`.
  /// A shift (`1<<n`) or a shell's `<<<` begins none.
  private static func endMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    for word in line.split(whereSeparator: { $0 == 32 || $0 == 9 }) {
      var rest = word.drop { 48...57 ~= $0 }
      guard rest.starts(with: "<<".utf8) else { continue }
      rest = rest.dropFirst(2)
      if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      if rest.first == 34 || rest.first == 39 { rest = rest.dropFirst() }
      let mark = rest.prefix { $0 | 32 >= 97 && $0 | 32 <= 122 || $0 == 95 || 48...57 ~= $0 }
      if let first = mark.first, !(48...57 ~= first) { return mark }
    }
    return nil
  }

  /// A text with `$NAME` and `${NAME}` filled in, as far as they have a default.
  static func filled(
    _ text: ArraySlice<UInt8>, _ arguments: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]
  ) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    var rest = text
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      result += rest[..<dollar]
      rest = rest[(dollar + 1)...]
      let isBraced = rest.first == UInt8(ascii: "{")
      if isBraced { rest = rest.dropFirst() }
      let name = rest.prefix {
        48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == UInt8(ascii: "_")
      }
      rest = rest[name.endIndex...]
      let close = isBraced ? rest.firstIndex(of: UInt8(ascii: "}")) : nil
      if let value = arguments.last(where: { $0.name == name })?.value {
        result += value
      } else if let close {
        // `${NAME:-VALUE}`, `${NAME-VALUE}`
        let other = rest[..<close].drop { $0 == UInt8(ascii: ":") }
        if other.first == UInt8(ascii: "-") { result += other.dropFirst() }
      }
      if let close { rest = rest[(close + 1)...] }
    }
    return (result + rest)[...]
  }

  private mutating func readGemfileLock(_ bytes: [UInt8]) {
    TextLines.forEach(bytes) { line, text in
      // Four blanks: what is installed; six: what that needs.
      guard text.starts(with: "    ".utf8), text.dropFirst(4).first != 32 else { return }
      let words = text.split(separator: 32)
      guard words.count == 2, words[1].first == UInt8(ascii: "(") else { return }
      add("gem", words[0], version: words[1].dropFirst().dropLast(), line: line)
    }
  }

  private mutating func readYarnLock(_ bytes: [UInt8]) {
    var name: ArraySlice<UInt8> = []
    TextLines.forEach(bytes) { line, text in
      guard let first = text.first, first != UInt8(ascii: "#") else { return }
      if first != 32 {
        let text = first == UInt8(ascii: "\"") ? text.dropFirst() : text
        let at = text.dropFirst().firstIndex(of: UInt8(ascii: "@")) ?? text.startIndex
        name = text[text.startIndex..<at]
      }
      let words = text.split { $0 == 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ":") }
      if first == 32, words.count == 2, words[0].elementsEqual("version".utf8) {
        add("npm", name, version: words[1], line: line)
      }
    }
  }

  /// Fields whose value is a list over several indented lines.
  private mutating func readFields(
    _ bytes: [UInt8], _ names: [String], separator: UInt8, _ source: String
  ) {
    var isIn = false
    var found: [(ArraySlice<UInt8>, Int)] = []
    TextLines.forEach(bytes) { line, text in
      let trimmed = text.trimmed
      if trimmed.first == UInt8(ascii: "#") || trimmed.starts(with: "--".utf8) { return }
      var value = trimmed
      let key = trimmed.prefix { $0 != separator && $0 != 32 }
      let after = trimmed[key.endIndex...].trimmed
      let isField =
        after.first == separator
        && key.allSatisfy { 65...90 ~= $0 || 97...122 ~= $0 || $0 == 45 || $0 == 95 }
      if isField {
        isIn = names.contains { key.elementsEqual($0.utf8) }
        value = after.dropFirst()
      } else if trimmed.first == UInt8(ascii: "[")
        || text.first.map({ $0 != 32 && $0 != 9 }) == true
      {
        isIn = false
      }
      if isIn { found += value.split(separator: UInt8(ascii: ",")).map { ($0.trimmed, line) } }
    }
    for (text, line) in found {
      if source == "pypi" {
        addRequirement(text, line: line)
      } else {
        let name = text.prefix { $0 != 32 && $0 != UInt8(ascii: "(") }
        add(source, name, version: text[name.endIndex...].trimmed, line: line)
      }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where a text begins in it.
  func firstRange(of text: String) -> Int? {
    let text = Array(text.utf8)
    guard let first = text.first, count >= text.count else { return nil }
    var index = startIndex
    while index <= endIndex - text.count {
      if self[index] == first, self[index...].starts(with: text) { return index }
      index += 1
    }
    return nil
  }
}
