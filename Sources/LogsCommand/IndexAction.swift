import CommandKit
import Logs
import Platform

/// `pc-logs index`, `drop` and `status`: what is kept of logs.
enum IndexAction {
  static func index(_ invocation: inout Invocation) throws(Failure) -> ExitStatus { .done }
  static func drop(_ invocation: inout Invocation) throws(Failure) -> ExitStatus { .done }
  static func status(_ invocation: inout Invocation) throws(Failure) -> ExitStatus { .done }
}
