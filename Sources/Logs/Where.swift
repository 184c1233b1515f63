import Formats

/// stand-in
public struct WhereError: Error, Equatable { public let offset: Int; public let message: String }
/// stand-in
public final class WhereExpression {
  /// stand-in
  public static func parse(_ text: [UInt8], names: FieldNames) throws(WhereError) -> WhereExpression
  { WhereExpression() }
  /// stand-in
  public func matches(_ line: LogLine) -> Bool { true }
}
