import CacheRoot
import Platform

/// What can go wrong with the store.
public enum StoreError: Error, Equatable {
  /// The cache directory cannot be used.
  case directory(CacheDirectoryError)
  /// The system refused.
  case system(SystemError)
  /// A value that would not fit even into an empty cache.
  case tooLarge(limitBytes: Int64)
  /// A key that is longer than keys may be.
  case longKey(count: Int)
  /// A part of an entry that is not what was written.
  case damaged(key: [UInt8])
  /// The cache can only be read: its file system cannot be written to, or has no locks.
  case readOnly(BytePath)

  /// What is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .directory(let error): error.message
    case .system(let error): "\(error.path): cannot \(error.deed): \(error.reason)"
    case .tooLarge(let limit):
      "larger than the cache may be (\(limit) bytes): raise PC_CACHE_MAX_SIZE (pc-cache: or --max-size)"
    case .longKey(let count):
      "a key of \(count) bytes: the longest is \(Store.keyCountMax)"
    case .damaged(let key):
      "\(String(decoding: key.prefix(80), as: UTF8.self)): the entry is damaged on the disk: what "
        + "came before this line is right, the rest is missing"
    case .readOnly(let path):
      "\(path): the cache cannot be written to: name another directory with --cache-dir"
    }
  }
}
