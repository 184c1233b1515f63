import Formats
import Platform

/// Changes one value of a text in place: all else keeps its bytes, comments and quotes and order.
///
/// A YAML text has more forms than an editor can be sure to know. Each result is therefore read
/// again, and handed out only if the value is there and everything else says what it said before.
/// What an alias or a merge would change elsewhere is refused for the same reason.
public enum YAMLEditor {
  /// The text with a value set; tables on the way to it that are missing are made. The documents of
  /// the text are counted from 0.
  public static func set(
    _ path: ValuePath, to value: Node, in text: FrozenBytes, document: Int = 0
  ) throws(EditError) -> [UInt8] {
    let trees = try parse(text)
    guard document >= 0, document < trees.count else {
      guard trees.isEmpty, document == 0 else { throw .notFound }
      return try YAMLEditor.begin(path, value, text)
    }
    var edit = try YAMLEdit(text, document: document)
    let change = try edit.set(path, value, in: trees[document])
    let result = try edit.result(at: change.place)
    try prove(result, trees, document, change)
    return result
  }

  /// The text without a value. Comments above it stay.
  public static func delete(
    _ path: ValuePath, in text: FrozenBytes, document: Int = 0
  ) throws(EditError) -> [UInt8] {
    let trees = try parse(text)
    guard document >= 0, document < trees.count else { throw .notFound }
    var edit = try YAMLEdit(text, document: document)
    let change = try edit.delete(path, in: trees[document])
    let result = try edit.result(at: change.place)
    try prove(result, trees, document, change)
    return result
  }

  /// A text without a document, with its first one.
  private static func begin(
    _ path: ValuePath, _ value: Node, _ text: FrozenBytes
  ) throws(EditError) -> [UInt8] {
    let whole = try YAMLEdit.wrapped(value, in: path.steps[...], at: .start)
    var result = text.copy(0..<text.count)
    if let last = result.last, last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
    result += YAMLTreeWriter.write(whole)
    try prove(result, [], 0, YAMLChange(steps: [], value: whole, place: .start))
    return result
  }

  private static func parse(_ text: FrozenBytes) throws(EditError) -> [Tree] {
    do {
      return try YAMLParser.parse(text)
    } catch {
      throw .parse(error)
    }
  }

  /// Reads the result, and compares it with what it should say.
  private static func prove(
    _ result: [UInt8], _ before: [Tree], _ document: Int, _ change: YAMLChange
  ) throws(EditError) {
    let after: [Tree]
    do {
      after = try YAMLParser.parse(FrozenBytes(result))
    } catch {
      throw .unfit(change.place, "this value cannot be edited in place: \(error.message)")
    }
    var isRight = after.count == max(before.count, 1)
    for (number, tree) in after.enumerated() where isRight {
      if number == document {
        let old = before.isEmpty ? nil : before[number].root
        isRight = change.isMade(old, tree.root, change.steps[...])
      } else {
        isRight = YAMLChange.isEqual(before[number].root, tree.root)
      }
    }
    if !isRight {
      throw .unfit(
        change.place,
        "this value cannot be edited in place: something else would change, "
          + "such as where an alias or a merge takes it over")
    }
  }
}

/// What an edit should change, and nothing else.
struct YAMLChange {
  /// The way to the value, with the index of an element counted from the beginning.
  let steps: [ValuePath.Step]
  /// What should be there; nil for nothing.
  let value: Node?
  /// Where the edit is made.
  let place: SourcePosition

  /// Whether a value is what another became by the change.
  func isMade(_ old: Node?, _ new: Node, _ rest: ArraySlice<ValuePath.Step>) -> Bool {
    guard let step = rest.first, let old else {
      return value.map { YAMLChange.isEqual($0, new) } ?? false
    }
    let isLast = rest.count == 1
    guard old.kind == new.kind else { return false }
    switch step {
    case .name(let name):
      guard old.kind == .table else { return false }
      let there = (old[name] == nil ? 0 : 1, isLast && value == nil ? 0 : 1)
      guard new.count == old.count - there.0 + there.1 else { return false }
      for (key, member) in old.members {
        let key = key.bytes
        if key == name { continue }
        guard let other = new[key], YAMLChange.isEqual(member, other) else { return false }
      }
      guard there.1 == 1 else { return new[name] == nil }
      guard let made = new[name] else { return false }
      return isLast ? isMade(nil, made, []) : isMade(old[name], made, rest.dropFirst())
    case .index(let index):
      guard old.kind == .array else { return false }
      let isDeleted = isLast && value == nil
      let count = isDeleted ? old.count - 1 : max(old.count, index + 1)
      guard new.count == count else { return false }
      for place in 0..<old.count where place != index {
        let other = new.element(isDeleted && place > index ? place - 1 : place)
        if !YAMLChange.isEqual(old.element(place), other) { return false }
      }
      if isDeleted { return true }
      if isLast { return isMade(nil, new.element(index), []) }
      return isMade(old.element(index), new.element(index), rest.dropFirst())
    }
  }

  /// Whether two values are the same once written: a date is a string then.
  static func isEqual(_ left: Node, _ right: Node) -> Bool {
    func kind(_ node: Node) -> ValueKind {
      switch node.kind {
      case .offsetDateTime, .localDateTime, .localDate, .localTime: .string
      default: node.kind
      }
    }
    guard kind(left) == kind(right), left.count == right.count else { return false }
    switch left.kind {
    case .null: return true
    case .bool: return left.bool == right.bool
    case .array:
      return (0..<left.count).allSatisfy { isEqual(left.element($0), right.element($0)) }
    case .table:
      return left.members.allSatisfy { name, value in
        right[name.bytes].map { isEqual(value, $0) } ?? false
      }
    default:
      return left.bytes == right.bytes || (left.kind == .float && left.double == right.double)
    }
  }
}
