/// What a path's attribute is.
public enum AttributeState: Sendable, Equatable {
  /// No line is about it, or `!name` says that none shall be.
  case unspecified
  /// `name`: set.
  case set
  /// `-name`: unset.
  case unset
  /// `name=value`.
  case value([UInt8])
}

/// The attributes that somebody asks for, and the macros (`[attr]macro name ...`) that set them.
///
/// Only some files may define macros: the folder's at the root of the repository,
/// `info/attributes`, the user's, and the system's. So these are read first.
public struct AttributeNames: Sendable {
  /// What a line or a macro does to one of the names: which it is, and what it becomes.
  struct Effect: Sendable {
    let name: Int
    let state: AttributeState
  }

  private typealias Macro = (name: [UInt8], changes: [AttributeLine.Change])

  /// The macro that git has of itself.
  private static let builtIn = Array("[attr]binary -diff -merge -text".utf8)

  /// The names that are asked for, and behind them the macros by which one of them may be set.
  private(set) var names: [[UInt8]]
  /// How many names are asked for.
  public let count: Int
  /// What each macro sets, by its place among the names.
  private(set) var macros: [[Effect]] = []

  /// Names, and the texts of the files that may define macros, the strongest first.
  public init(_ wanted: [String], macroFiles: [[UInt8]] = []) {
    names = wanted.map { Array($0.utf8) }
    count = names.count
    macros = Array(repeating: [], count: count)
    // Hardly any repository has macros: the maps below are not made for those that have none.
    guard macroFiles.contains(where: AttributeNames.mayDefine) || wantsBuiltIn else { return }
    var found: [Macro] = []
    var isKnown: Set<[UInt8]> = []
    for text in macroFiles + [AttributeNames.builtIn] {
      var ofFile: [Macro] = []
      AttributeLine.forEach(text) { line in
        if line.isMacro {
          ofFile.append((line.unquoted ?? Array(text[line.pattern]), line.changes))
        }
      }
      // The last definition of the strongest file counts.
      for macro in ofFile.reversed() where isKnown.insert(macro.name).inserted {
        found.append(macro)
      }
    }
    addMacros(found)
  }

  private static func mayDefine(_ text: [UInt8]) -> Bool {
    let mark = Array("[attr]".utf8)
    for index in text.indices where text[index] == Letter.openBracket {
      if text[index...].starts(with: mark) { return true }
    }
    return false
  }

  private var wantsBuiltIn: Bool {
    names.contains { name in
      ["binary", "diff", "merge", "text"].contains(String(decoding: name, as: UTF8.self))
    }
  }

  /// Adds the macros that set one of the names, or a macro that does, until there are no more. A
  /// hostile file may define thousands, so that each is looked at as seldom as can be.
  private mutating func addMacros(_ found: [Macro]) {
    var settersOf: [[UInt8]: [Int]] = [:]
    for (index, macro) in found.enumerated() {
      for change in macro.changes { settersOf[change.name, default: []].append(index) }
    }
    var isAdded = Array(repeating: false, count: found.count)
    var next = 0
    var placeOf: [Int: Int] = [:]
    for (index, macro) in found.enumerated() {
      guard let place = names.firstIndex(of: macro.name) else { continue }
      isAdded[index] = true
      placeOf[index] = place
    }
    while next < names.count {
      for index in settersOf[names[next]] ?? [] where !isAdded[index] {
        isAdded[index] = true
        placeOf[index] = names.count
        names.append(found[index].name)
        macros.append([])
      }
      next += 1
    }
    let lookup = AttributeLookup(names)
    for (index, place) in placeOf { macros[place] = lookup.effects(of: found[index].changes) }
  }
}

/// The places of names: of a few by looking at each, which costs less than making a map.
struct AttributeLookup {
  private let names: [[UInt8]]
  private var places: [[UInt8]: Int]?

  init(_ names: [[UInt8]]) {
    self.names = names
    if names.count <= 16 { return }
    var places: [[UInt8]: Int] = [:]
    for (place, name) in names.enumerated() { places[name] = place }
    self.places = places
  }

  private func place(of name: [UInt8]) -> Int? {
    if let places { return places[name] }
    for index in names.indices where names[index] == name { return index }
    return nil
  }

  /// What a line does to the names, in its order.
  func effects(of changes: [AttributeLine.Change]) -> [AttributeNames.Effect] {
    var effects: [AttributeNames.Effect] = []
    for change in changes {
      guard let place = place(of: change.name) else { continue }
      effects.append(AttributeNames.Effect(name: place, state: change.state))
    }
    return effects
  }
}
