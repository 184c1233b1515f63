/// The metrics file, as docs/metrics.md has it byte by byte:
///
///     # timestamp,operation,duration_ms,outcome,hits,misses,bytes,peak_kib
///     1769860800,lock_acquire,0.031,ok,0,0,0,0
///
/// Columns are only ever added at the end. Readers take rows of three columns and more, and ignore
/// columns that they do not know.
public enum MetricsFormat {
  /// The first line of a new file.
  public static let header =
    "# timestamp,operation,duration_ms,outcome,hits,misses,bytes,peak_kib\n"

  /// What ends a row that a full disk cut short, so that no reader takes what is left of it for a
  /// whole row, and the next one stands on a line of its own.
  static let tornEnd = Array("!\n".utf8)

  /// How many different operations are counted; more than so many are no metrics.
  public static let operationsMax = 65536

  /// The longest row; what is longer is none.
  static let rowBytesMax = 4096

  /// The longest name of an operation that is read.
  static let nameBytesMax = 128
}
