import CommandKit
import Formats
import Platform
import Scan

/// `pc-scan changed` and `mark`: what has become of the files since the last question, or since a
/// mark.
enum ChangedAction {
  static func changed(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    var asking = try Asking(&invocation)
    asking.request.wantsStatus = true
    let name = invocation.arguments.bytes("mark") ?? []
    let marks = try asking.marks(invocation)
    var scans: [Scan] = []
    var hasChanged = false
    for root in asking.roots {
      guard case .tree(let path) = root else {
        throw Failure(.usage, "changed: expected folders and globs; give the folder of a file")
      }
      let mark = try find(name, path, marks, asking, invocation)
      let listsUnchanged = invocation.arguments.has("unchanged")
      let (scan, _) = try asking.scan(path, &invocation) { scan in
        scan.readChanged(
          since: mark, asking.selection, trustsSignatures: asking.trustsSignatures)
      }
      scans.append(scan)
      // What was found is kept while it is compared: both take as long.
      let keeper = asking.keepBeside(scan)
      let changes = scan.changes(
        since: mark, name: name, asking.selection, trustsSignatures: asking.trustsSignatures,
        listsUnchanged: listsUnchanged)
      keeper.join()
      if !changes.isEmpty { hasChanged = true }
      try write(changes, scan, &invocation)
      // Only what was told is not told again.
      try invocation.output.flush()
      let isAsked = invocation.arguments.has("keep") || listsUnchanged
      if name.isEmpty, !isAsked, let next = changes.next {
        keep(next, marks, asking, &invocation)
      }
    }
    let status = asking.finish(scans, &invocation)
    return status != .done ? status : hasChanged ? .done : .negative
  }

  /// The mark that is asked about; nil where nothing was asked before.
  private static func find(
    _ name: [UInt8], _ path: BytePath, _ marks: Marks, _ asking: borrowing Asking,
    _ invocation: borrowing Invocation
  ) throws(Failure) -> Mark? {
    let found = try Failure.ofSystem { () throws(SystemError) in
      try marks.mark(name, path.resolved(), asking.request.options)
    }
    switch found {
    case .found(let mark): return mark
    case .newer(let file):
      throw Failure(
        .badData, "\(file): a newer version of pc-scan has made this mark; use that one")
    case .none:
      if !name.isEmpty { throw missing(name, path) }
    case .damaged(let file):
      if !name.isEmpty {
        throw Failure(
          .badData, "\(file): the mark \(String(decoding: name, as: UTF8.self)) is damaged")
      }
      invocation.warn("\(file): damaged: what was known of the last question is lost")
    }
    return nil
  }

  private static func missing(_ name: [UInt8], _ path: BytePath) -> Failure {
    let name = String(decoding: name, as: UTF8.self)
    return Failure(
      .noInput,
      "\(path): there is no mark \(name) with these options; pc-scan mark \(name) makes it")
  }

  private static func keep(
    _ mark: Mark, _ marks: Marks, _ asking: borrowing Asking, _ invocation: inout Invocation
  ) {
    do throws(SystemError) { try marks.keep(mark, asking.request.options) } catch {
      invocation.warn(
        "\(error.path): cannot \(error.deed): \(error.reason); the same changes will be told again")
    }
  }

  private static func write(
    _ changes: Changes, _ scan: Scan, _ invocation: inout Invocation
  ) throws(Failure) {
    let wantsUnchanged = invocation.arguments.has("unchanged")
    let showsStatus = invocation.arguments.has("status") || invocation.output.isTerminal
    let prefix = scan.prefix
    for change in changes.list where (change.kind == .unchanged) == wantsUnchanged {
      let path = prefix + change.path
      if invocation.wantsJSON {
        try invocation.output.write(bytes: json(change, path, prefix))
      } else if showsStatus {
        try invocation.output.write("\(letter(change.kind))\t")
        if case .renamed(let from) = change.kind {
          try invocation.output.write(bytes: prefix + from)
          try invocation.output.write("\t")
        }
        try invocation.writeName(path)
      } else if change.kind != .removed {
        try invocation.writeName(path)
      }
    }
  }

  private static func letter(_ kind: Change.Kind) -> String {
    switch kind {
    case .added: "A"
    case .modified: "M"
    case .removed: "D"
    case .renamed: "R"
    case .unchanged: "="
    }
  }

  private static func json(_ change: Change, _ path: [UInt8], _ prefix: [UInt8]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.name("path", bytes: path)
      json.key("change")
      switch change.kind {
      case .added: json.string("added")
      case .modified: json.string("modified")
      case .removed: json.string("removed")
      case .unchanged: json.string("unchanged")
      case .renamed(let from):
        json.string("renamed")
        json.name("from", bytes: prefix + from)
      }
      json.key("type"); json.string(change.entry.word)
    }
    json.endLine()
    return json.bytes
  }

  // MARK: Marks

  static func mark(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let operands = invocation.arguments.operands
    if invocation.arguments.has("list") { return try list(&invocation) }
    guard let name = operands.first, !name.isEmpty else {
      throw Failure(.usage, "mark: expected the NAME of the mark, or --list")
    }
    if name.count > 255 { throw Failure(.usage, "mark: expected a NAME of at most 255 bytes") }
    var asking = try Asking(&invocation, operands: Array(operands.dropFirst()))
    asking.request.wantsStatus = true
    let marks = try asking.marks(invocation)
    var scans: [Scan] = []
    for root in asking.roots {
      guard case .tree(let path) = root else {
        throw Failure(.usage, "mark: expected folders; a mark is of a whole tree")
      }
      if invocation.arguments.has("delete") {
        let isGone = try Failure.ofSystem { () throws(SystemError) in
          try marks.remove(name, path.resolved(), asking.request.options)
        }
        if !isGone { throw missing(name, path) }
        continue
      }
      let (scan, _) = try asking.scan(path, &invocation) { scan in
        scan.complete(
          digests: true, Selection.everything, trustsSignatures: asking.trustsSignatures)
      }
      scans.append(scan)
      try Failure.ofSystem { () throws(SystemError) in
        try marks.keep(scan.mark(name: name), asking.request.options)
      }
    }
    return asking.finish(scans, &invocation)
  }

  private static func list(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try Asking(&invocation, operands: [])
    let marks = try asking.marks(invocation)
    let all = try Failure.ofSystem { () throws(SystemError) in try marks.named() }
    for mark in all {
      let made = Moment.text(mark.made)
      if invocation.wantsJSON {
        var json = JSONWriter()
        json.object { json in
          json.name("name", bytes: mark.name)
          json.name("root", bytes: mark.root.bytes)
          json.key("made"); json.string(made)
        }
        json.endLine()
        try invocation.output.write(bytes: json.bytes)
      } else {
        try invocation.output.write("\(made)\t")
        try invocation.output.write(bytes: mark.name)
        try invocation.output.write("\t")
        try invocation.writeName(mark.root.bytes)
      }
    }
    asking.close()
    return .done
  }
}
