import Formats
import Platform

/// Where a value comes from, and what it has overridden.
public struct ConfigExplanation {
  /// What one source says at a path.
  public struct Origin {
    /// The source.
    public let source: ConfigSource
    /// The value.
    public let node: Node
    /// The name of the variable, where the source is the environment.
    public let variable: String?
  }

  /// What each source says that says anything, the strongest first.
  public let origins: [Origin]

  /// Asks every source for a path, the strongest first.
  public init(_ path: ValuePath, _ sources: [ConfigSource], _ plan: ConfigPlan) {
    var origins: [Origin] = []
    for source in sources.reversed() {
      guard let node = ConfigExplanation.find(path, in: source) else { continue }
      let variable =
        source.layer == .environment
        ? ConfigOverrides.name(of: plan.variables[node.offset]) : nil
      origins.append(Origin(source: source, node: node, variable: variable))
    }
    self.origins = origins
  }

  /// What is at a path of a source. The environment's names fit loosely.
  private static func find(_ path: ValuePath, in source: ConfigSource) -> Node? {
    guard source.layer == .environment else { return path.find(in: source.root) }
    var node = source.root
    for step in path.steps {
      let name: [UInt8]
      switch step {
      case .name(let bytes): name = ConfigOverrides.loose(bytes)
      case .index(let index): name = Array("\(index)".utf8)
      }
      guard let next = node[name] ?? ValuePath.follow(step, from: node) else { return nil }
      node = next
    }
    return node
  }
}
