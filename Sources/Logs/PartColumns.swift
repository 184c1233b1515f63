/// Columns that rows have beside where their lines begin. Where nothing is kept, those that a question does
/// not need are not made, which saves a part of the time of reading.
public struct PartColumns: OptionSet, Sendable {
  /// The texts of roles in the order of ``PartBuilder/wordRoles``, from the lowest bit on.
  public let rawValue: UInt8

  /// Some of them.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The rows themselves, with where their lines begin. Without these it is only known how many there are,
  /// and how many have which level and event.
  public static let rows = PartColumns(rawValue: 1 << 5)
  /// When entries happened. Without these every entry passes, so they are left out only where there is no
  /// filter.
  public static let times = PartColumns(rawValue: 1 << 6)
  /// How long they took.
  public static let durations = PartColumns(rawValue: 1 << 7)
  /// All columns.
  public static let all = PartColumns(rawValue: 0xFF)

  /// Those that groups of all entries need.
  public init(_ fields: [GroupField], summing summed: NumberField?) {
    self = []
    for field in fields {
      switch field.source {
      case .column(let column):
        formUnion(PartColumns(rawValue: 1 << UInt8(column)))
        if column != 0, column != 4 { formUnion(.rows) }
      case .time: formUnion([.rows, .times])
      case .role, .path: formUnion(.rows)
      }
    }
    if summed != nil { formUnion(.rows) }
    if case .duration? = summed?.source { formUnion(.durations) }
  }

  /// The roles that have to be looked for to make them.
  var roles: [Role] {
    if contains(.rows) { return Role.allCases }
    let texts = PartBuilder.wordRoles.enumerated().filter { hasWords($0.offset) }.map { $0.element }
    return contains(.times) ? texts + [.time] : texts
  }

  /// Whether the texts of a role are among them.
  @inline(__always)
  func hasWords(_ column: Int) -> Bool { rawValue >> UInt8(column) & 1 != 0 }
}
