import CommandKit
import Formats
import Glibc
import Platform
import Scan
import Stacks

/// `pc-scan stack`, and several answers from one pass: `pc-scan --languages --stack --hash`.
enum SummaryAction {
  /// What is asked for.
  private struct Wishes {
    var languages = false
    var stack = false
    var hash = false
  }

  static func stack(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try answer(Wishes(stack: true), &invocation)
  }

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    return try answer(
      Wishes(
        languages: arguments.has("languages"), stack: arguments.has("stack"),
        hash: arguments.has("hash")), &invocation)
  }

  private static func answer(
    _ wishes: Wishes, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let rules = wishes.stack ? try rules(invocation) : nil
    var asking = try Asking(&invocation, showsHidden: wishes.stack)
    // Much of what tells of a stack is hidden (.github, .gitlab-ci.yml); for the other answers that is
    // as it was asked for.
    asking.selection.leavesOutHidden = wishes.stack && !invocation.arguments.has("hidden")
    let readsAll = wishes.languages || wishes.hash
    asking.request.readsContents = readsAll && !asking.selection.needsStatus
    if readsAll { asking.request.wantsStatus = true }
    var summary = LanguageSummary(countsAll: invocation.arguments.has("all"))
    var scans: [Scan] = []
    for root in asking.roots {
      guard case .tree(let path) = root else {
        throw Failure(.usage, "expected folders and globs here; give the folder of a file")
      }
      let (scan, report) = try asking.scan(path, &invocation) { scan -> StackReport? in
        if let rules {
          return scan.stack(
            rules, asking.selection, asking.cache, trustsSignatures: asking.trustsSignatures,
            digests: wishes.hash, languages: wishes.languages)
        }
        scan.complete(
          digests: wishes.hash, languages: wishes.languages, asking.selection,
          trustsSignatures: asking.trustsSignatures)
        return nil
      }
      scans.append(scan)
      if let report { try write(report, scan, &invocation) }
      if wishes.languages { add(scan, asking.selection, to: &summary) }
    }
    if wishes.languages {
      if rules != nil, !invocation.wantsJSON { try invocation.output.line("") }
      summary.finish()
      try LanguageReport.write(summary, &invocation)
    }
    if wishes.hash {
      if !invocation.wantsJSON { try invocation.output.line("") }
      for scan in scans { try HashAction.write(scan, asking.selection, &invocation) }
    }
    return asking.finish(scans, &invocation)
  }

  private static func add(
    _ scan: Scan, _ selection: Selection, to summary: inout LanguageSummary
  ) {
    let start = scan.pathStart
    scan.forEachEntry { (path, found) in
      if found.kind == .file, selection.includes(path, from: start, found) {
        summary.add(path, found)
      }
    }
  }

  /// The rules that come with the suite, and those of a file.
  private static func rules(
    _ invocation: borrowing Invocation
  ) throws(Failure) -> StackRules {
    guard let path = invocation.arguments.path("rules") else { return StackRules.builtIn }
    let text = try Failure.ofSystem { () throws(SystemError) in
      let file = try Descriptor.open(path, O_RDONLY | O_NOCTTY)
      return try GrowingBytes.reading(file.number, limit: 64 << 20, path: path).frozen()
    }
    do throws(ParseError) {
      return try StackRules.builtIn.adding(text.copy(0..<text.count))
    } catch {
      throw Failure(.badData, "\(path):\(error.position): \(error.message)")
    }
  }

  private static func write(
    _ report: StackReport, _ scan: Scan, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      var json = JSONWriter()
      report.write(to: &json)
      json.endLine()
      return try invocation.output.write(bytes: json.bytes)
    }
    for problem in report.problems {
      let path = String(decoding: scan.prefix + problem.file, as: UTF8.self)
      invocation.warn("\(path):\(problem.error.position): \(problem.error.message)")
    }
    let text = report.lines(withEvidence: invocation.arguments.has("explain"))
    if invocation.output.isTerminal {
      for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .dropLast()
      {
        try invocation.output.line(Visible.text(String(decoding: line, as: UTF8.self)))
      }
    } else {
      try invocation.output.write(bytes: text)
    }
  }
}
