import CommandKit
import Config
import Formats
import Platform
import Schemas

/// `pc-config validate`.
enum ValidateAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus { .done }
}
