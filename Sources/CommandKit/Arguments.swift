import Formats
import Platform

/// What a command line says, checked: every value fits its option's kind.
public struct Arguments: Sendable {
  struct Value: Sendable {
    let name: String
    let bytes: [UInt8]?
  }

  var values: [Value] = []
  /// The words beside the options, in order.
  public internal(set) var operands: [[UInt8]] = []
  /// The words after `--`, where the action runs a program.
  public internal(set) var program: [[UInt8]] = []

  /// The options as they could be given again, without some.
  public func optionWords(without names: Set<String>) -> [[UInt8]] {
    values.filter { !names.contains($0.name) }.map { value in
      Array("--\(value.name)".utf8) + (value.bytes.map { [UInt8(ascii: "=")] + $0 } ?? [])
    }
  }

  /// Whether an option was given.
  public func has(_ name: String) -> Bool { values.contains { $0.name == name } }

  /// The value of an option, the last one where there are several.
  public func bytes(_ name: String) -> [UInt8]? { values.last { $0.name == name }?.bytes }

  /// All values of an option.
  public func all(_ name: String) -> [[UInt8]] {
    values.filter { $0.name == name }.compactMap { $0.bytes }
  }

  /// The value of an option as text.
  public func text(_ name: String) -> String? {
    bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of an option as a path.
  public func path(_ name: String) -> BytePath? { bytes(name).map { BytePath(bytes: $0) } }

  /// The value of an option of kind `duration`.
  public func duration(_ name: String) -> Duration? { text(name).flatMap(DurationFormat.parse) }

  /// The value of an option of kind `size`.
  public func size(_ name: String) -> Int64? { text(name).flatMap(SizeFormat.parse) }

  /// The value of an option of kind `integer`.
  public func integer(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }

  /// The value of an option of kind `number`.
  public func number(_ name: String) -> Double? { text(name).flatMap { Decimal.parse($0) } }

  /// The value of an option of kind `signal`.
  public func signal(_ name: String) -> Int32? { text(name).flatMap(Signals.number) }

  /// An operand as text.
  public func operandText(_ index: Int) -> String? {
    operands.indices.contains(index) ? String(decoding: operands[index], as: UTF8.self) : nil
  }
}
