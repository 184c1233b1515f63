/// Why a server refuses, by the first word of what it says.
public enum Refusal: Equatable, Sendable {
  /// It wants a password, and the address has none. `NOAUTH`.
  case needsPassword
  /// It knows another password, or not the user. `WRONGPASS`.
  case wrongPassword
  /// It has no password set, or knows no users.
  case unknownPassword
  /// It takes connections from its own machine only. `DENIED`.
  case protected
  /// The user may not do this. `NOPERM`.
  case notPermitted
  /// It has no database of that number, or does not let us have it.
  case noDatabase
  /// It is reading its data, after a start. `LOADING`.
  case loading
  /// It has no memory left for the entry. `OOM`.
  case outOfMemory
  /// It is a replica, or cannot save: it takes no changes. `READONLY`, `MISCONF`, `NOREPLICAS`.
  case readOnly
  /// It is a part of a cluster, and the entry belongs to another. `MOVED`, `ASK`, `CLUSTERDOWN`.
  case clustered
  /// It has no time: a script runs, too many are connected, its master is gone. `BUSY`.
  case busy
  /// What has this key is no entry. `WRONGTYPE`.
  case notAnEntry
  /// It knows no such command, or something else is wrong.
  case other

  /// What an error that it sent means.
  init(_ line: [UInt8]) {
    func begins(_ text: StaticString) -> Bool {
      line.count >= text.utf8CodeUnitCount
        && text.withUTF8Buffer { line.starts(with: $0) }
    }
    if begins("NOAUTH") {
      self = .needsPassword
    } else if begins("WRONGPASS") || begins("ERR invalid password") {
      self = .wrongPassword
    } else if begins("NOPERM") {
      self = .notPermitted
    } else if begins("DENIED") {
      self = .protected
    } else if begins("LOADING") {
      self = .loading
    } else if begins("OOM") {
      self = .outOfMemory
    } else if begins("READONLY") || begins("MISCONF") || begins("NOREPLICAS") {
      self = .readOnly
    } else if begins("MOVED") || begins("ASK") || begins("CLUSTERDOWN") || begins("CROSSSLOT") {
      self = .clustered
    } else if begins("BUSY") || begins("MASTERDOWN") || begins("ERR max number of clients") {
      self = .busy
    } else if begins("WRONGTYPE") {
      self = .notAnEntry
    } else if begins("ERR operation not permitted") {
      // What servers before Redis 2.8 say for NOAUTH.
      self = .needsPassword
    } else {
      self = .other
    }
  }

  /// Whether every other command would be refused as well.
  var isOfServer: Bool {
    switch self {
    case .needsPassword, .wrongPassword, .unknownPassword, .protected, .noDatabase, .loading,
      .clustered, .busy:
      true
    case .notPermitted, .outOfMemory, .readOnly, .notAnEntry, .other: false
    }
  }

  func message(_ words: String) -> String {
    let meaning =
      switch self {
      case .needsPassword:
        "it asks for a password: give one in the address, or in the file that PC_REMOTE_PASSWORD_FILE names"
      case .wrongPassword: "it does not take the user or the password"
      case .unknownPassword: "it cannot do with a password, or not with a user: perhaps none is set"
      case .protected: "it takes connections from its own machine only (protected mode)"
      case .notPermitted: "it does not permit this"
      case .noDatabase: "it does not let us have the database of this number"
      case .loading: "it is still loading its data"
      case .outOfMemory: "it has no memory left for this"
      case .readOnly: "it takes no changes: it is a replica, or cannot save them"
      case .clustered:
        "it is one part of a cluster, and has only a part of the keys: name one endpoint for all of them"
      case .busy: "it is too busy to answer"
      case .notAnEntry: "something else has this key"
      case .other: "it refuses"
      }
    return words.isEmpty ? meaning : "\(meaning) (\(words))"
  }

  /// What a server said, fit to be shown: one short line of plain letters.
  static func words(_ line: [UInt8]) -> String {
    let longest = 160
    let letters = line.prefix(longest).map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }
    return String(decoding: letters, as: UTF8.self) + (line.count > longest ? "..." : "")
  }
}
