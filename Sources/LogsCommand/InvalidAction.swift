import CommandKit
import Logs
import Platform

/// `pc-logs --invalid`: the lines that are no entries.
enum InvalidAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus { .done }
}
