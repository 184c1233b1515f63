import CacheRoot
import Glibc
import Platform
import Support
import Testing

@Suite("The place of the cache directory")
struct CacheDirectoryPlaceTests {
  /// The place in an environment of just these variables, in a process of its own that starts in
  /// `/`; "none" where there is none.
  private func expectPlace(
    _ expected: String, named: Bool = false, option: String? = nil, _ variables: [String: String]
  ) {
    let end = inChild {
      chdir("/")
      clearenv()
      for (name, value) in variables { setenv(name, value, 1) }
      do throws(CacheDirectoryError) {
        let directory = try CacheDirectory(option: option.map { BytePath($0) })
        return directory.path == BytePath(expected) && directory.isNamed == named
      } catch {
        return expected == "none" && error == .unknownPlace
      }
    }
    #expect(end == .exited(0), "expected \(expected)")
  }

  @Test("is what the option says, before all else")
  func option() {
    expectPlace("/a", named: true, option: "/a", ["PC_CACHE_DIR": "/b", "HOME": "/c"])
  }

  @Test("is what PC_CACHE_DIR says, then XDG_CACHE_HOME, then HOME")
  func order() {
    let all = ["PC_CACHE_DIR": "/b", "XDG_CACHE_HOME": "/x", "HOME": "/h"]
    expectPlace("/b", named: true, all)
    expectPlace("/x/performance-core", ["XDG_CACHE_HOME": "/x", "HOME": "/h"])
    expectPlace("/h/.cache/performance-core", ["HOME": "/h"])
  }

  @Test("does not come from a variable that is empty")
  func empty() {
    expectPlace(
      "/h/.cache/performance-core", ["PC_CACHE_DIR": "", "XDG_CACHE_HOME": "", "HOME": "/h"])
    expectPlace("none", ["HOME": ""])
  }

  @Test("begins with the working folder where the user names it so")
  func relative() {
    expectPlace("/a/b", named: true, option: "a/b", [:])
    expectPlace("/b", named: true, ["PC_CACHE_DIR": "b"])
  }

  @Test("does not come from a relative XDG_CACHE_HOME, which its standard says to ignore")
  func relativeStandard() {
    expectPlace("/h/.cache/performance-core", ["XDG_CACHE_HOME": "x", "HOME": "/h"])
    expectPlace("none", ["XDG_CACHE_HOME": "x", "HOME": "h"])
  }

  @Test("is unknown where nothing says it")
  func unknown() { expectPlace("none", [:]) }
}

@Suite("The cache directory")
struct CacheDirectoryTests {
  private let scratch = Scratch()

  private var path: BytePath { BytePath(scratch.cache) }

  private func open(_ path: BytePath) throws(CacheDirectoryError) {
    try CacheDirectory(option: path).open()
  }

  @Test("is made with what is missing above it, for its owner alone, and says its format")
  func new() throws {
    let deep = path.appending("a/b")
    try open(deep)
    #expect(try FileStatus.of(path: deep).permissions == 0o700)
    #expect(
      scratch.shell("cat cache/a/b/VERSION; stat -c %a cache/a/b/VERSION").output == "1\n600\n")
  }

  @Test("is left as it is when it is opened again")
  func again() throws {
    try open(path)
    let before = try FileStatus.of(path: path.appending("VERSION")).signature
    try open(path)
    #expect(try FileStatus.of(path: path.appending("VERSION")).signature == before)
  }

  @Test("loses the permissions that others had")
  func permissions() throws {
    scratch.shell("mkdir cache; chmod 777 cache")
    try open(path)
    #expect(try FileStatus.of(path: path).permissions == 0o700)
  }

  @Test("may be reached through a link of our own")
  func ownLink() throws {
    scratch.shell("mkdir elsewhere; ln -s elsewhere cache; ln -s . here")
    try open(path)
    try open(BytePath(scratch.path + "/here/cache"))
    #expect(scratch.read("elsewhere/VERSION") == "1\n")
  }

  @Test("is refused where it is a file, or lies below one, and the file is named")
  func file() {
    scratch.write("cache", "")
    #expect(throws: CacheDirectoryError.notAFolder(path)) { try open(path) }
    #expect(throws: CacheDirectoryError.notAFolder(path)) { try open(path.appending("a/b")) }
    #expect(scratch.shell("test -f cache").status == 0)
  }

  @Test("is refused where a newer version wrote it, and left as it is", arguments: ["2", "10"])
  func newer(_ format: String) {
    scratch.shell("mkdir cache; echo \(format) > cache/VERSION")
    #expect(throws: CacheDirectoryError.newerFormat(path, format: format)) { try open(path) }
    #expect(scratch.read("cache/VERSION") == "\(format)\n")
  }

  @Test("gets its number back where a power cut took it", arguments: ["", "\\0\\0"])
  func lostNumber(_ content: String) throws {
    scratch.shell("mkdir cache; printf '\(content)' > cache/VERSION")
    try open(path)
    #expect(scratch.read("cache/VERSION") == "1\n")
  }

  @Test("has folders for its owner alone, each made when it is first asked for")
  func folders() throws {
    let directory = try CacheDirectory(option: path)
    try directory.open()
    let locks = try directory.folder("locks")
    #expect(locks == path.appending("locks"))
    #expect(try directory.folder("locks") == locks)
    #expect(try FileStatus.of(path: locks).permissions == 0o700)
  }

  @Test("does not follow a link in the place of one of its folders")
  func linkedFolder() throws {
    let directory = try CacheDirectory(option: path)
    try directory.open()
    scratch.shell("mkdir elsewhere; ln -s ../elsewhere cache/locks; touch cache/metrics")
    for name in ["locks", "metrics"] {
      #expect(throws: CacheDirectoryError.notAFolder(path.appending(name))) {
        try directory.folder(name)
      }
    }
  }

  @Test("that cannot be made is named with the reason")
  func unwritable() {
    let path = BytePath("/proc/performance-core")
    let error = #expect(throws: CacheDirectoryError.self) { try open(path) }
    #expect(
      error?.message
        == "/proc/performance-core: cannot make the folder: No such file or directory")
  }
}

@Suite("A cache directory of somebody else")
struct ForeignCacheDirectoryTests {
  private let scratch = Scratch()

  /// Runs the body as a user to whom the files of the machine's root do not belong, nor to the
  /// root that this user sees: all that user 0 owns outside belongs to nobody inside.
  private func asUser(_ body: () -> Bool) -> ProgramEnd {
    inChild { Namespace.enter([], asUser: 1000) && body() }
  }

  private func failure(_ path: String, named: Bool = true) -> CacheDirectoryError? {
    do throws(CacheDirectoryError) {
      if named {
        try CacheDirectory(option: BytePath(path)).open()
      } else {
        clearenv()
        setenv("HOME", path, 1)
        try CacheDirectory(option: nil).open()
      }
      return nil
    } catch {
      return error
    }
  }

  /// A folder that belongs to neither us nor root, nor to anybody in a namespace.
  private func giveAway(_ path: String) {
    // Only root can give a file away; to any other user the machine's own folders are foreign.
    if Environment.user == 0 { lchown(path, 4242, 4242) }
  }

  @Test("is refused, with its owner's number and a way out")
  func foreign() {
    let folder = Environment.user == 0 ? scratch.path + "/theirs" : "/usr"
    scratch.shell("mkdir theirs")
    giveAway(folder)
    let owner: UInt32 = Environment.user == 0 ? 4242 : 0
    #expect(failure(folder) == .foreign(BytePath(folder), owner: owner))
    let message = failure(folder)?.message
    #expect(message?.contains("belongs to user \(owner), not to you") == true)
    #expect(message?.contains("--cache-dir or PC_CACHE_DIR") == true)
  }

  @Test("is no folder where a file has its name, whoever owns that")
  func foreignFile() {
    let file = Environment.user == 0 ? scratch.path + "/theirs" : "/etc/passwd"
    scratch.shell("touch theirs")
    giveAway(file)
    #expect(failure(file) == .notAFolder(BytePath(file)))
  }

  @Test("is refused where somebody else's link leads to it")
  func link() {
    var link = "/bin"
    if Environment.user == 0 {
      link = scratch.path + "/theirs"
      scratch.shell("mkdir mine; ln -s mine theirs")
      giveAway(link)
    }
    let end = asUser {
      for path in [link, link + "/cache"] {
        guard case .foreign(BytePath(link), _)? = failure(path) else { return false }
      }
      return true
    }
    #expect(end == .exited(0))
    #expect(scratch.shell("test -z \"$(ls mine 2> /dev/null)\"").status == 0)
  }

  @Test("is not made in the home of somebody else, where sudo may have left us")
  func home() {
    // Seen from inside, what root owns outside belongs to nobody.
    let home = Environment.user == 0 ? scratch.path + "/home" : "/usr"
    scratch.shell("mkdir home")
    giveAway(home)
    let end = asUser {
      guard case .foreign(BytePath(home), _)? = failure(home, named: false) else { return false }
      return true
    }
    #expect(end == .exited(0))
  }
}
