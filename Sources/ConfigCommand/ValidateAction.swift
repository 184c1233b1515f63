import CommandKit
import Config
import Formats
import Platform
import Schemas

/// `pc-config validate`.
enum ValidateAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    var request = try Asking.request(invocation)
    // What is checked must be there, and is what the files say.
    request.mustExist = true
    let plan = try Asking.tried { () throws(ConfigError) in try ConfigPlan(request) }
    var sources: [ConfigSource] = []
    var isRight = true
    for file in plan.readFiles {
      do throws(ConfigError) {
        sources.append(try plan.source(file))
      } catch {
        guard case .parse = error else { throw Asking.failure(error) }
        invocation.warn(error.message)
        isRight = false
      }
    }
    guard isRight else { throw Failure(.badData, "") }
    guard let file = invocation.arguments.path("schema") else {
      try Asking.tried { () throws(ConfigError) in try plan.addVariables(to: &sources) }
      return .done
    }
    try Asking.tried { () throws(ConfigError) in try plan.addVariables(to: &sources) }
    return try check(sources, file, request, &invocation)
  }

  /// Checks the values of all files together.
  private static func check(
    _ sources: [ConfigSource], _ file: BytePath, _ request: ConfigRequest,
    _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let root = ConfigPlan.tree(sources).root
    let files = SchemaFiles(
      request.limits, allowsRemote: invocation.arguments.has("allow-remote-refs"))
    let tree = try Asking.tried { () throws(ConfigError) in try files.file(file) }
    var isRight = true
    do throws(SchemaError) {
      let schema = try Schema(
        tree, address: SchemaFiles.address(file),
        Schema.Options(assertsFormats: invocation.arguments.has("assert-formats")),
        resolve: files.document)
      for failure in try schema.failures(of: root) {
        isRight = false
        tell(failure, sources, &invocation)
      }
    } catch {
      let path = error.address.isEmpty ? file.description : shownAddress(error.address, file)
      throw Failure(.badData, "\(path):\(error.position): \(error.message)")
    }
    if isRight { return .done }
    throw Failure(.badData, "")
  }

  /// The file that an address is, as it was given where it is the schema itself.
  private static func shownAddress(_ address: [UInt8], _ file: BytePath) -> String {
    if address == SchemaFiles.address(file) { return file.description }
    let text = String(decoding: address, as: UTF8.self)
    return text.hasPrefix("file://") ? String(text.dropFirst(7)) : text
  }

  private static func tell(
    _ failure: SchemaFailure, _ sources: [ConfigSource], _ invocation: inout Invocation
  ) {
    let source = sources[failure.source < sources.count ? failure.source : 0]
    let position = source.tree.lines.position(failure.offset)
    let place = source.path.map { "\($0):\(position)" } ?? "environment"
    let path = Asking.shown(failure.path)
    invocation.warn("\(place): \(path): \(failure.message)")
  }
}
