/// The lines of one attributes file (`.gitattributes`, `info/attributes`) that are about some
/// names.
///
/// Files are asked from the strongest to the weakest: `info/attributes`, the files from the deepest
/// folder up to the root of the repository, the user's, the system's. Each fills in what those
/// before it have left open. In a tree, git reads such a file only where it is one, and no link to
/// one. Lines about other attributes cost nothing: they are dropped as the file is read.
public final class AttributeRules: @unchecked Sendable {
  private let rules: IgnoreRules
  /// What each kept line does, by the number of its rule less one.
  private let effects: [[AttributeNames.Effect]]
  private let names: AttributeNames
  /// Whether no line is about any of the names.
  public var isEmpty: Bool { rules.isEmpty }

  /// Reads the text of a file, for some names.
  public init(_ text: [UInt8], names: AttributeNames, ignoresCase: Bool = false) {
    var reader = PathRuleReader(ignoresCase: ignoresCase)
    var effects: [[AttributeNames.Effect]] = []
    let lookup = AttributeLookup(names.names)
    AttributeLine.forEach(text) { line in
      if line.isMacro { return }
      let changes = lookup.effects(of: line.changes)
      if changes.isEmpty { return }
      effects.append(changes)
      let number = UInt32(truncatingIfNeeded: effects.count) << 1
      if let word = line.unquoted {
        reader.add(word, 0..<word.count, line: number)
      } else {
        reader.add(text, line.pattern, line: number)
      }
    }
    self.names = names
    self.effects = effects
    rules = IgnoreRules(reader, isOrdered: true)
  }

  /// Fills in what the file says of a path, whose part below the file's folder begins at `start`,
  /// and its last name at `name`, and what is still open.
  public func fill(
    _ states: inout AttributeStates, of path: Span<UInt8>, from start: Int, name: Int,
    isFolder: Bool
  ) {
    if rules.isEmpty || states.openCount == 0 { return }
    rules.forEachMatch(path, start, name, isFolder) { line in
      // In bounds: rules were numbered by their place among the effects, from 1.
      apply(effects[Int(line >> 1) - 1], &states)
      return states.openCount > 0
    }
  }

  /// The last word of a line counts most. A macro that becomes set brings what it stands for with
  /// it, and since a name is decided once, no macro is taken twice.
  private func apply(_ effects: [AttributeNames.Effect], _ states: inout AttributeStates) {
    var waiting = effects[...]
    var later: [ArraySlice<AttributeNames.Effect>] = []
    while true {
      guard let effect = waiting.popLast() else {
        guard let next = later.popLast() else { return }
        waiting = next
        continue
      }
      guard states.decide(effect), effect.state == .set, !names.macros[effect.name].isEmpty else {
        continue
      }
      later.append(waiting)
      waiting = names.macros[effect.name][...]
    }
  }
}

/// What is known of the attributes of one path.
public struct AttributeStates: Sendable {
  private var states: [AttributeState?]
  private let count: Int
  /// How many of the names that are asked for nothing has decided yet.
  public private(set) var openCount: Int

  /// Nothing is known yet of these names. One value serves for many paths: see ``reset()``.
  public init(_ names: AttributeNames) {
    states = Array(repeating: nil, count: names.names.count)
    count = names.count
    openCount = names.count
  }

  /// Forgets everything, for the next path.
  public mutating func reset() {
    for index in states.indices { states[index] = nil }
    openCount = count
  }

  /// What a name is, by its place among those that are asked for.
  public subscript(place: Int) -> AttributeState { states[place] ?? .unspecified }

  /// Decides a name; false where it is decided already.
  fileprivate mutating func decide(_ effect: AttributeNames.Effect) -> Bool {
    if states[effect.name] != nil { return false }
    states[effect.name] = effect.state
    if effect.name < count { openCount -= 1 }
    return true
  }
}
