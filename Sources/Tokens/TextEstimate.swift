public struct TextEstimate: Sendable {
  private var bytes = 0
  public init() {}
  public mutating func add(_ more: UnsafeRawBufferPointer) { bytes += more.count }
  public var count: Int { (bytes + 3) / 4 }
  public var expectedErrorPercent: Int { 10 }
}
