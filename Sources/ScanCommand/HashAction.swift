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
        let digest = try Failure.ofSystem { () throws(SystemError) in
          try Digest.of(contentOf: Descriptor.open(path, O_RDONLY | O_NOCTTY).number, path: path)
        }
        try write("f", digest, path.bytes, &invocation)
      case .tree(let place):
        let scan = asking.scan(place, &invocation)
        scans.append(scan)
        scan.complete(
          digests: true, asking.selection, trustsSignatures: asking.trustsSignatures)
        try write(scan, asking.selection, &invocation)
      }
    }
    return asking.finish(scans, &invocation)
  }

  /// Writes the digests of a tree: a folder's before those of what lies in it.
  static func write(
    _ scan: Scan, _ selection: Selection, _ invocation: inout Invocation
  ) throws(Failure) {
    let folders = FolderDigests(scan, selection)
    let start = scan.pathStart
    if let digest = folders[scan.root] {
      try write("d", digest, scan.place.shown.bytes, &invocation)
    }
    try scan.forEachEntry { (path, found) throws(Failure) in
      if found.kind == .folder {
        guard let digest = folders[found.folder.folders[found.index]] else { return }
        try write("d", digest, path, &invocation)
      } else if let facts = found.facts, facts.state.contains(.hasDigest),
        selection.includes(path, from: start, found)
      {
        try write(found.kind == .link ? "l" : "f", facts.digest, path, &invocation)
      }
    }
  }

  /// A line as `b2sum` has it. Those of folders and links are comments to it: it could not check them.
  private static func write(
    _ kind: Unicode.Scalar, _ digest: Digest, _ path: [UInt8], _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.name("path", bytes: path)
        json.key("type"); json.string(kind == "d" ? "folder" : kind == "l" ? "link" : "file")
        json.key("hash"); json.string(digest.hexadecimal)
      }
      json.endLine()
      return try invocation.output.write(bytes: json.bytes)
    }
    var line: [UInt8] = []
    var name = path
    if kind == "d", name.last != UInt8(ascii: "/") { name.append(UInt8(ascii: "/")) }
    if kind != "f" { line += "# ".utf8 }
    // As b2sum has it: such a name is marked, and its line stays one.
    if invocation.nameEnd != 0, name.contains(where: { [0x5C, 0x0A, 0x0D].contains($0) }) {
      line.append(0x5C)
      name = name.flatMap { byte -> [UInt8] in
        switch byte {
        case 0x5C: [0x5C, 0x5C]
        case 0x0A: [0x5C, UInt8(ascii: "n")]
        case 0x0D: [0x5C, UInt8(ascii: "r")]
        default: [byte]
        }
      }
    }
    line += digest.hexadecimalDigits
    line += [0x20, 0x20]
    if kind == "l" { line += "-> ".utf8 }
    line += name
    if invocation.output.isTerminal {
      try invocation.output.line(Visible.text(String(decoding: line, as: UTF8.self)))
    } else {
      try invocation.output.write(bytes: line)
      try invocation.output.write(bytes: CollectionOfOne(invocation.nameEnd))
    }
  }
}
