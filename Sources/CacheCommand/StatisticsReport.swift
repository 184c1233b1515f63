import Formats
import Platform
import Store

/// What the statistics say, for people and for programs.
enum StatisticsReport {
  static func json(_ statistics: Statistics, _ settings: StoreSettings) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      write(statistics.all, &json)
      json.key("max_bytes"); json.number(settings.maxSizeBytes)
      json.key("max_entries")
      if settings.maxEntries > 0 { json.number(settings.maxEntries) } else { json.null() }
      json.key("policy"); json.string(settings.policy.rawValue)
      json.key("oldest")
      if let oldest = statistics.oldest { json.string(Moment.text(oldest)) } else { json.null() }
      json.key("namespaces")
      json.object { json in
        for part in statistics.spaces {
          json.key(part.name.description)
          json.object { json in write(part.numbers, &json) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ numbers: Statistics.Numbers, _ json: inout JSONWriter) {
    let counters = numbers.counters
    let members: [(String, Int64)] = [
      ("entries", numbers.total.entries), ("bytes", numbers.total.bytes), ("hits", counters.hits),
      ("misses", counters.misses), ("stale_hits", counters.staleHits), ("puts", counters.puts),
      ("removals", counters.removals), ("evictions", counters.evictions),
      ("evicted_bytes", counters.evictedBytes), ("expirations", counters.expirations),
    ]
    for (name, value) in members {
      json.key(name); json.number(value)
    }
    json.key("hit_rate"); write(counters.hitRate, &json)
    json.key("would_hit_rate")
    json.object { json in
      for (index, growth) in Counters.growths.enumerated() {
        json.key("x\(Decimal.text(growth, digits: 2))")
        write(counters.hitRate(withGrowth: index), &json)
      }
    }
    json.key("saved_ms"); json.number(Double(counters.savedNanoseconds) / 1e6, digits: 3)
    json.key("compression_ratio"); write(counters.compressionRatio, &json)
  }

  private static func write(_ value: Double?, _ json: inout JSONWriter) {
    if let value { json.number(value, digits: 4) } else { json.null() }
  }

  static func text(_ statistics: Statistics, _ settings: StoreSettings) -> [UInt8] {
    let all = statistics.all
    let counters = all.counters
    func percent(_ rate: Double?) -> String {
      rate.map { "\(Decimal.text($0 * 100, digits: 1)) %" } ?? "-"
    }
    let entryLimit = settings.maxEntries > 0 ? " of \(settings.maxEntries)" : ""
    var rows: [(String, String)] = [
      ("entries", "\(all.total.entries)\(entryLimit)"),
      (
        "size",
        "\(SizeFormat.text(bytes: all.total.bytes)) of \(SizeFormat.text(bytes: settings.maxSizeBytes))"
      ),
      ("hits", "\(counters.hits) (\(counters.staleHits) stale)"),
      ("misses", "\(counters.misses)"),
      ("hit rate", percent(counters.hitRate)),
    ]
    for (index, growth) in Counters.growths.enumerated() where counters.evictions > 0 {
      rows.append(
        (
          "  if \(Decimal.text(growth, digits: 2)) x as large",
          percent(counters.hitRate(withGrowth: index))
        ))
    }
    rows += [
      ("time saved", DurationFormat.text(nanoseconds: counters.savedNanoseconds)),
      ("puts", "\(counters.puts)"),
      ("removed", "\(counters.removals)"),
      ("expired", "\(counters.expirations)"),
      ("evicted", "\(counters.evictions) (\(SizeFormat.text(bytes: counters.evictedBytes)))"),
      (
        "compression", counters.compressionRatio.map { "\(Decimal.text($0, digits: 2)) : 1" } ?? "-"
      ),
      ("oldest", statistics.oldest.map { Moment.text($0) } ?? "-"),
      ("policy", settings.policy.rawValue),
    ]
    let width = rows.reduce(0) { max($0, $1.0.count) } + 2
    var text = ""
    for (name, value) in rows {
      text += name + String(repeating: " ", count: width - name.count) + value + "\n"
    }
    return Array(text.utf8)
  }
}
