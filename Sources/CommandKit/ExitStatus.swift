import CacheRoot
import Glibc
import Platform
import Settings

/// How a command ends: the same statuses with the same meanings everywhere.
public struct ExitStatus: Equatable, Sendable {
  /// The number that the caller sees.
  public let code: Int32

  /// A status of another program, handed on.
  public init(_ code: Int32) { self.code = code }

  /// Done, or found.
  public static let done = ExitStatus(0)
  /// A negative answer: not found, busy, differs.
  public static let negative = ExitStatus(1)
  /// A command line that makes no sense.
  public static let usage = ExitStatus(2)
  /// Input that is not what it should be.
  public static let badData = ExitStatus(65)
  /// Input that is not there.
  public static let noInput = ExitStatus(66)
  /// A mistake of ours.
  public static let bug = ExitStatus(70)
  /// Something could not be created.
  public static let cannotCreate = ExitStatus(73)
  /// Reading or writing failed.
  public static let inputOutput = ExitStatus(74)
  /// Nothing is wrong, but it took too long: try again.
  public static let tryAgain = ExitStatus(75)
  /// Not permitted.
  public static let notPermitted = ExitStatus(77)
  /// The program to run cannot be run.
  public static let cannotRun = ExitStatus(126)
  /// The program to run was not found.
  public static let notFound = ExitStatus(127)
}

/// Why a command ends early: a line for people, and a status for scripts.
public struct Failure: Error, Equatable {
  /// The status to end with.
  public let status: ExitStatus
  /// What is wrong, where, and what to do; without the command's name. Empty: say nothing.
  public let message: String

  /// A failure with a message.
  public init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// The failure that a system error is. The only place where such errors become statuses.
  public init(_ error: SystemError) {
    let status: ExitStatus
    switch error.code {
    case ENOENT where error.deed == "run": status = .notFound
    case _ where error.deed == "run": status = .cannotRun
    case EACCES, EPERM: status = .notPermitted
    case ENOENT where error.deed == "open", ENOTDIR where error.deed == "open": status = .noInput
    case _ where ["create", "make the folder", "rename"].contains(error.deed):
      status = .cannotCreate
    default: status = .inputOutput
    }
    let place = error.path.isEmpty ? "" : "\(error.path): "
    self.init(status, "\(place)cannot \(error.deed): \(error.reason)")
  }

  /// The failure of a command that cannot do without its cache directory.
  public init(_ error: CacheDirectoryError) {
    if case .system(let cause) = error {
      let failure = Failure(cause)
      self.init(failure.status == .noInput ? .cannotCreate : failure.status, failure.message)
    } else if case .notAFolder = error {
      self.init(.cannotCreate, error.message)
    } else {
      self.init(.notPermitted, error.message)
    }
  }

  /// The failure that a wrong setting is.
  public init(_ error: SettingError) { self.init(.usage, error.message) }

  /// Does something whose system errors end the command.
  public static func ofSystem<Result: ~Copyable>(
    _ body: () throws(SystemError) -> Result
  ) throws(Failure) -> Result {
    do throws(SystemError) { return try body() } catch { throw Failure(error) }
  }

  /// The failure that wrong settings are, whether in a variable or in a file.
  public init(_ error: SettingsError) {
    if case .system(let cause) = error {
      self.init(cause)
    } else {
      self.init(.usage, error.message)
    }
  }
}
