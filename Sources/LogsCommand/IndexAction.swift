import CommandKit
import Formats
import Logs
import Platform
import Store

/// `pc-logs index`, `drop` and `status`: what is kept of logs.
enum IndexAction {
  static func index(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try FilterAsking.refuse(invocation, "what is kept is of whole logs")
    let asking = try LogsAsking(&invocation)
    guard asking.store != nil else { throw noStore(invocation) }
    let logs = try asking.open(&invocation)
    if let failure = logs.index.keepingFailure {
      throw Failure(.cannotCreate, "the index cannot be kept: \(failure.message)")
    }
    let (read, known) = (logs.index.counts.grown + logs.index.counts.read, logs.index.counts.known)
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("read"); json.number(logs.index.counts.read)
        json.key("grown"); json.number(logs.index.counts.grown)
        json.key("known"); json.number(known)
        json.key("bytes_read"); json.number(logs.index.bytesRead)
        json.key("entries"); json.number(logs.sources.reduce(0) { $0 + $1.rows })
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else if !invocation.isQuiet {
      let size = SizeFormat.text(bytes: logs.index.bytesRead)
      try invocation.output.line("\(read) read (\(size)), \(known) known")
    }
    return logs.finish(&invocation, found: true)
  }

  private static func noStore(_ invocation: borrowing Invocation) -> Failure {
    Failure(
      .cannotCreate, "there is no cache to keep an index in (-v tells why); check --cache-dir")
  }

  private static func named(
    _ invocation: borrowing Invocation
  ) throws(Failure) -> [LogFile]? {
    let words = invocation.arguments.operands
    return words.isEmpty ? nil : try LogsAsking.files(words, invocation)
  }

  /// The index alone, without any log. Nothing is asked of logs that are not named.
  private static func index(
    alone invocation: inout Invocation
  ) throws(Failure) -> LogIndex {
    let asking = try LogsAsking(&invocation, operands: [[UInt8(ascii: "-")]])
    guard asking.store != nil else { throw noStore(invocation) }
    return asking.index(isFresh: false)
  }

  static func drop(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try FilterAsking.refuse(invocation, "what is kept is of whole logs")
    let files = try named(invocation)
    let index = try index(alone: &invocation)
    let count: Int
    do throws(StoreError) { count = try index.drop(files) } catch {
      throw Failure(.inputOutput, "the index cannot be changed: \(error.message)")
    }
    if invocation.wantsJSON {
      try invocation.output.line("{\"dropped\":\(count)}")
    } else if !invocation.isQuiet {
      try invocation.output.line("\(count) dropped")
    }
    return count > 0 ? .done : .negative
  }

  static func status(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try FilterAsking.refuse(invocation, "what is kept is of whole logs")
    let files = try named(invocation)
    let index = try index(alone: &invocation)
    let logs = files.map { index.kept(of: $0) } ?? index.kept()
    for log in logs {
      if invocation.wantsJSON {
        var json = JSONWriter()
        json.object { json in
          json.name("path", bytes: log.path)
          json.key("bytes"); json.number(log.logBytes)
          json.key("index_bytes"); json.number(log.indexBytes)
          json.key("entries"); json.number(log.rows)
          json.key("lines"); json.number(log.lines)
          json.key("malformed"); json.number(log.malformed)
          json.key("used"); json.string(Moment.text(log.used))
        }
        json.endLine()
        try invocation.output.write(bytes: json.bytes)
      } else {
        let sizes =
          "\(SizeFormat.text(bytes: log.logBytes)) \(SizeFormat.text(bytes: log.indexBytes)) "
          + "\(log.rows) "
        try invocation.output.write(sizes)
        if invocation.output.isTerminal {
          try invocation.output.line(Visible.text(String(decoding: log.path, as: UTF8.self)))
        } else {
          try invocation.output.write(bytes: log.path + [UInt8(ascii: "\n")])
        }
      }
    }
    return logs.isEmpty ? .negative : .done
  }
}
