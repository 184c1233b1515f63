import CommandKit
import Glibc
import Platform
import Suite

// write-documents [--check] [FOLDER]: writes the man pages and completions of all commands below
// the folder; with --check, names those that differ from what it would write, and ends with 1.

var words = CommandLine.arguments.dropFirst()
let isChecking = words.first == "--check"
if isChecking { words.removeFirst() }
if words.count > 1 || words.first?.hasPrefix("-") == true {
  Diagnostics.line("usage: write-documents [--check] [FOLDER]")
  exit(2)
}
let root = BytePath(words.first ?? ".")

/// What a file holds; nil where there is none.
func content(_ path: BytePath) -> [UInt8]? {
  guard let file = try? Descriptor.open(path, O_RDONLY) else { return nil }
  return try? IO.readAll(file.number, limit: 1 << 24, path: path)
}

let files = Suite.commands.flatMap(Documents.files)
do throws(SystemError) {
  if !isChecking {
    for folder in Documents.folders { try Directory.make(root.appending(folder)) }
    for file in files {
      let path = root.appending(file.path)
      // A file that is right already keeps its time stamp.
      if content(path) == Array(file.text.utf8) { continue }
      try AtomicFile.replace(path, with: Array(file.text.utf8), durability: .none, mode: 0o644)
    }
    exit(0)
  }
} catch {
  Diagnostics.line("write-documents: \(error.path): cannot \(error.deed): \(error.reason)")
  exit(1)
}

var stale = files.filter { content(root.appending($0.path)) != Array($0.text.utf8) }
  .map { "\($0.path): not what write-documents makes" }
for folder in Documents.folders {
  for name in (try? Directory.names(in: root.appending(folder))) ?? [] {
    let path = "\(folder)/\(String(decoding: name, as: UTF8.self))"
    if !files.contains(where: { $0.path == path }) { stale.append("\(path): of no command") }
  }
}
for line in stale { Diagnostics.line(line) }
exit(stale.isEmpty ? 0 : 1)
