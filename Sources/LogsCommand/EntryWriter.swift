import CommandKit
import Logs

/// Writes entries in the form that was asked for.
final class EntryWriter {
  init(_ invocation: borrowing Invocation, _ names: FieldNames) throws(Failure) {}

  /// Writes an entry. False where its line cannot be read any more.
  func write(
    _ match: Match, _ query: LogQuery, _ invocation: inout Invocation
  ) throws(Failure) -> Bool {
    guard let bytes = query.withLine(match, { $0.bytes }) else { return false }
    try invocation.output.write(bytes: bytes + [UInt8(ascii: "\n")])
    return true
  }
}
