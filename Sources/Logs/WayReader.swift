/// Finds the values at the ends of some ways in lines that are entries, all in one pass. One object serves
/// one thread.
public final class WayReader {
  private struct Way {
    let path: LinePath
    /// Where the value of its first key is found; nil where there are too many.
    let slot: Int?
    let rest: LinePath?
  }

  private var keys = EntryKeys()
  private var ways: [Way] = []

  /// Looks for some.
  public init(_ paths: [LinePath]) {
    for path in paths {
      var slot: Int?
      if case .key(let key)? = path.steps.first { slot = keys.slot(key) }
      ways.append(Way(path: path, slot: slot, rest: path.rest))
    }
  }

  /// Reads a line, which has to be an entry.
  public func read(_ line: LogLine) { keys.read(line) }

  /// The value at the end of one of the ways in the line that was read last, none where there is none. Of
  /// several with one key it is the last.
  public func value(_ index: Int, in line: LogLine) -> LineValue {
    let way = ways[index]
    guard let slot = way.slot else { return way.path.find(in: line) }
    return way.rest.map { keys.find(slot, $0, in: line) } ?? keys[slot]
  }
}
