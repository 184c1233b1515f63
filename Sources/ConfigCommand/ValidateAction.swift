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
    let file = request.schema
    request.schema = nil
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
    try Asking.tried { () throws(ConfigError) in try plan.addVariables(to: &sources) }
    guard let file else {
      if invocation.arguments.has("strict") {
        throw Failure(
          .usage, "--strict: expected a schema, which says what names there are: --schema")
      }
      return .done
    }
    let root = try Asking.tried { () throws(ConfigError) in try plan.tree(sources) }.root
    return try check(root, sources, file, request, &invocation)
  }

  /// Checks the values of all files together.
  private static func check(
    _ root: Node, _ sources: [ConfigSource], _ file: BytePath, _ request: ConfigRequest,
    _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    let files = SchemaFiles(request.limits, allowsRemote: arguments.has("allow-remote-refs"))
    var findings: [(offset: Int, source: Int, path: ValuePath, message: String)] = []
    try Asking.tried { () throws(ConfigError) in
      let schema = try files.schema(
        file, Schema.Options(assertsFormats: arguments.has("assert-formats")))
      do throws(SchemaError) {
        if let item = try schema.failuresOfItself().first {
          let position = files.read.first?.tree.lines.position(item.offset) ?? .start
          throw SchemaError(position: position, "\(Asking.shown(item.path)): \(item.message)")
        }
        findings = try schema.failures(of: root).map { ($0.offset, $0.source, $0.path, $0.message) }
        if arguments.has("strict") {
          findings += try schema.unknownMembers(in: root).map {
            ($0.offset, $0.source, $0.path, $0.message)
          }
        }
      } catch {
        throw files.failure(error, file)
      }
    }
    for item in findings {
      let source = sources[min(item.source, sources.count - 1)]
      let position = source.tree.lines.position(item.offset)
      let place = source.path.map { "\($0):\(position)" } ?? "the environment"
      invocation.warn("\(place): \(Asking.shown(item.path)): \(item.message)")
    }
    if findings.isEmpty { return .done }
    throw Failure(.badData, "")
  }
}
