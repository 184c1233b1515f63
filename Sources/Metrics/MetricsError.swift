import CacheRoot
import Platform
import Settings

/// Why nothing could be recorded or read.
public enum MetricsError: Error, Equatable {
  /// A setting has a value that it may not have.
  case setting(SettingError)
  /// There is no cache directory to keep the metrics in.
  case directory(CacheDirectoryError)
  /// The file belongs to somebody else.
  case foreign(BytePath, owner: UInt32)
  /// Something that takes no rows has the file's name: a pipe, a socket.
  case notAFile(BytePath)
  /// The file holds something else than metrics.
  case notMetrics(BytePath)
  /// An operation has a name that cannot be recorded.
  case operation(String)
  /// There are more operations than metrics have.
  case tooManyOperations(BytePath)
  /// The system refused.
  case system(SystemError)

  /// What is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .setting(let error): error.message
    case .directory(let error): error.message
    case .foreign(let path, let owner):
      "\(path): belongs to user \(owner), not to you: name a file of your own with CACHE_PERF_METRICS"
    case .notAFile(let path):
      "\(path): not a file: remove it, or name another with CACHE_PERF_METRICS"
    case .notMetrics(let path):
      "\(path): most of its lines are no metrics: it is left as it is"
    case .operation(let name):
      "\(name): an operation's name has 1 to \(Measurement.operationBytesMax) of the characters a-z, 0-9 and _"
    case .tooManyOperations(let path):
      "\(path): more than \(MetricsFormat.operationsMax) different operations: these are no metrics"
    case .system(let error): "\(error.path): cannot \(error.deed): \(error.reason)"
    }
  }
}
