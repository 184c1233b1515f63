import Formats
import Platform
import Stacks
import Store
import Synchronization

/// Finding out the stack of a tree. What a manifest tells is kept with the manifest's signature, so that
/// the next question reads only those that have changed.
public final class StackPass: @unchecked Sendable {
  /// How long a manifest may be that is read.
  static let contentBytesMax = StackFindings.contentBytesMax

  /// What a manifest has told.
  private struct Kept {
    let signature: FileSignature
    let stored: [UInt8]
  }

  private struct Found {
    var findings: [StackFindings] = []
    var kept: [[UInt8]: Kept] = [:]
    var isChanged = false
  }

  let rules: StackRules
  /// What was found the last time, by path.
  private let before: [[UInt8]: Kept]
  private let found = Mutex(Found())

  init(_ rules: StackRules, _ bytes: [UInt8]?) {
    self.rules = rules
    before = bytes.map { StackPass.decode($0) } ?? [:]
  }

  /// Folders whose manifests are those of somebody else.
  private static let foreign: [[UInt8]] = [
    "node_modules", "bower_components", "vendor", "third_party", "site-packages", ".venv", "venv",
    "Pods", "Carthage",
  ].map { Array($0.utf8) }

  /// What a file may tell, by its path below the root.
  func interest(in path: [UInt8]) -> StackInterest {
    let interest = rules.interest(in: path)
    if interest == .none { return .none }
    var start = 0
    for index in path.indices where path[index] == UInt8(ascii: "/") {
      let part = path[start..<index]
      if StackPass.foreign.contains(where: { $0[...] == part }) { return .none }
      start = index + 1
    }
    return interest
  }

  /// Takes what a manifest has told before, where it is the same. Returns whether it is.
  func take(_ path: ArraySlice<UInt8>, kept signature: FileSignature, isRacy: Bool) -> Bool {
    let path = Array(path)
    guard !isRacy, let kept = before[path], kept.signature == signature,
      let findings = StackFindings(stored: kept.stored)
    else { return false }
    found.withLock { found in
      found.findings.append(findings)
      found.kept[path] = kept
    }
    return true
  }

  /// Takes what a manifest has told before, without a look at it. Returns whether it has.
  func takeKept(_ path: [UInt8]) -> Bool {
    guard let kept = before[path], let findings = StackFindings(stored: kept.stored) else {
      return false
    }
    found.withLock { found in
      found.findings.append(findings)
      found.kept[path] = kept
    }
    return true
  }

  /// Finds out what a manifest tells.
  func take(
    _ path: ArraySlice<UInt8>, _ content: FrozenBytes, _ signature: FileSignature, isRacy: Bool
  ) {
    let path = Array(path)
    let findings = rules.findings(path: path, content: content)
    found.withLock { found in
      found.findings.append(findings)
      found.isChanged = true
      if !isRacy { found.kept[path] = Kept(signature: signature, stored: findings.stored) }
    }
  }

  /// Takes what a file's name alone tells.
  func take(name path: [UInt8]) {
    let findings = rules.findings(path: path, content: nil)
    found.withLock { $0.findings.append(findings) }
  }

  /// The stack.
  var report: StackReport { StackReport(found.withLock { $0.findings }) }

  /// What to keep; nil where it is what was kept.
  var bytes: [UInt8]? {
    found.withLock { found in
      if !found.isChanged && found.kept.count == before.count { return nil }
      return StackPass.encode(found.kept)
    }
  }

  // Each manifest: the lengths of its path and of what it tells (4 bytes each, the lowest first), its
  // signature (device, inode, size, modified, status changed, 8 bytes each), its path, what it tells.

  private static func encode(_ kept: [[UInt8]: Kept]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, one) in kept {
      bytes.append(littleEndian: UInt64(path.count), count: 4)
      bytes.append(littleEndian: UInt64(one.stored.count), count: 4)
      let signature = one.signature
      for number in [signature.device, signature.inode] { bytes.append(littleEndian: number) }
      for number in [
        signature.size, signature.modifiedNanoseconds, signature.changedNanoseconds,
      ] {
        bytes.append(littleEndian: UInt64(bitPattern: number))
      }
      bytes += path
      bytes += one.stored
    }
    return bytes
  }

  private static func decode(_ bytes: [UInt8]) -> [[UInt8]: Kept] {
    var kept: [[UInt8]: Kept] = [:]
    var reader = FactReader(bytes)
    while !reader.isAtEnd {
      let (pathCount, storedCount) = (Int(reader.number(4)), Int(reader.number(4)))
      let (device, inode) = (reader.number(8), reader.number(8))
      let size = Int64(bitPattern: reader.number(8))
      let modified = Int64(bitPattern: reader.number(8))
      let changed = Int64(bitPattern: reader.number(8))
      guard !reader.isCut, let path = reader.bytes(pathCount),
        let stored = reader.bytes(storedCount)
      else { return [:] }
      kept[Array(path)] = Kept(
        signature: FileSignature(
          device: device, inode: inode, size: size, modifiedNanoseconds: modified,
          changedNanoseconds: changed),
        stored: Array(stored))
    }
    return kept
  }
}

extension FileFacts.State {
  /// Whether the file was changed so shortly before it was read that a later change might not show.
  var isRacy: Bool { contains(.isRacy) }
}

extension Scan {
  /// Finds out the stack of the tree: what is wanted of files that manifests are not is found out by
  /// the same reading.
  public func stack(
    _ rules: StackRules, _ selection: Selection, _ cache: ScanCache?, trustsSignatures: Bool,
    digests: Bool = false, languages: Bool = false, clock: Clock = .system
  ) -> StackReport {
    let kept = trustsSignatures ? cache?.stack(place, request, rules) : nil
    let pass = StackPass(rules, kept)
    complete(
      digests: digests, languages: languages, selection, stack: pass,
      trustsSignatures: trustsSignatures, clock: clock)
    if let bytes = pass.bytes { cache?.keepStack(bytes, place, request, rules) }
    return pass.report
  }
}
