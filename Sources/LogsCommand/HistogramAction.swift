import CommandKit
import Formats
import Logs
import Platform

/// `pc-logs histogram`: entries over time.
enum HistogramAction {
  /// What kinds are called, in the order in which they are counted.
  private static let kinds = LogLevel.allCases.map { $0.name } + ["other"]

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let every = invocation.arguments.duration("every")?.nanoseconds
    if every == 0 { throw Failure(.usage, "--every: expected a duration above zero") }
    let logs = try asking.open(&invocation)
    let query = try asking.query(logs)
    let watch = Stopwatch()
    var histogram = Histogram(every: every)
    histogram.add(query)
    invocation.record(watch.measurement("query_logs"))
    if histogram.isTooLong {
      throw Failure(
        .usage,
        "--every: that makes more than \(Histogram.bucketsMax) stretches; take a longer one, or less "
          + "with --since and --until")
    }
    let isByLevel = invocation.arguments.has("by")
    let isDrawn =
      invocation.arguments.text("format").map { $0 == "text" }
      ?? invocation.output.isTerminal
    if invocation.wantsJSON {
      try writeJSON(histogram, isByLevel, &invocation)
    } else if isDrawn {
      try draw(histogram, isByLevel, &invocation)
    } else {
      try writePlain(histogram, isByLevel, &invocation)
    }
    if histogram.untimed > 0 {
      let (noun, verb) = histogram.untimed == 1 ? ("entry has", "is") : ("entries have", "are")
      invocation.warn("\(histogram.untimed) \(noun) no time, and \(verb) left out")
    }
    SummaryNotes.tell(of: query, others: 0, "", invocation)
    return logs.finish(&invocation, found: histogram.count > 0)
  }

  /// The kinds that occur.
  private static func occurring(_ histogram: Histogram) -> [Int] {
    var totals = [Int](repeating: 0, count: kinds.count)
    for index in 0..<histogram.count {
      for (kind, count) in histogram.kinds(index).enumerated() { totals[kind] += count }
    }
    return totals.indices.filter { totals[$0] > 0 }
  }

  private static func time(_ histogram: Histogram, _ index: Int) -> String {
    Moment.text(Instant(nanoseconds: histogram.start(index)))
  }

  private static func writeJSON(
    _ histogram: Histogram, _ isByLevel: Bool, _ invocation: inout Invocation
  ) throws(Failure) {
    for index in 0..<histogram.count {
      var json = JSONWriter()
      json.object { json in
        json.key("time")
        json.string(time(histogram, index))
        json.key("count")
        json.number(histogram.total(index))
        if !isByLevel { return }
        json.key("level")
        json.object { json in
          for (kind, count) in histogram.kinds(index).enumerated() where count > 0 {
            json.key(kinds[kind])
            json.number(count)
          }
        }
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    }
  }

  private static func writePlain(
    _ histogram: Histogram, _ isByLevel: Bool, _ invocation: inout Invocation
  ) throws(Failure) {
    let format = invocation.arguments.text("format")
    let separator = format == "csv" ? "," : "\t"
    let shown = isByLevel ? occurring(histogram) : []
    // Without a form that has titles, levels would be nameless.
    if format == "csv" || format == "tsv" || isByLevel {
      try invocation.output.line(
        (["time", "count"] + shown.map { kinds[$0] }).joined(separator: separator))
    }
    for index in 0..<histogram.count {
      var words = [time(histogram, index), "\(histogram.total(index))"]
      let counts = Array(histogram.kinds(index))
      words += shown.map { "\(counts[$0])" }
      try invocation.output.line(words.joined(separator: separator))
    }
  }

  // MARK: Drawing

  private static func draw(
    _ histogram: Histogram, _ isByLevel: Bool, _ invocation: inout Invocation
  ) throws(Failure) {
    let most = (0..<histogram.count).map { histogram.total($0) }.max() ?? 0
    let digits = "\(most)".utf8.count
    let titles = (0..<histogram.count).map { time(histogram, $0) }
    let titleWidth = titles.map { $0.utf8.count }.max() ?? 0
    let width = max(10, (IO.terminalWidth(1) ?? 80) - titleWidth - digits - 5)
    let hasColor = invocation.output.hasColor
    for index in 0..<histogram.count {
      let title = titles[index] + spaces(titleWidth - titles[index].utf8.count)
      let count = "\(histogram.total(index))"
      let bar =
        isByLevel
        ? stacked(Array(histogram.kinds(index)), most, width, hasColor)
        : HistogramBar.text(histogram.total(index), of: most, width: width)
      let line = "\(title)  \(spaces(digits - count.utf8.count))\(count)  \(bar)"
      try invocation.output.line(bar.isEmpty ? String(line.dropLast(2)) : line)
    }
    if isByLevel {
      let legend = occurring(histogram).map { kind in
        hasColor
          ? "\(colors[kind])█\u{1B}[0m \(kinds[kind])" : "\(letters[kind]) \(kinds[kind])"
      }
      if !legend.isEmpty { try invocation.output.line(legend.joined(separator: "  ")) }
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static let letters = ["t", "d", "i", "n", "w", "e", "c", "?"]
  private static let colors = [
    "\u{1B}[90m", "\u{1B}[90m", "\u{1B}[32m", "\u{1B}[36m", "\u{1B}[33m", "\u{1B}[31m",
    "\u{1B}[35m", "\u{1B}[37m",
  ]

  /// A bar of parts, one for each kind.
  private static func stacked(
    _ counts: [Int], _ most: Int, _ width: Int, _ hasColor: Bool
  ) -> String {
    var bar = ""
    for (kind, cells) in HistogramBar.parts(counts, of: most, width: width).enumerated()
    where cells > 0 {
      bar +=
        hasColor
        ? colors[kind] + String(repeating: "█", count: cells) + "\u{1B}[0m"
        : String(repeating: letters[kind], count: cells)
    }
    return bar
  }
}

/// Bars of characters.
enum HistogramBar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar that is to so many characters as a count is to the most there is; never nothing where there
  /// is something.
  static func text(_ count: Int, of most: Int, width: Int) -> String {
    if count <= 0 || most <= 0 { return "" }
    let cells = Int((Double(count) / Double(most) * Double(width) * 8).rounded())
    let shown = max(1, min(cells, width * 8))
    return String(repeating: "█", count: shown / 8) + eighths[shown % 8]
  }

  /// How many characters each part of a bar has: where the parts end is rounded, so that the whole is as
  /// long as it would be without parts; one that is there has one character at least while there is room.
  static func parts(_ counts: [Int], of most: Int, width: Int) -> [Int] {
    var (passed, end) = (0, 0)
    return counts.map { count in
      if count <= 0 || most <= 0 { return 0 }
      passed += count
      let wanted = Int((Double(passed) / Double(most) * Double(width)).rounded())
      let next = min(width, max(wanted, end + 1))
      defer { end = next }
      return next - end
    }
  }
}
