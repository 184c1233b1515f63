import CommandKit
import Store

struct RemoteSharing {
  init?(_ invocation: borrowing Invocation) throws(Failure) { return nil }
  func push(_ store: Store, _ space: SpaceName, _ keys: [[UInt8]]) throws(Failure) {}
  func pull(_ store: Store, _ space: SpaceName, _ keys: [[UInt8]]) throws(Failure) -> Int { 0 }
  func delete(_ space: SpaceName, _ keys: [[UInt8]]) throws(Failure) {}
}
enum RemoteAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus { .done }
  static func finding(_ invocation: borrowing Invocation) throws(Failure) -> DoctorAction.Finding {
    DoctorAction.Finding(check: "remote", isWell: true, text: "none")
  }
}
