import CacheRoot
import CommandKit
import Formats
import Platform
import Settings
import Store

/// `pc-cache doctor`.
enum DoctorAction {
  /// How many entries are walked for the size without being asked to.
  private static let walkedMax: Int64 = 200_000

  /// What one look has found.
  struct Finding {
    let check: String
    let isWell: Bool
    let text: String
    var remedy: String?
  }

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    var findings = [settings(invocation)]
    let opened: Store?
    do throws(Failure) {
      opened = try Asking.store(invocation)
    } catch {
      opened = nil
      findings.append(Finding(check: "directory", isWell: false, text: error.message))
    }
    if let store = opened {
      findings.append(directory(store))
      findings.append(space(store))
      findings.append(locks(store))
      findings.append(leftBehind(store))
      findings.append(size(store))
    }
    findings.append(try RemoteAction.finding(opened, invocation))
    for finding in findings { try show(finding, &invocation) }
    return findings.allSatisfy { $0.isWell } ? .done : .negative
  }

  private static func show(
    _ finding: Finding, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("check"); json.string(finding.check)
        json.key("ok"); json.bool(finding.isWell)
        json.key("detail"); json.string(finding.text)
        json.key("remedy")
        if let remedy = finding.remedy { json.string(remedy) } else { json.null() }
      }
      json.endLine()
      return try invocation.output.write(bytes: json.bytes)
    }
    let mark = finding.isWell ? "ok " : "BAD"
    let remedy = finding.remedy.map { ": \($0)" } ?? ""
    try invocation.output.line(
      "\(mark)  \(finding.check): \(Visible.text(finding.text))\(Visible.text(remedy))")
  }

  // MARK: The looks

  private static func settings(_ invocation: borrowing Invocation) -> Finding {
    do throws(Failure) {
      let settings = try Limits.settings(invocation)
      let entries = settings.maxEntries > 0 ? ", \(settings.maxEntries) entries" : ""
      return Finding(
        check: "settings", isWell: true,
        text: "at most \(SizeFormat.text(bytes: settings.maxSizeBytes))\(entries), "
          + "policy \(settings.policy.rawValue)" + (settings.isEnabled ? "" : ", disabled"))
    } catch {
      return Finding(check: "settings", isWell: false, text: error.message)
    }
  }

  private static func directory(_ store: Store) -> Finding {
    let path = store.path
    guard let status = try? FileStatus.of(path: path) else {
      return Finding(check: "directory", isWell: false, text: "\(path): cannot be looked at")
    }
    let permissions = String(status.permissions, radix: 8)
    if status.permissions & 0o077 != 0 {
      return Finding(
        check: "directory", isWell: false, text: "\(path): others may enter (0\(permissions))",
        remedy: "chmod 700 \(path)")
    }
    return Finding(
      check: "directory", isWell: true,
      text: "\(path): yours alone, format \(CacheDirectory.format)")
  }

  private static func space(_ store: Store) -> Finding {
    guard let free = FileStatus.freeBytes(at: store.path) else {
      return Finding(check: "space", isWell: false, text: "the file system does not say")
    }
    let total = (try? store.total().bytes) ?? 0
    let room = max(0, store.settings.maxSizeBytes - total)
    let text =
      "\(SizeFormat.text(bytes: free)) free, the cache may grow by \(SizeFormat.text(bytes: room))"
    if free < min(room, 64 << 20) {
      return Finding(
        check: "space", isWell: false, text: text,
        remedy: "free some space, or lower PC_CACHE_MAX_SIZE")
    }
    return Finding(check: "space", isWell: true, text: text)
  }

  private static func locks(_ store: Store) -> Finding {
    do throws(StoreError) {
      try store.checkWriting()
      return Finding(check: "locks", isWell: true, text: "can be written to, and locks work")
    } catch {
      return Finding(check: "locks", isWell: false, text: error.message)
    }
  }

  private static func leftBehind(_ store: Store) -> Finding {
    let count = store.sweep()
    return Finding(
      check: "tmp", isWell: true,
      text: count == 0
        ? "nothing left by dead processes" : "\(count) files of dead processes removed")
  }

  private static func size(_ store: Store) -> Finding {
    do throws(StoreError) {
      let total = try store.total()
      let text = "\(total.entries) entries, \(SizeFormat.text(bytes: total.bytes))"
      if total.entries > walkedMax {
        return Finding(
          check: "size", isWell: true, text: "\(text); not walked: pc-cache verify does that")
      }
      let walked = store.walkedTotal()
      if walked == total {
        return Finding(check: "size", isWell: true, text: "\(text), as a walk finds")
      }
      return Finding(
        check: "size", isWell: false,
        text: "\(text), but a walk finds \(walked.entries) entries, \(walked.bytes) bytes",
        remedy: "pc-cache rebuild (files were changed by hand, or are being changed now)")
    } catch {
      return Finding(check: "size", isWell: false, text: error.message)
    }
  }
}
