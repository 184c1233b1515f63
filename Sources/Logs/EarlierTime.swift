import Platform

/// Finds the time that an entry without one takes, where the entries before it were not read: that of the last of them
/// that has one.
struct EarlierTime {
  private let fields: LineFields
  private let timeUnit: TimeUnit
  private var days = LogTime.DayMemo()

  init(_ names: FieldNames) {
    fields = LineFields(names)
    timeUnit = names.timeUnit
  }

  /// The time of the last entry with a time of its own that lies between two offsets of a log, at both of which lines
  /// begin; nil where there is none, or it cannot be read. It is looked for from the end on.
  mutating func last(_ file: Int32, from start: Int64, to end: Int64) -> Int64? {
    var (end, wanted) = (end, Int64(LogReader.chunkBytes))
    while end > start {
      let first = max(start, end - wanted)
      guard let piece = try? IO.read(file, at: Int(first), limit: Int(end - first)),
        piece.count == Int(end - first)
      else { return nil }
      // The first line of it may have begun before.
      let newline = first == start ? -1 : piece.dropLast().firstIndex(of: UInt8(ascii: "\n"))
      guard let newline else {
        wanted *= 2
        continue
      }
      if let time = last(in: piece[(newline + 1)...]) { return time }
      (end, wanted) = (first + Int64(newline + 1), Int64(LogReader.chunkBytes))
    }
    return nil
  }

  private mutating func last(in lines: ArraySlice<UInt8>) -> Int64? {
    for line in lines.split(separator: UInt8(ascii: "\n")).reversed()
    where line.count <= LogReader.lineBytesMax {
      let time = LogLine.lending(Array(line)) { line in
        fields.read(line) ? LogTime.of(line, fields[.time], &days, timeUnit) : nil
      }
      if let time { return time }
    }
    return nil
  }
}
