import Platform

/// A last row that has no end.
///
/// Who looks at a file while somebody writes to it sees what the kernel has taken over so far, page
/// by page. So a row across the border of two pages may be seen in part, for as long as it takes
/// to write the rest: microseconds, or milliseconds where the writer has to wait for a processor.
/// What is still so afterwards was cut short.
enum UnfinishedRow {
  private static let attemptsMax = 200
  private static let pauseNanoseconds: Int64 = 100_000

  /// Waits for a moment where the rest of the row may still be coming, so that it is worth another
  /// look; the first one is number 0.
  static func pause(
    _ file: Int32, _ path: BytePath, attempt: Int
  ) throws(SystemError) -> Bool {
    let signature = try FileStatus.of(file, path: path).signature
    if attempt == attemptsMax || !signature.isRacilyClean(asOf: Clock.system.calendar()) {
      return false
    }
    Events.pause(nanoseconds: pauseNanoseconds)
    return true
  }
}
