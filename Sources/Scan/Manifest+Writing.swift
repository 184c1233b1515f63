import Platform

extension Manifest {
  /// The marks of what a manifest was made with.
  struct Marks {
    var rules: UInt64 = 0
    var languages: UInt64 = 0
  }

  /// The bytes of a manifest of a tree, in pieces that are to be written one after the other. What an
  /// earlier one says of the files of a folder is copied where nothing has changed.
  static func pieces(
    of root: Folder, started: Instant, marks: Marks = Marks(), withFacts: Bool,
    kept: Manifest? = nil
  ) -> [FrozenBytes] {
    var writer = ManifestWriter(withFacts: withFacts, kept: kept)
    writer.write(root)
    return writer.finish(started: started, marks: marks)
  }
}

/// Makes a manifest of a tree that was walked.
private struct ManifestWriter: ~Copyable {
  private let withFacts: Bool
  private let kept: Manifest?
  private var table = GrowingBytes()
  private var ignoreFiles = GrowingBytes()
  private var entries = GrowingBytes()
  private var facts = GrowingBytes()
  private var folderCount = 0
  private var fileCount = 0

  init(withFacts: Bool, kept: Manifest?) {
    self.withFacts = withFacts
    self.kept = kept
  }

  /// Writes a folder and all below it.
  mutating func write(_ root: Folder) {
    // How many folders a folder and all below it are is written once those below it are done.
    var open: [(folder: Folder, index: Int, next: Int)] = [(root, 0, 0)]
    append(root)
    while let (folder, index, next) = open.last {
      if next < folder.folders.count {
        open[open.count - 1].next += 1
        open.append((folder.folders[next], folderCount, 0))
        append(folder.folders[next])
      } else {
        table.store(
          UInt32(folderCount - index).littleEndian, at: index * Manifest.recordBytes + 44)
        open.removeLast()
      }
    }
  }

  private mutating func append(_ folder: Folder) {
    let signature = folder.signature
    let start = facts.count
    if withFacts { appendFacts(folder) }
    table.append(signature.device.littleEndian)
    table.append(signature.inode.littleEndian)
    table.append(signature.modifiedNanoseconds.littleEndian)
    table.append(signature.changedNanoseconds.littleEndian)
    table.append(UInt32(folder.entries.bytes.count).littleEndian)
    table.append(UInt32(folder.entries.count).littleEndian)
    table.append(UInt32(facts.count - start).littleEndian)
    table.append(UInt32(0))
    table.append(UInt16(truncatingIfNeeded: folder.ignoreFiles.count).littleEndian)
    table.append(folder.state.rawValue)
    for _ in 0..<5 { table.append(UInt8(0)) }
    entries.append(folder.entries.bytes)
    for file in folder.ignoreFiles { file.append(to: &ignoreFiles) }
    folderCount += 1
    fileCount += folder.fileCount
  }

  private mutating func appendFacts(_ folder: Folder) {
    if let kept, folder.isAsKept {
      kept.withFactBytes(folder.keptNumber) { facts.append($0) }
      return
    }
    var last = folder.signature
    for file in folder.facts {
      file.append(to: &facts, device: folder.signature.device, after: &last)
    }
  }

  consuming func finish(started: Instant, marks: Manifest.Marks) -> [FrozenBytes] {
    var header = GrowingBytes()
    header.append(Manifest.magic)
    header.append(marks.rules.littleEndian)
    header.append(started.nanoseconds.littleEndian)
    header.append(UInt32(folderCount).littleEndian)
    header.append(UInt32(fileCount).littleEndian)
    header.append(marks.languages.littleEndian)
    for count in [ignoreFiles.count, entries.count, facts.count] {
      header.append(UInt64(count).littleEndian)
    }
    return [
      header.frozen(), table.frozen(), ignoreFiles.frozen(), entries.frozen(), facts.frozen(),
    ]
  }
}
