import Glibc
import Platform
import Synchronization

/// Stretches of logs that rows are to be made of.
struct Stretch: Sendable {
  /// Which of the logs.
  var source: Int
  /// From where: a line begins there, unless it has to be looked for.
  var start: Int64
  /// Lines that begin before this offset.
  var limit: Int64
  /// How long the log is.
  var size: Int64
  /// Whether that and the limit are known only when the log has been expanded, of which this is all.
  var isCompressed = false
  /// Whether the first line is the first that begins at `start` or later.
  var isAligned: Bool
  /// The time of the row before.
  var timeBefore: Int64 = LogTime.none
}

/// What became of a stretch: a part, made or written, or what stood in the way.
struct MadePart: @unchecked Sendable {
  var source: Int
  var start: Int64
  var end: Int64
  var rows: Int64
  var lines: Int64
  var malformed: Int64
  /// The time that rows without one took at the beginning; whether any did, or that at the end depends on it; and
  /// that at the end.
  var timeBefore: Int64
  var dependsOnTimeBefore: Bool
  var lastTime: Int64
  /// Whether lines were passed over: what the time at the end is, they tell.
  var isProbed: Bool
  /// The part's number in the pack that it was written to, or the part itself.
  var place: Int?
  var part: Part?
}

/// Makes parts of stretches. One object serves one thread.
final class PartMaker {
  let reader = LogReader()
  let builder: PartBuilder
  private let pack: PackWriter?
  private var probe: Probe?
  private(set) var made: [MadePart] = []
  private(set) var failures: [Int: SystemError] = [:]
  private(set) var damaged: Set<Int> = []

  /// Makes them for a pack, or where there is none for memory; with a filter, of those rows only that
  /// may pass it.
  /// `columns`: which of them those in memory have.
  /// A probe passes over lines that cannot pass; then nobody knows how many of them are malformed.
  init(
    _ names: FieldNames, _ pack: PackWriter?, _ filter: LineFilter? = nil, probe: Probe? = nil,
    columns: PartColumns = .all
  ) {
    self.probe = probe
    builder = PartBuilder(names, filter, columns: pack == nil ? columns : .all)
    self.pack = pack
  }

  /// Makes parts of a stretch.
  /// `resuming`: what the builder has already; `isWhole`: as one part, however many rows there are.
  func make(
    _ stretch: Stretch, _ content: LogContent, path: BytePath, resuming: Bool = false,
    isWhole: Bool = false
  ) {
    let madeBefore = made.count
    do throws(SystemError) {
      let opened = try content.opened()
      let file = opened.number
      var stretch = stretch
      if stretch.isCompressed {
        stretch.size = try content.count(orFile: stretch.size)
        stretch.limit = stretch.size
      }
      var start = stretch.start == 0 ? LogReader.textStart(file) : stretch.start
      if !stretch.isAligned {
        guard let aligned = try alignedStart(file, stretch, path) else { return }
        start = aligned
      }
      if !resuming { builder.begin(at: start, lastTime: stretch.timeBefore) }
      var timeBefore = stretch.timeBefore
      // Whether the line is one that was just read.
      var isEntry: Bool?
      var missedTimes = false
      _ = try reader.forEachLine(
        file, from: start, to: stretch.limit, size: stretch.size, path: path,
        probe: probe, lines: { builder.begin(lines: $0, $1) },
        length: { start in
          let count = builder.entry(at: start)
          isEntry = count >= 0
          return count
        },
        span: { end, bytes in
          // What is not kept is never compared.
          if pack != nil { builder.endSpan(at: end, hash: Checksum.ofBlock(bytes)) }
          if builder.rows >= PartBuilder.partRows, !isWhole {
            missedTimes = missedTimes || builder.missedTimes
            timeBefore = finish(stretch.source, timeBefore)
            builder.begin(at: end, lastTime: timeBefore)
          }
        },
        { line, offset, end in
          if let line {
            _ = builder.add(line, at: offset, endingAt: end, isEntry: isEntry)
            isEntry = nil
          } else {
            builder.addTooLong(endingAt: end)
          }
        })
      if probe != nil, missedTimes || builder.missedTimes {
        // A row takes the time of the one before, which was passed over.
        probe = nil
        made.removeLast(made.count - madeBefore)
        make(stretch, content, path: path, resuming: false, isWhole: isWhole)
        return
      }
      if builder.lines > 0 { _ = finish(stretch.source, timeBefore) }
    } catch {
      failures[stretch.source] = error
    }
  }

  /// Passes over no line from now on.
  func readAll() { probe = nil }

  /// Notes that what was kept of a log is damaged: it is left for the next run to be read anew.
  func fail(_ source: Int) { damaged.insert(source) }

  private func finish(_ source: Int, _ timeBefore: Int64) -> Int64 {
    var part = MadePart(
      source: source, start: builder.logStart, end: builder.logEnd, rows: Int64(builder.rows),
      lines: builder.lines, malformed: builder.malformed, timeBefore: timeBefore,
      dependsOnTimeBefore: builder.dependsOnTimeBefore || (!builder.hasTime && probe == nil),
      lastTime: builder.lastTime, isProbed: probe != nil)
    let (columns, head) = builder.finish()
    if let pack {
      part.place = pack.add(columns: columns, head: head)
    } else {
      part.part = Part(columns: columns, head: head)
    }
    made.append(part)
    return builder.lastTime
  }

  /// Where the first line begins at or behind an offset; nil where none begins before the limit.
  private func alignedStart(
    _ file: Int32, _ stretch: Stretch, _ path: BytePath
  ) throws(SystemError) -> Int64? {
    var at = stretch.start - 1
    while at < stretch.limit {
      let piece = try IO.read(file, at: Int(at), limit: 64 << 10, path: path)
      if piece.isEmpty { return nil }
      if let index = piece.firstIndex(of: UInt8(ascii: "\n")) {
        let start = at + Int64(index) + 1
        return start < stretch.limit ? start : nil
      }
      at += Int64(piece.count)
    }
    return nil
  }
}
