/// Entries that have the values of some fields in common.
public struct Group {
  /// The values, in the order of the fields.
  public let values: [GroupValue]
  /// How many entries they are.
  public let count: Int
  /// Their numbers, where there is a field whose numbers are summed up.
  public var tally: NumberTally
}

/// Puts entries that pass a filter into groups.
///
/// Each column of each part is translated once into numbers that hold for all logs, so that rows cost a
/// look into a list for each field, and a look for the combination. Where all rows are wanted, and only
/// how many have each level and event, not even rows are looked at.
public final class Grouping {
  private let query: LogQuery
  private let filter: LogFilter
  private let fields: [GroupField]
  private let summed: NumberField?
  private let lines: GroupLines

  private var numbers: [ValueNumbers]
  /// The combinations of the first two fields, of those and the third, and so on.
  private var combinations: [PairNumbers]
  private var counts: [Int] = []
  private var tallies: [NumberTally] = []
  /// What the numbers of the part's columns are for all logs, and which part that is.
  private var translated: [[UInt32]]
  private var part: Part?
  /// Entries that are in no group, because there are too many of them.
  public private(set) var others = 0

  /// Groups what passes; the filter is the query's.
  public init(
    _ query: LogQuery, _ filter: LogFilter, by fields: [GroupField], summing summed: NumberField?
  ) {
    self.query = query
    self.filter = filter
    self.fields = fields
    self.summed = summed
    lines = GroupLines(fields, summing: summed, query.names, jobs: query.jobs)
    numbers = fields.map { _ in ValueNumbers() }
    combinations = fields.dropFirst().map { _ in PairNumbers() }
    translated = fields.map { _ in [] }
  }

  /// The numbers of the groups: the largest first, those of one size in order of their values.
  public func run() -> [Int] {
    if !countPairs() { query.forEachBatch(add) }
    let places = numbers.map { $0.places() }
    return counts.indices.filter { counts[$0] > 0 }.sorted { one, other in
      if counts[one] != counts[other] { return counts[one] > counts[other] }
      var precedes = false
      // The last field that differs is overruled by those before it.
      forEachField(one, other) { field, value, otherValue in
        let (place, otherPlace) = (places[field][value], places[field][otherValue])
        if place != otherPlace { precedes = place < otherPlace }
      }
      return precedes
    }
  }

  /// One of the groups.
  public func group(_ number: Int) -> Group {
    var values: [GroupValue] = []
    forEachField(number, number) { field, value, _ in values.append(numbers[field].value(value)) }
    return Group(
      values: values.reversed(), count: counts[number],
      tally: summed == nil ? NumberTally() : tallies[number])
  }

  /// Lends the numbers of the values of two groups, the last field first.
  private func forEachField(_ one: Int, _ other: Int, _ body: (Int, Int, Int) -> Void) {
    var (one, other) = (one, other)
    for index in fields.indices.dropFirst().reversed() {
      let pairs = combinations[index - 1].pairs
      let (pair, otherPair) = (pairs[one], pairs[other])
      body(index, Int(pair & 0xFFFF_FFFF), Int(otherPair & 0xFFFF_FFFF))
      (one, other) = (Int(pair >> 32), Int(otherPair >> 32))
    }
    body(0, one, other)
  }

  // MARK: From what parts know

  /// Counts by what is known of whole parts; false, and nothing counted, where that does not do.
  private func countPairs() -> Bool {
    let columns = fields.map { $0.source }
    let (level, event) = (GroupField.Source.column(0), GroupField.Source.column(4))
    guard filter.isEmpty, summed == nil, columns.allSatisfy({ $0 == level || $0 == event }) else {
      return false
    }
    if query.sources.contains(where: { $0.hasLongWords }) { return false }
    let isLevel = columns.map { $0 == level }
    for part in query.sources.lazy.flatMap({ $0.parts }) {
      translate(part)
      var found: [[UInt32]] = fields.map { _ in [] }
      var times: [Int] = []
      part.forEachPair { levelWord, eventWord, count in
        for index in isLevel.indices {
          let word = Int(isLevel[index] ? levelWord : eventWord)
          found[index].append(word < translated[index].count ? translated[index][word] : 0)
        }
        times.append(count)
      }
      note(found, [], times: times)
    }
    return true
  }

  // MARK: From rows

  private func translate(_ part: Part) {
    if part === self.part { return }
    self.part = part
    for (index, field) in fields.enumerated() {
      guard case .column(let column) = field.source else { continue }
      let words = part.words(column)
      var list: [UInt32] = [0]
      list.reserveCapacity(words.count + 1)
      for number in 0..<words.count {
        list.append(numbers[index].number(raw: words.raw(number + 1)))
      }
      translated[index] = list
    }
  }

  /// What is known of the rows of a block without their lines.
  private struct Prepared {
    let selected: LogQuery.Selected
    var columns: [[UInt32]]
    var values: [Double]
    /// The rows whose lines have to be read.
    var unread: [Int] = []
  }

  private func add(_ batch: [LogQuery.Selected]) {
    var prepared = batch.map { prepare($0) }
    let reading = prepared.indices.filter { !prepared[$0].unread.isEmpty }
    let found = lines.read(
      reading.map { number in
        let (selected, columns) = (prepared[number].selected, prepared[number].columns)
        let matches = prepared[number].unread.map { selected.match($0) }
        return GroupLines.Work(
          content: selected.source.content, starts: matches.map { $0.offset },
          limits: matches.map { $0.limit },
          isWanted: columns.map { $0.contains(ValueNumbers.unread) })
      })
    for (number, found) in zip(reading, found) { take(found, into: &prepared[number]) }
    for block in prepared { note(block.columns, block.values, times: nil) }
  }

  private func prepare(_ selected: LogQuery.Selected) -> Prepared {
    translate(selected.block.part)
    let rows = selected.rows
    var prepared = Prepared(
      selected: selected, columns: fields.indices.map { column($0, selected) }, values: [])
    var readsNumbers = false
    switch summed?.source {
    case .duration?:
      let durations = selected.block.durations
      prepared.values = rows.map { durations[Int($0)] }
    case .path?:
      prepared.values = Array(repeating: .nan, count: rows.count)
      readsNumbers = true
    case nil: break
    }
    let wanted = prepared.columns.filter { $0.contains(ValueNumbers.unread) }
    if readsNumbers || !wanted.isEmpty {
      prepared.unread = rows.indices.filter { row in
        readsNumbers || wanted.contains { $0[row] == ValueNumbers.unread }
      }
    }
    return prepared
  }

  /// Takes what was read from lines. Where one cannot be read any more, the entry is in no group.
  private func take(_ found: GroupLines.Found, into prepared: inout Prepared) {
    for field in fields.indices where !found.numbers[field].isEmpty {
      let values = found.values[field]
      var known: [UInt32] = [0]
      for value in 0..<values.count {
        known.append(numbers[field].number(raw: values.raw(value + 1)))
      }
      for (place, number) in found.numbers[field].enumerated() {
        let row = prepared.unread[place]
        if prepared.columns[field][row] == ValueNumbers.unread, number != ValueNumbers.unread {
          prepared.columns[field][row] = known[Int(number)]
        }
      }
    }
    for (place, value) in found.summed.enumerated() {
      prepared.values[prepared.unread[place]] = value
    }
  }

  /// Counts entries of which the numbers of their values are known, and the number to sum up; each once,
  /// or so many times.
  private func note(_ columns: [[UInt32]], _ values: [Double], times: [Int]?) {
    guard var numbers = columns.first else { return }
    for index in columns.indices.dropFirst() {
      combinations[index - 1].combine(&numbers, columns[index])
    }
    // Taken out, so that each is added to where it is: the lists have one owner then.
    var (counts, tallies): ([Int], [NumberTally]) = ([], [])
    swap(&counts, &self.counts)
    swap(&tallies, &self.tallies)
    for (index, number) in numbers.enumerated() {
      let count = times?[index] ?? 1
      if number >= ValueNumbers.unread {
        others += count
        continue
      }
      while counts.count <= Int(number) {
        counts.append(0)
        if summed != nil { tallies.append(NumberTally()) }
      }
      counts[Int(number)] += count
      if summed != nil { tallies[Int(number)].add(values[index]) }
    }
    swap(&counts, &self.counts)
    swap(&tallies, &self.tallies)
  }

  /// The numbers of a field's values in some rows.
  private func column(_ index: Int, _ selected: LogQuery.Selected) -> [UInt32] {
    let block = selected.block
    switch fields[index].source {
    case .column(let column):
      let (words, list) = (block.words(column), translated[index])
      return selected.rows.map { row in
        let word = words[Int(row)]
        return Int(word) < list.count ? list[Int(word)] : ValueNumbers.unread
      }
    case .time(let unit):
      let times = block.times
      return selected.rows.map { numbers[index].number(time: times[Int($0)], unit: unit) }
    case .role, .path: return Array(repeating: ValueNumbers.unread, count: selected.rows.count)
    }
  }
}

extension LogQuery.Selected {
  /// One of the entries.
  func match(_ index: Int) -> Match {
    let row = Int(rows[index])
    return Match(
      time: block.times[row], source: source.number, offset: block.starts[row],
      limit: block.limit(row))
  }
}
