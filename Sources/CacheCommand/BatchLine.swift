/// A line of NDJSON in a batch.
enum BatchLine {
  struct Fault: Error { let message: String }
  static func item(_ line: [UInt8], line number: Int, needsValue: Bool) throws(Fault) -> BatchItem {
    throw Fault(message: "\(number): ndjson")
  }
}
