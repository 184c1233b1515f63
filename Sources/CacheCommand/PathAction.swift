import CommandKit
import Formats
import Platform
import Store

/// `pc-cache path` and `namespace`.
enum PathAction {
  static func path(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let store = try Asking.store(invocation)
    var path = store.path
    if let key = invocation.arguments.operands.first {
      let space = try Asking.space(invocation)
      guard let file = store.filePath(of: key, in: space) else {
        invocation.note("\(Asking.shown(key)): not there")
        return .negative
      }
      path = file
    }
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { $0.name("path", bytes: path.bytes) }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.write(bytes: path.bytes + [invocation.nameEnd])
    }
    return .done
  }

  static func namespaces(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let store = try Asking.store(invocation)
    let statistics = try Asking.tried { () throws(StoreError) in try store.statistics() }
    for (name, numbers) in statistics.spaces {
      if invocation.wantsJSON {
        var json = JSONWriter()
        json.object { json in
          json.name("namespace", bytes: name.bytes)
          json.key("entries"); json.number(numbers.total.entries)
          json.key("bytes"); json.number(numbers.total.bytes)
        }
        json.endLine()
        try invocation.output.write(bytes: json.bytes)
      } else if invocation.arguments.has("null") {
        try invocation.output.write(bytes: name.bytes + [0])
      } else {
        try invocation.output.line(
          "\(Visible.text(name.description)): \(numbers.total.entries) entries, "
            + "\(SizeFormat.text(bytes: numbers.total.bytes))")
      }
    }
    return .done
  }
}
