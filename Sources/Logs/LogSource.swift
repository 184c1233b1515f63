import Platform

/// A log that is asked: its file, and the rows that were made of it.
public final class LogSource {
  /// Its place among all that are asked: of entries of one time, those of the first log come first.
  public let number: Int
  /// The log.
  public let file: LogFile
  /// Where it can be read, or why not.
  let content: LogContent
  let signature: FileSignature
  var parts: [Part] = []
  /// Whether it is known that nothing follows the parts.
  var isWhole = false
  /// Whether lines of it may have been passed over.
  var isProbed = false
  /// The lines of the log, malformed and blank ones, too.
  public internal(set) var lines: Int64 = 0
  /// Those that are no entries.
  public internal(set) var malformed: Int64 = 0
  /// Entries.
  public internal(set) var rows: Int64 = 0
  /// Whether it ends with a line that is not finished.
  public internal(set) var isUnfinished = false
  /// Why there are fewer entries than there should be: what is wrong with a compressed log that is cut off or
  /// damaged.
  public var fault: String? { content.fault }
  /// Why lines of entries could not be read.
  public var failure: SystemError? { content.failure }
  /// Whether something that was kept of it was not what was written.
  public internal(set) var isDamaged = false

  init(_ number: Int, _ file: LogFile, _ content: LogContent, _ signature: FileSignature) {
    self.number = number
    self.file = file
    self.content = content
    self.signature = signature
  }

  /// Whether there are levels or events that are too long to be kept as texts.
  var hasLongWords: Bool {
    var hasLongWords = false
    for part in parts {
      part.forEachPair { level, event, _ in
        hasLongWords =
          hasLongWords || level == PartBuilder.longWord || event == PartBuilder.longWord
      }
    }
    return hasLongWords
  }

  /// The block of a part; where what was kept of it is damaged, it is made anew from the log.
  func block(_ part: Part, _ zone: BlockZone, _ names: FieldNames) -> Block? {
    if let block = Block(part, zone) { return block }
    isDamaged = true
    let builder = PartBuilder(names)
    builder.begin(at: zone.logStart, lastTime: zone.timeBefore)
    guard let file = try? content.opened() else { return nil }
    _ = try? LogReader().forEachLine(
      file.number, from: zone.logStart, to: zone.logEnd, size: zone.logEnd, path: self.file.path
    ) { line, offset, end in
      if let line { _ = builder.add(line, at: offset, endingAt: end) }
    }
    guard let part = builder.part(), let zone = part.zones.first, part.zones.count == 1 else {
      return nil
    }
    return Block(part, zone)
  }
}
