import CommandKit
import Formats
import Platform
import Remote
import Settings
import Store

/// The remote cache that the environment names: made once for each run, and connected when it is first
/// asked for something.
enum RemoteSharing {
  private static let folder = "remote"

  /// The shared tier; nil where none is named, or none of the namespaces in question is shared.
  static func tier(
    _ store: Store, for space: SpaceName?, _ invocation: borrowing Invocation
  ) throws(Failure) -> SharedTier? {
    guard let text = Environment[Setting.remote.name], !text.isEmpty else { return nil }
    let spaces = try spaces()
    if let space, !spaces.contains(space) { return nil }
    let timeout: Duration
    do throws(SettingError) {
      let value = Environment[Setting.remoteTimeout.name]
      timeout = try Setting.remoteTimeout.duration(value) ?? .milliseconds(250)
    } catch {
      throw Failure(error)
    }
    let limit = max(1_000_000, timeout.nanoseconds)
    // Where the breaker is kept, without which a dead server would cost each command its time.
    _ = try? Directory.make(store.path.appending(folder))
    let tier = RemoteTier(
      try address(text), breakerFolder: store.path.appending(folder),
      connectTimeoutNanoseconds: limit, commandTimeoutNanoseconds: limit)
    return SharedTier(store, tier, spaces: spaces)
  }

  private static func address(_ text: [UInt8]) throws(Failure) -> RemoteAddress {
    do throws(RemoteError) {
      let address = try RemoteAddress.parse(text)
      guard let file = Environment[Setting.remotePasswordFile.name], !file.isEmpty else {
        return address
      }
      return try address.withPassword(from: BytePath(bytes: file))
    } catch {
      throw Failure(.usage, "\(Setting.remote.name): \(error.message)")
    }
  }

  /// The namespaces that are shared.
  private static func spaces() throws(Failure) -> [SpaceName] {
    let list = Environment[Setting.remoteNamespaces.name] ?? []
    return try list.split(separator: UInt8(ascii: ",")).map { (word) throws(Failure) in
      try Asking.space(Array(word), shown: Setting.remoteNamespaces.name)
    }
  }

  /// Tells what went wrong with it, which fails nothing.
  static func note(_ tier: SharedTier?, _ invocation: borrowing Invocation) {
    guard let tier, let failure = tier.failure else { return }
    invocation.note("remote cache \(tier.address): \(failure.message)")
  }
}

/// `pc-cache remote`.
enum RemoteAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let store = try Asking.store(invocation)
    defer { store.close() }
    guard let tier = try RemoteSharing.tier(store, for: nil, invocation) else {
      throw Failure(.usage, "no remote cache: set PC_REMOTE=redis://HOST, and PC_REMOTE_NAMESPACES")
    }
    switch invocation.arguments.operandText(0) {
    case "push":
      let count = try tried(tier) { () throws(RemoteError) in try tier.pushAll() }
      return try RemoveAction.report(count, "pushed", &invocation)
    case "pull":
      let count = try tried(tier) { () throws(RemoteError) in try tier.pullAll() }
      return try RemoveAction.report(count, "pulled", &invocation)
    default:
      let status = try tried(tier) { () throws(RemoteError) in try tier.status() }
      try show(status, tier, &invocation)
      return .done
    }
  }

  private static func tried<Result>(
    _ tier: SharedTier, _ body: () throws(RemoteError) -> Result
  ) throws(Failure) -> Result {
    do throws(RemoteError) { return try body() } catch { throw failure(error, tier) }
  }

  private static func failure(_ error: RemoteError, _ tier: SharedTier) -> Failure {
    let status: ExitStatus
    switch error {
    case .invalidAddress, .passwordFile: status = .usage
    case .refused(.needsPassword, _), .refused(.wrongPassword, _), .refused(.notPermitted, _):
      status = .notPermitted
    case .protocolViolation, .refused, .tooLarge, .invalidItem: status = .inputOutput
    case .paused, .unknownHost, .unreachable, .tooSlow, .closed: status = .tryAgain
    }
    return Failure(status, "remote cache \(tier.address): \(error.message)")
  }

  private static func show(
    _ status: RemoteStatus, _ tier: SharedTier, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("address"); json.string("\(tier.address)")
        json.key("version")
        if let version = status.version { json.string(version) } else { json.null() }
        json.key("keys")
        if let count = status.keyCount { json.number(count) } else { json.null() }
        json.key("used_bytes")
        if let bytes = status.usedMemoryBytes { json.number(bytes) } else { json.null() }
        json.key("max_bytes")
        if let bytes = status.maximumMemoryBytes { json.number(bytes) } else { json.null() }
        json.key("round_trip_ms"); json.number(Double(status.roundTripNanoseconds) / 1e6, digits: 3)
      }
      json.endLine()
      return try invocation.output.write(bytes: json.bytes)
    }
    try invocation.output.line("\(tier.address): \(text(status))")
  }

  private static func text(_ status: RemoteStatus) -> String {
    var parts = ["Redis \(status.version ?? "of unknown version")"]
    if let count = status.keyCount { parts.append("\(count) keys") }
    if let bytes = status.usedMemoryBytes {
      let most = status.maximumMemoryBytes ?? 0
      let limit = most > 0 ? " of \(SizeFormat.text(bytes: most))" : ""
      parts.append("\(SizeFormat.text(bytes: bytes))\(limit)")
    }
    parts.append("answers in \(DurationFormat.text(nanoseconds: status.roundTripNanoseconds))")
    return parts.joined(separator: ", ")
  }

  /// What the doctor says of it.
  static func finding(
    _ store: Store?, _ invocation: borrowing Invocation
  ) throws(Failure) -> DoctorAction.Finding {
    guard let store, let tier = try RemoteSharing.tier(store, for: nil, invocation) else {
      return DoctorAction.Finding(check: "remote", isWell: true, text: "none")
    }
    do throws(RemoteError) {
      return DoctorAction.Finding(
        check: "remote", isWell: true, text: "\(tier.address): \(text(try tier.status()))")
    } catch {
      return DoctorAction.Finding(
        check: "remote", isWell: false, text: "\(tier.address): \(error.message)",
        remedy: "start it, or unset PC_REMOTE; until then commands work without it")
    }
  }
}
