import CommandKit
import Formats
import Platform
import Scan

/// `pc-scan` without a subcommand: which files there are; or, by options, several answers from one
/// pass.
enum ListAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    if ["languages", "stack", "hash"].contains(where: { invocation.arguments.has($0) }) {
      return try SummaryAction.run(&invocation)
    }
    var asking = try Asking(&invocation)
    var order = ListOrder(invocation)
    if order.needsStatus || invocation.arguments.has("stat") { asking.request.wantsStatus = true }
    var scans: [Scan] = []
    for root in asking.roots {
      switch root {
      case .file(let path): try order.take(path, &invocation)
      case .tree(let path):
        let (scan, _) = try asking.scan(path, &invocation) { scan in
          scan.complete(asking.selection, trustsSignatures: asking.trustsSignatures)
        }
        scans.append(scan)
        try order.take(scan, asking.selection, &invocation)
      }
    }
    try order.finish(&invocation)
    return asking.finish(scans, &invocation)
  }
}
