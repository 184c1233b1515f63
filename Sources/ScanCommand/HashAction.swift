import CommandKit
import Digests
import Formats
import Glibc
import Platform
import Scan

/// `pc-scan hash`: the digests of files and folders.
enum HashAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    var asking = try Asking(&invocation)
    asking.request.readsContents = !asking.selection.needsStatus
    asking.request.wantsStatus = true
    var scans: [Scan] = []
    for root in asking.roots {
      switch root {
      case .file(let path):
        guard let digest = try digest(of: path, asking) else { continue }
        var text: [UInt8] = []
        append("f", digest, path.bytes, to: &text, invocation, isJSON: invocation.wantsJSON)
        try flush(&text, &invocation)
      case .tree(let path):
        let (scan, _) = try asking.scan(path, &invocation) { scan in
          scan.complete(
            digests: true, asking.selection, trustsSignatures: asking.trustsSignatures)
        }
        scans.append(scan)
        try write(scan, asking.selection, &invocation)
      }
    }
    return asking.finish(scans, &invocation)
  }

  /// The digest of a file that was named itself; nil where it is not wanted.
  private static func digest(
    of path: BytePath, _ asking: borrowing Asking
  ) throws(Failure) -> Digest? {
    let isFile = try Failure.ofSystem { () throws(SystemError) in
      try FileStatus.of(path: path).kind == .file
    }
    if !isFile { throw Failure(.inputOutput, "\(path): this is no file; it has no digest") }
    if !asking.selects(path) { return nil }
    return try Failure.ofSystem { () throws(SystemError) in
      let file = try Descriptor.open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK)
      return try Digest.of(contentOf: file.number, path: path)
    }
  }

  /// Writes the digests of a tree: a folder's before those of what lies in it.
  static func write(
    _ scan: Scan, _ selection: Selection, _ invocation: inout Invocation
  ) throws(Failure) {
    let folders = FolderDigests(scan, selection)
    let start = scan.pathStart
    let isJSON = invocation.wantsJSON
    var text: [UInt8] = []
    if let digest = folders[scan.root] {
      append("d", digest, scan.place.shown.bytes, to: &text, invocation, isJSON: isJSON)
    }
    try scan.forEachEntry { (path, found) throws(Failure) in
      if found.kind == .folder {
        guard let digest = folders[found.folder.folders[found.index]] else { return }
        append("d", digest, path, to: &text, invocation, isJSON: isJSON)
      } else if found.folder.facts.count > found.index,
        found.folder.facts[found.index].state.contains(.hasDigest),
        selection.includes(path, from: start, found)
      {
        append(
          found.kind == .link ? "l" : "f", found.folder.facts[found.index].digest, path,
          to: &text, invocation, isJSON: isJSON)
      }
      if text.count >= 1 << 16 { try flush(&text, &invocation) }
    }
    try flush(&text, &invocation)
  }

  private static func flush(
    _ text: inout [UInt8], _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.output.isTerminal {
      for line in text.split(separator: invocation.nameEnd) {
        try invocation.output.line(Visible.text(String(decoding: line, as: UTF8.self)))
      }
    } else {
      try invocation.output.write(bytes: text)
    }
    text.removeAll(keepingCapacity: true)
  }

  /// Adds a line as `b2sum` has it. Those of folders and links are comments to it: it could not check
  /// them.
  private static func append(
    _ kind: Unicode.Scalar, _ digest: Digest, _ path: [UInt8], to text: inout [UInt8],
    _ invocation: borrowing Invocation, isJSON: Bool
  ) {
    if isJSON {
      var json = JSONWriter()
      json.object { json in
        json.name("path", bytes: path)
        json.key("type"); json.string(kind == "d" ? "folder" : kind == "l" ? "link" : "file")
        json.key("hash"); json.string(digest.hexadecimal)
      }
      json.endLine()
      text += json.bytes
      return
    }
    if kind != "f" { text += [UInt8(ascii: "#"), 0x20] }
    // As b2sum has it: such a name is marked, and its line stays one.
    let isMarked =
      invocation.nameEnd != 0 && path.contains { $0 == 0x5C || $0 == 0x0A || $0 == 0x0D }
    if isMarked { text.append(0x5C) }
    digest.appendHexadecimal(to: &text)
    text += [0x20, 0x20]
    if kind == "l" { text += "-> ".utf8 }
    if isMarked { HashAction.appendMarked(path, to: &text) } else { text += path }
    if kind == "d", path.last != UInt8(ascii: "/") { text.append(UInt8(ascii: "/")) }
    text.append(invocation.nameEnd)
  }

  private static func appendMarked(_ path: [UInt8], to text: inout [UInt8]) {
    for byte in path {
      switch byte {
      case 0x5C: text += [0x5C, 0x5C]
      case 0x0A: text += [0x5C, UInt8(ascii: "n")]
      case 0x0D: text += [0x5C, UInt8(ascii: "r")]
      default: text.append(byte)
      }
    }
  }
}
