import CommandKit
import Formats
import Platform
import Scan

/// Prints what was found: at once where the order is that of the paths, else when all is known.
struct ListOrder {
  /// By what a list is sorted.
  enum Key: String, CaseIterable {
    case path, name, `extension`, size, modified
  }

  /// Something that waits to be printed.
  private struct Line {
    let path: [UInt8]
    let kind: FolderEntries.Kind
    let signature: FileSignature?
  }

  private let key: Key
  private let isReversed: Bool
  private let isJSON: Bool
  private let nameEnd: UInt8
  private var lines: [Line] = []

  init(_ invocation: borrowing Invocation) {
    key = invocation.arguments.text("sort").flatMap(Key.init(rawValue:)) ?? .path
    isReversed = invocation.arguments.has("reverse")
    isJSON = invocation.wantsJSON
    nameEnd = invocation.nameEnd
  }

  /// Whether the status of files is needed to sort them.
  var needsStatus: Bool { key == .size || key == .modified }

  private var isStreamed: Bool { key == .path && !isReversed }

  /// A file that was named itself.
  mutating func take(_ path: BytePath, _ invocation: inout Invocation) throws(Failure) {
    let status = try? FileStatus.of(path: path, followLinks: false)
    let kind = status.map(\.entryKind) ?? .unknown
    try take(Line(path: path.bytes, kind: kind, signature: status?.signature), &invocation)
  }

  /// What is wanted of a tree.
  mutating func take(
    _ scan: Scan, _ selection: Selection, _ invocation: inout Invocation
  ) throws(Failure) {
    let start = scan.pathStart
    let isPlain = isStreamed && !isJSON && !invocation.output.isTerminal
    var text: [UInt8] = []
    try scan.forEachEntry { (path, found) throws(Failure) in
      guard selection.includes(path, from: start, found) else { return }
      if isPlain {
        text.append(contentsOf: path)
        text.append(nameEnd)
        if text.count >= 1 << 16 {
          try invocation.output.write(bytes: text)
          text.removeAll(keepingCapacity: true)
        }
        return
      }
      let facts = found.facts.flatMap { $0.state.contains(.hasSignature) ? $0.signature : nil }
      try take(Line(path: path, kind: found.kind, signature: facts), &invocation)
    }
    try invocation.output.write(bytes: text)
  }

  private mutating func take(_ line: Line, _ invocation: inout Invocation) throws(Failure) {
    if isStreamed { try write(line, &invocation) } else { lines.append(line) }
  }

  /// Prints what has waited.
  mutating func finish(_ invocation: inout Invocation) throws(Failure) {
    if isStreamed { return }
    lines.sort(by: precedes)
    if isReversed { lines.reverse() }
    for line in lines { try write(line, &invocation) }
  }

  private func precedes(_ one: Line, _ two: Line) -> Bool {
    switch key {
    case .size:
      let (left, right) = (one.signature?.size ?? 0, two.signature?.size ?? 0)
      if left != right { return left < right }
    case .modified:
      let left = one.signature?.modifiedNanoseconds ?? 0
      let right = two.signature?.modifiedNanoseconds ?? 0
      if left != right { return left < right }
    case .name:
      let (left, right) = (ListOrder.name(one.path), ListOrder.name(two.path))
      if left != right { return left.lexicographicallyPrecedes(right) }
    case .extension:
      let (left, right) = (ListOrder.ending(one.path), ListOrder.ending(two.path))
      if left != right { return left.lexicographicallyPrecedes(right) }
    case .path: break
    }
    return one.path.lexicographicallyPrecedes(two.path)
  }

  private static func name(_ path: [UInt8]) -> ArraySlice<UInt8> {
    path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
  }

  private static func ending(_ path: [UInt8]) -> ArraySlice<UInt8> {
    let name = name(path)
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return [] }
    return name[(dot + 1)...]
  }

  private func write(_ line: Line, _ invocation: inout Invocation) throws(Failure) {
    if isJSON {
      var json = JSONWriter()
      json.object { json in
        json.name("path", bytes: line.path)
        json.key("type"); json.string(line.kind.word)
        if let signature = line.signature {
          json.key("size"); json.number(signature.size)
          json.key("modified")
          json.string(Moment.text(Instant(nanoseconds: signature.modifiedNanoseconds)))
        }
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.writeName(line.path)
    }
  }
}

extension Invocation {
  /// Writes a file's name as a line; on a terminal with its control characters made visible.
  mutating func writeName(_ name: [UInt8]) throws(Failure) {
    if output.isTerminal {
      try output.line(Visible.text(String(decoding: name, as: UTF8.self)))
    } else {
      try output.write(bytes: name)
      try output.write(bytes: CollectionOfOne(nameEnd))
    }
  }
}

extension FolderEntries.Kind {
  /// What it is called in answers.
  var word: String {
    switch self {
    case .unknown: "unknown"
    case .file: "file"
    case .folder: "folder"
    case .link: "link"
    case .pipe: "pipe"
    case .socket: "socket"
    case .blockDevice: "block"
    case .characterDevice: "character"
    }
  }
}

extension FileStatus {
  /// What it is, as an entry of a folder.
  var entryKind: FolderEntries.Kind {
    switch kind {
    case .file: .file
    case .folder: .folder
    case .link: .link
    case .other: isCharacterDevice ? .characterDevice : .unknown
    }
  }
}
