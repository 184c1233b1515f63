import Glibc
import Settings
import Support
import Testing

/// The author of a repository is not trusted.
@Suite("A project's file")
struct ProjectFileTests {
  @Test(
    "may say how long answers last, and lower limits",
    arguments: [
      "cache.ttl.default = '10d'", "cache.enabled = false", "cache.enabled = true",
      "cache.max_size = '1G'", "cache.max_memory_mb = 32", "cache.max_entries = 0",
      "cache.max_entries = 1000000000", "concurrency.enabled = true",
      "concurrency.max_concurrent = 1024", "profiling.enabled = false",
      "profiling.output = '/x'", "",
    ])
  func allowed(_ text: String) { #expect(Surroundings().project(text).error() == "none") }

  @Test(
    "may say nothing else",
    arguments: [
      ("cache.policy = 'lfu'", "7: a project may not set cache.policy", "PC_CACHE_POLICY"),
      (
        "cache.compress_level = 1", "7: a project may not set cache.compress_level",
        "PC_CACHE_COMPRESS_LEVEL"
      ),
      (
        "cache.compress_min = 1", "7: a project may not set cache.compress_min",
        "PC_CACHE_COMPRESS_MIN"
      ),
    ])
  func refused(_ row: (text: String, error: String, variable: String)) {
    #expect(
      Surroundings().project(row.text).error()
        == "\(Surroundings.projectFile):1:\(row.error), only how long answers last, "
        + "and lower limits: set it in \(Surroundings.userFile), or by \(row.variable)")
  }

  @Test(
    "may raise no limit, whether it is the user's or built in",
    arguments: [
      (
        "", "cache.max_size = '2G'",
        "18: a project may only lower cache.max_size, which is 1 GiB", "PC_CACHE_MAX_SIZE"
      ),
      (
        "cache.max_size = '1M'", "cache.max_memory_mb = 2",
        "23: a project may only lower cache.max_memory_mb, which is 1 MiB", "PC_CACHE_MAX_SIZE"
      ),
      (
        "cache.max_entries = 5", "cache.max_entries = 6",
        "21: a project may only lower cache.max_entries, which is 5", "PC_CACHE_MAX_ENTRIES"
      ),
      (
        "cache.max_entries = 5", "cache.max_entries = 0",
        "21: a project may only lower cache.max_entries, which is 5", "PC_CACHE_MAX_ENTRIES"
      ),
      (
        "cache.enabled = false", "cache.enabled = true",
        "17: a project may only lower cache.enabled, which is false", nil
      ),
      (
        "concurrency.max_concurrent = 2", "concurrency.max_concurrent = 4",
        "30: a project may only lower concurrency.max_concurrent, which is 2", nil
      ),
    ])
  func raised(_ row: (user: String, project: String, error: String, variable: String?)) {
    #expect(
      Surroundings().user(row.user).project(row.project).error()
        == "\(Surroundings.projectFile):1:\(row.error): raise it in \(Surroundings.userFile)"
        + (row.variable.map { ", or by \($0)" } ?? ""))
  }

  @Test(
    "is a file, and read without waiting; whatever else has its name is named",
    arguments: [
      ("mkfifo FILE", "not a file"), ("mkdir FILE", "not a file"),
      ("python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"FILE\")'", "not a file"),
      ("ln -s /etc/passwd FILE", "a link: the settings of a project are a file"),
      ("ln -s nowhere FILE", "a link: the settings of a project are a file"),
      ("truncate -s 1048577 FILE", "longer than 1 MiB"),
    ])
  func unfit(_ row: (script: String, error: String)) {
    let place = Surroundings()
    let script = row.script.split(separator: " ").map { word in
      word.split(separator: "FILE", omittingEmptySubsequences: false)
        .joined(separator: Surroundings.projectFile)
    }.joined(separator: " ")
    #expect(place.scratch.shell(script).status == 0)
    #expect(place.error() == "\(Surroundings.projectFile): \(row.error)")
  }

  @Test("of the largest size is read")
  func largest() {
    let place = Surroundings()
    place.scratch.shell(
      "head -c 1048576 /dev/zero | tr '\\0' '\\n' > \(Surroundings.projectFile)")
    #expect(place.error() == "none")
  }

  @Test("that is somebody else's is passed over, except by root")
  func foreign() {
    let place = Surroundings().project("cache.max_entries = -1")
    let path = "\(place.scratch.path)/\(Surroundings.projectFile)"
    // Without the right to give files away, our own is all there is to see.
    let isRoot = geteuid() == 0
    if isRoot { #expect(chown(path, 4321, 4321) == 0) }
    #expect(place.error().hasPrefix("\(Surroundings.projectFile):1:21: cache.max_entries"))
    if isRoot {
      #expect(chmod(place.scratch.path, 0o755) == 0)
      #expect(chmod(path, 0o644) == 0)
      let isPassedOver = inChild {
        setgid(1234) == 0 && setuid(1234) == 0 && place.error() == "none"
      }
      #expect(isPassedOver == .exited(0))
    }
  }

  @Test("of the user is refused where everybody may change it")
  func open() {
    let place = Surroundings()
    _ = place.user("")
    #expect(chmod("\(place.scratch.path)/\(Surroundings.userFile)", 0o666) == 0)
    #expect(
      place.error()
        == "\(Surroundings.userFile): everybody may change it: take that away with chmod o-w")
  }

  @Test("that may not be read is refused")
  func unreadable() {
    let place = Surroundings().project("")
    place.scratch.shell("chmod 0 \(Surroundings.projectFile)")
    // Root reads everything, so that this is for others only.
    let expected =
      geteuid() == 0
      ? "none" : "\(Surroundings.projectFile): cannot open: Permission denied"
    #expect(place.error() == expected)
  }
}
