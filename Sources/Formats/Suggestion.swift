/// The name that was probably meant.
public enum Suggestion {
  /// The nearest of some names, where it is near enough to be a slip of the fingers.
  public static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    // What is longer than any name is no slip; and the comparison grows with its length.
    guard word.utf8.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names where !name.isEmpty {
      let distance = editDistance(Array(word.utf8), Array(name.utf8))
      let limit = max(1, min(word.utf8.count, name.utf8.count) / 3)
      let isStart = word.utf8.count >= 3 && name.hasPrefix(word)
      if distance <= limit || isStart, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// The end of an error line that proposes a name.
  public static func hint(_ name: String?, prefix: String = "") -> String {
    name.map { ": did you mean \(prefix)\($0)?" } ?? ""
  }

  /// How many letters must be added, removed, changed or swapped with their neighbour.
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var cost = min(
          last[column] + (left[row] == right[column] ? 0 : 1), last[column + 1] + 1,
          current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
