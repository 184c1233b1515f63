import CommandKit
import Platform

extension EntryWriter {
  /// Writes an entry by its line, which is not in a query. `time`: in nanoseconds since 1970.
  func write(
    line: [UInt8], time: Int64, path: BytePath, _ invocation: inout Invocation
  ) throws(Failure) {
    try invocation.output.write(bytes: line)
    try invocation.output.write(bytes: CollectionOfOne(UInt8(ascii: "\n")))
  }
}
