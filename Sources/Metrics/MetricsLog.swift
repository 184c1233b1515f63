import CacheRoot
import Platform
import Settings

/// The metrics file and its rotated generations: `perf.csv` is appended to, `perf.csv.1` is the
/// newest of those that were set aside.
///
/// Who may do what, and when:
///
/// - A writer opens the file by its name, shares its lock (flock(2)) while it writes, and writes only
///   while the file has a name. The name is enough for a file that was rotated in between: its rows
///   are read as well.
/// - Whoever renames or removes files holds the lock of their folder. Readers share that lock
///   while they open the files, so that they see each file once.
/// - A file is rewritten only after it has lost the name that writers know, and under its own lock:
///   then no writer is at work on it, and none will be.
public struct MetricsLog: Sendable {
  /// The file that rows are appended to.
  public let path: BytePath
  /// When it is rotated, and how many rotated files are kept.
  public let settings: MetricsSettings
  /// What it lies in; nil where the user named the file.
  let directory: CacheDirectory?

  /// The log that the environment names, else the one in a cache directory; nil where monitoring
  /// is disabled.
  public init?(directory: CacheDirectory?) throws(MetricsError) {
    let settings: MetricsSettings
    do { settings = try .fromEnvironment() } catch { throw .setting(error) }
    if !settings.isEnabled { return nil }
    try self.init(directory: directory, settings: settings)
  }

  /// The log that the settings name, else the one in a cache directory, whether or not anything
  /// is recorded in it.
  public init(directory: CacheDirectory?, settings: MetricsSettings) throws(MetricsError) {
    self.settings = settings
    if let file = settings.file {
      path = file
      self.directory = nil
    } else if let directory {
      path = directory.path.appending("metrics/perf.csv")
      self.directory = directory
    } else {
      throw .directory(.unknownPlace)
    }
  }

  /// The path of the file itself, which a file that the user named may be a link to.
  var place: BytePath { directory == nil ? path.resolved() : path }

  /// The path of a rotated file, 1 being the newest; the file itself is number 0.
  static func generation(_ number: Int, of place: BytePath) -> BytePath {
    number == 0 ? place : place.addingSuffix(".\(number)")
  }

  /// The folder that holds the file at a place.
  static func folder(of place: BytePath) -> BytePath { place.parent.isEmpty ? "." : place.parent }

  /// Makes what is missing for appending: the folders of the cache directory, and the file with
  /// its first line.
  public func prepare() throws(MetricsError) {
    if let directory {
      do throws(CacheDirectoryError) {
        try directory.open()
        _ = try directory.folder("metrics")
      } catch {
        throw .directory(error)
      }
    }
    do throws(SystemError) { try create() } catch { throw .system(error) }
  }
}
