import CommandKit
import Formats
import Languages
import Platform
import Scan

/// `pc-scan languages`: what the files are written in, and how many lines they have.
enum LanguagesAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    var asking = try Asking(&invocation)
    asking.request.readsContents = !asking.selection.needsStatus
    asking.request.wantsStatus = true
    var summary = LanguageSummary(countsAll: invocation.arguments.has("all"))
    let listsFiles = invocation.arguments.has("files")
    var scans: [Scan] = []
    for root in asking.roots {
      guard case .tree(let path) = root else {
        throw Failure(.usage, "languages: expected folders and globs; give the folder of a file")
      }
      let (scan, _) = try asking.scan(path, &invocation) { scan in
        scan.complete(
          languages: true, asking.selection, trustsSignatures: asking.trustsSignatures)
      }
      scans.append(scan)
      let start = scan.pathStart
      try scan.forEachEntry { (path, found) throws(Failure) in
        guard found.kind == .file, asking.selection.includes(path, from: start, found) else {
          return
        }
        if listsFiles {
          try LanguageReport.writeFile(path, found, &invocation)
        } else {
          summary.add(path, found)
        }
      }
    }
    if !listsFiles {
      summary.finish()
      try LanguageReport.write(summary, &invocation)
    }
    return asking.finish(scans, &invocation)
  }
}
