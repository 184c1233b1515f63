import CommandKit
import Glibc
import Platform
import Store

/// `pc-cache export` and `import`.
///
/// What is exported is one record after the other:
///
///      0   4  PCEX
///      4   2  version: 1
///      6   2  length of the namespace's name
///      8   8  length of the entry's file
///     16      the name, then the file (docs/format.md)
///
/// and, so that a cut is noticed, a last record with both lengths 0.
enum ExportAction {
  private static let magic: [UInt8] = Array("PCEX".utf8) + [1, 0]
  private static let headCount = 16
  /// The largest entry that is exported: it is checked as a whole before its first byte goes out.
  private static let countMax = 1 << 30

  static func export(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    if invocation.output.isTerminal {
      throw Failure(.usage, "this is no text: send it to a file, or through a pipe")
    }
    let selection = try Selection(invocation)
    let space = try Asking.namedSpace(invocation)
    let withLocal = invocation.arguments.has("local")
    let store = try Asking.store(invocation)
    var count = 0
    try store.forEachEntry(in: space) { (name, entry) throws(Failure) in
      guard withLocal || entry.isShareable, !entry.isExpired(at: store.now),
        selection.includes(entry, at: store.now),
        let image = store.image(of: entry, limit: countMax)
      else { return true }
      try invocation.output.write(bytes: head(name.bytes.count, image.count) + name.bytes)
      try invocation.output.write(bytes: image)
      count += 1
      return true
    }
    try invocation.output.write(bytes: head(0, 0))
    invocation.note("exported: \(count) entries")
    return .done
  }

  private static func head(_ name: Int, _ image: Int) -> [UInt8] {
    var bytes = magic
    bytes.append(littleEndian: UInt64(name), count: 2)
    bytes.append(littleEndian: UInt64(image))
    return bytes
  }

  static func importing(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let named = try Asking.namedSpace(invocation)
    let name = invocation.arguments.operands.first ?? [UInt8(ascii: "-")]
    let shown = name == [UInt8(ascii: "-")] ? "standard input" : Asking.shown(name)
    var reader = RecordReader(try Input(name), shown: shown)
    let store = try Asking.store(invocation)
    defer { store.close() }
    var (count, refused) = (0, 0)
    while let record = try reader.next() {
      let space: SpaceName
      if let named { space = named } else { space = try Asking.space(record.space, shown: shown) }
      let key: [UInt8]?
      do throws(StoreError) {
        key = try store.put(image: record.image, in: space)
      } catch {
        throw Asking.failure(error)
      }
      if key == nil { refused += 1 } else { count += 1 }
    }
    if refused > 0 {
      invocation.warn(
        "\(refused) \(refused == 1 ? "entry was" : "entries were") passed over: damaged, past their time, or of another machine"
      )
    }
    return try RemoveAction.report(count, "imported", &invocation)
  }

  /// The records of an export, one after the other.
  private struct RecordReader: ~Copyable {
    private let input: Input
    private let shown: String
    private var offset = 0

    init(_ input: consuming Input, shown: String) {
      self.input = input
      self.shown = shown
    }

    mutating func next() throws(Failure) -> (space: [UInt8], image: [UInt8])? {
      let head = try read(ExportAction.headCount)
      guard head[0..<6] == ExportAction.magic[...] else {
        throw Failure(
          .badData, "\(shown): byte \(offset - head.count): no export of pc-cache, or a damaged one"
        )
      }
      let space = Int(head.littleEndian(at: 6, count: 2))
      let count = head.littleEndian(at: 8)
      if space == 0, count == 0 { return nil }
      guard count <= ExportAction.countMax else {
        throw Failure(.badData, "\(shown): byte \(offset): an entry of \(count) bytes is too large")
      }
      return (try read(space), try read(Int(count)))
    }

    private mutating func read(_ count: Int) throws(Failure) -> [UInt8] {
      var bytes: [UInt8] = []
      // Piece by piece: what a damaged length asks for need not be there.
      while bytes.count < count {
        var buffer = [UInt8](repeating: 0, count: min(65536, count - bytes.count))
        let got = try input.read(into: &buffer)
        if got == 0 {
          throw Failure(.badData, "\(shown): ends at byte \(offset): a part is missing")
        }
        bytes += buffer[..<got]
        offset += got
      }
      return bytes
    }
  }
}
