import CacheRoot
import CommandKit
import Formats
import Platform
import ScanCommand
import Settings
import Store
import Synchronization
import Tokens

/// From the command line to what is to be counted, and how.
struct CountAsking {
  /// What is to be counted.
  enum Input {
    /// Standard input.
    case standard
    /// A file that was named itself, or a tree.
    case root(Asking.Root)
  }

  let inputs: [Input]
  /// The trees and filters.
  let asking: Asking
  /// What the encoding is called.
  let encoding: String
  /// How many threads work.
  let jobs: Int
  let counting: TextCounting
  /// Whether what is no text is left out in trees.
  let skipsBinary: Bool
  /// Why counts are estimates, where they should be exact; nil where they are what was asked for.
  let estimated: String?

  /// Whether a single text is to be counted.
  var isSingle: Bool {
    guard inputs.count == 1 else { return false }
    if case .root(.tree) = inputs[0] { return false }
    return true
  }

  /// Reads the command line. `operands` are what is to be counted; none: standard input, or the working
  /// folder.
  init(
    _ invocation: inout Invocation, operands: [[UInt8]]? = nil, orTree: Bool = false,
    choice: VocabularyChoice? = nil
  ) throws(Failure) {
    let words = operands ?? invocation.arguments.operands
    let dash = [UInt8(ascii: "-")]
    let named = words.filter { $0 != dash }
    asking = try Asking(&invocation, operands: named)
    var inputs: [Input] = asking.roots.map { .root($0) }
    if named.isEmpty, !orTree || words.contains(dash) { inputs = [] }
    if words.contains(dash) || (words.isEmpty && !orTree) {
      // Behind what was named before it, as far as that is there.
      let before = words.prefix { $0 != dash }.count
      inputs.insert(.standard, at: min(before, inputs.count))
    }
    self.inputs = inputs
    jobs = asking.request.threadCount
    let vocabularies = try VocabularyAsking(invocation, asking.store)
    let chosen: VocabularyChoice
    if let choice { chosen = choice } else { chosen = try vocabularies.choice(invocation) }
    // A program counts in its own way.
    encoding = invocation.arguments.text("counter") ?? chosen.name
    let (method, name, estimated) = try CountAsking.method(invocation, vocabularies, chosen)
    self.estimated = estimated
    let use = CountAsking.use(invocation)
    let forbidden =
      use == .forbid ? try CountAsking.forbidden(method, vocabularies, chosen) : nil
    counting = TextCounting(
      method, CountAsking.cache(invocation, asking.store, name + (forbidden?.name ?? []), use),
      isFresh: invocation.arguments.has("refresh"), use, forbidden: forbidden?.texts)
    skipsBinary = !invocation.arguments.has("binary")
  }

  /// Refuses to count without a vocabulary where only one will do, and says why.
  static func refuseOtherCounts(
    _ invocation: borrowing Invocation, _ reason: String
  ) throws(Failure) {
    if invocation.arguments.has("counter") {
      throw Failure(.usage, "--counter: \(reason)")
    }
    if invocation.arguments.text("mode") == "estimated" {
      throw Failure(.usage, "--mode estimated: \(reason)")
    }
  }

  /// What texts that look like special tokens are.
  static func use(_ invocation: borrowing Invocation) -> SpecialUse {
    invocation.arguments.text("special").flatMap { SpecialUse(rawValue: $0) } ?? .ordinary
  }

  /// What is to be looked for in texts that no vocabulary encodes, and what tells counts of texts without
  /// it from others; nil where one encodes them. Of a published encoding it is known without its file.
  private static func forbidden(
    _ method: TextCounting.Method, _ vocabularies: VocabularyAsking, _ choice: VocabularyChoice
  ) throws(Failure) -> (texts: ForbiddenTexts, name: [UInt8])? {
    if case .vocabulary = method { return nil }
    switch choice {
    case .published(let encoding):
      return (ForbiddenTexts(encoding), Array(" without those of \(encoding.name)".utf8))
    case .file:
      let table = try vocabularies.presentTable(choice)
      return (ForbiddenTexts(table), Array(" without those of ".utf8) + table.identity)
    }
  }

  private static func cache(
    _ invocation: borrowing Invocation, _ store: Store?, _ name: [UInt8], _ use: SpecialUse
  ) -> CountCache? {
    guard let store else { return nil }
    let suffix = use == .ordinary ? "" : " \(use.rawValue)"
    return CountCache(
      store, VocabularyAsking.space(invocation), name + suffix.utf8,
      entriesMax: Int(invocation.arguments.integer("max-entries") ?? 10_000),
      ageNanosecondsMax: invocation.arguments.duration("ttl")?.nanoseconds,
      now: Clock.system.calendar())
  }

  /// How to count, by what name counts of that kind are kept, and why it is an estimate.
  private static func method(
    _ invocation: borrowing Invocation, _ vocabularies: VocabularyAsking,
    _ choice: VocabularyChoice
  ) throws(Failure) -> (TextCounting.Method, [UInt8], String?) {
    let estimate = (
      TextCounting.Method.estimate, Array("estimate \(TextEstimate.version)".utf8)
    )
    let mode = invocation.arguments.text("mode") ?? "auto"
    if let line = invocation.arguments.bytes("counter") {
      guard let program = CounterProgram(line: line) else {
        throw Failure(.usage, "--counter: expected a command; is a quote left open?")
      }
      if mode == "estimated" {
        throw Failure(
          .usage, "--counter and --mode estimated: a program counts, or an estimate; choose one")
      }
      let name: [UInt8] = Array("command ".utf8) + line
      return (.command(program, isExact: mode == "exact"), name, nil)
    }
    if mode == "estimated" { return (estimate.0, estimate.1, nil) }
    if let table = try vocabularies.table(choice) {
      let renew: @Sendable () -> TokenTable? = { vocabularies.renewed(choice) }
      // The name tells o200k_harmony, whose special tokens are others, from o200k_base.
      let name = Array("\(choice.name) ".utf8) + table.identity
      return (.vocabulary(table, renew: renew), name, nil)
    }
    if mode == "exact" { throw VocabularyAsking.missing(choice) }
    return (estimate.0, estimate.1, VocabularyAsking.missing(choice).message)
  }

  /// The failure that a text that cannot be counted is.
  static func failure(_ error: CountFailure, _ path: BytePath) -> Failure {
    switch error {
    case .system(let cause): return Failure(cause)
    case .damaged:
      return Failure(
        .inputOutput, "the compiled vocabulary is damaged, and there is no file to make it of anew")
    case .command(let reason): return Failure(.inputOutput, reason)
    case .forbidden(let special):
      let text = String(decoding: special.text, as: UTF8.self)
      return Failure(
        .badData,
        "\(path): byte \(special.offset): the special token \(text), which --special forbid refuses"
      )
    }
  }
}
