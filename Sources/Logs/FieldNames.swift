/// What a field of an entry is to us, whatever it is called.
public enum Role: Int, CaseIterable, Sendable {
  /// When it happened.
  case time
  /// How grave it is.
  case level
  /// Who wrote it.
  case worker
  /// What was being done.
  case task
  /// The part of the work.
  case phase
  /// What happened.
  case event
  /// The same in words.
  case message
  /// How long it took.
  case duration

  /// What it is called by those who ask for it.
  public var name: String {
    switch self {
    case .time: "time"
    case .level: "level"
    case .worker: "worker"
    case .task: "task"
    case .phase: "phase"
    case .event: "event"
    case .message: "message"
    case .duration: "duration"
    }
  }
}

/// What a number counts that says when something happened.
public enum TimeUnit: String, Sendable {
  /// What makes it a year of ours.
  case auto
  /// Seconds.
  case seconds = "s"
  /// Milliseconds.
  case milliseconds = "ms"
  /// Microseconds.
  case microseconds = "us"
  /// Nanoseconds.
  case nanoseconds = "ns"

  /// How many nanoseconds it is; nil: the number tells.
  var nanoseconds: Int64? {
    switch self {
    case .auto: nil
    case .seconds: 1_000_000_000
    case .milliseconds: 1_000_000
    case .microseconds: 1_000
    case .nanoseconds: 1
    }
  }
}

/// Which keys fields go by: of several that a line has, the first of the list counts.
public struct FieldNames: Equatable, Sendable {
  /// What a number counts that is a time since 1970.
  public var timeUnit = TimeUnit.auto
  /// The keys of each role.
  public private(set) var keys: [[[UInt8]]]

  /// The keys that are usual.
  public init() {
    keys = Role.allCases.map { role in
      FieldNames.usual(role).map { Array($0.utf8) }
    }
  }

  private static func usual(_ role: Role) -> [String] {
    switch role {
    case .time: ["ts", "time", "timestamp", "@timestamp"]
    case .level: ["level", "severity", "lvl"]
    case .worker: ["worker_id", "worker"]
    case .task: ["task_id", "task"]
    case .phase: ["phase"]
    case .event: ["event"]
    case .message: ["message", "msg"]
    case .duration: ["duration_ms", "duration"]
    }
  }

  /// Has a role go by one key only.
  public mutating func set(_ role: Role, _ key: [UInt8]) { keys[role.rawValue] = [key] }

  /// Whether all are the usual ones.
  public var isUsual: Bool { self == FieldNames() }

  /// Something that stands for the names, in keys of the cache.
  var identity: [UInt8] {
    if isUsual { return Array("usual".utf8) }
    var bytes: [UInt8] = []
    for list in keys {
      bytes.append(littleEndian: UInt64(list.count), count: 2)
      for key in list {
        bytes.append(littleEndian: UInt64(key.count), count: 4)
        bytes += key
      }
    }
    bytes += timeUnit.rawValue.utf8
    return bytes
  }

  /// The role that a name stands for: its own name, or one of the keys.
  public func role(of name: [UInt8]) -> Role? {
    Role.allCases.first { role in
      Array(role.name.utf8) == name || keys[role.rawValue].contains(name)
    }
  }
}
