import Settings
import Testing

@Suite("The file performance.toml")
struct PerformanceSettingsTests {
  @Test("may set every key, in tables below performance or at the top")
  func keys() throws {
    let text = """
      [performance]
      [performance.cache]
      enabled = false
      max_memory_mb = 32
      max_entries = 10
      namespace_max_entries = 5
      policy = "cost"
      compress_level = 3
      compress_min = 1024
      [performance.cache.ttl]
      context_detection = "30s"
      [performance.profiling]
      enabled = false
      output = "/tmp/profile"
      [performance.concurrency]
      enabled = true
      max_concurrent = 4
      """
    let settings = try Surroundings().user(text).load()
    #expect(settings.flag(.cacheEnabled) == false)
    #expect(settings.count(.cacheMaxSize) == 32 << 20)
    #expect(settings.count(.cacheMaxEntries) == 10)
    #expect(settings.count(.cacheNamespaceMaxEntries) == 5)
    #expect(settings.text(.cachePolicy) == Array("cost".utf8))
    #expect(settings.count(.cacheCompressLevel) == 3)
    #expect(settings.count(.cacheCompressMin) == 1024)
    #expect(settings.duration(.ttlContextDetection) == .seconds(30))
    #expect(settings.flag(.profilingEnabled) == false)
    #expect(settings.text(.profilingOutput) == Array("/tmp/profile".utf8))
    #expect(settings.concurrentMax == 4)
    let short = "cache.max_memory_mb = 32\nconcurrency = {enabled = false, max_concurrent = 4}"
    let same = try Surroundings().user(short).load()
    #expect(same.count(.cacheMaxSize) == 32 << 20)
    #expect(same.concurrentMax == 1)
  }

  @Test("is told of with each value: the file and the place in it")
  func origin() throws {
    let place = Surroundings().user("[cache]\nmax_entries = 9\nmax_size = 8192")
      .project("\n[cache]\n  max_entries = 8")
    let settings = try place.load()
    let entries = try #require(settings[.cacheMaxEntries])
    #expect("\(entries.path)" == "\(place.scratch.path)/\(Surroundings.projectFile)")
    #expect("\(entries.position)" == "3:17")
    let other = try #require(settings[.cacheMaxSize])
    #expect("\(other.path)" == "\(place.scratch.path)/\(Surroundings.userFile)")
    #expect(settings[.cachePolicy] == nil)
    #expect(try Surroundings().load().isEmpty)
  }

  @Test("belongs to the nearest folder that has one, up to the repository's root")
  func search() throws {
    let place = Surroundings().project("cache.max_entries = 1")
    #expect(try place.resolve().maxEntries == 1)
    place.scratch.write("home/project/deep/performance.toml", "cache.max_entries = 2")
    #expect(try place.resolve().maxEntries == 2)
    // Beyond the root of the repository nothing is looked for, nor beyond the home.
    let outside = Surroundings()
    outside.scratch.write("home/performance.toml", "cache.max_entries = 3")
    #expect(try outside.resolve().maxEntries == 0)
    outside.scratch.shell("rmdir home/project/.git")
    #expect(try outside.resolve().maxEntries == 3)
    outside.scratch.shell("mv home/performance.toml .")
    #expect(try outside.resolve().maxEntries == 0)
  }

  @Test("is the user's where XDG_CONFIG_HOME says, and no project's at that")
  func userFile() throws {
    let place = Surroundings()
    place.scratch.shell("mkdir -p config/performance-core")
    place.scratch.write("config/performance-core/performance.toml", "cache.policy = 'lfu'")
    #expect(try place.resolve().policy == .lru)
    place.set("XDG_CONFIG_HOME", "\(place.scratch.path)/config")
    #expect(try place.resolve().policy == .lfu)
    #expect(try place.resolve(in: "config/performance-core").policy == .lfu)
  }

  @Test(
    "is honoured or refused, never passed over",
    arguments: [
      ("cache.max_sise = 1", "1:7: no setting is called cache.max_sise: did you mean max_size?"),
      ("[chache]", "1:2: no setting is called chache: did you mean cache?"),
      (
        "remote = 'x'",
        "1:1: no setting is called remote: expected cache, profiling, concurrency or performance"
      ),
      (
        "[performance.cache.ttl]\nx = 1",
        "2:1: no setting is called performance.cache.ttl.x: expected default, "
          + "repository_metadata, worktree_list, branch_info or context_detection"
      ),
      (
        "performance.performance.cache = {}",
        "1:13: no setting is called performance.performance: expected cache, profiling or concurrency"
      ),
      (
        "'cache.ttl' = {}",
        "1:1: no setting is called cache.ttl: expected cache, profiling, concurrency or performance"
      ),
      ("cache = 1", "1:9: cache: expected a table, found a whole number"),
      ("performance = []", "1:15: performance: expected a table, found an array"),
      ("[[cache]]", "1:3: cache: expected a table, found an array"),
      ("cache.enabled = 1", "1:17: cache.enabled: expected true or false, found 1"),
      (
        "cache.policy = 'fifo'",
        "1:16: cache.policy: expected \"lru\", \"lfu\" or \"cost\", found \"fifo\""
      ),
      (
        "cache.max_size = '1K'",
        "1:18: cache.max_size: expected a size from 4 KiB to 16 TiB, in quotes such as \"64K\", "
          + "or a number of bytes, found \"1K\""
      ),
      (
        "cache.max_memory_mb = 0",
        "1:23: cache.max_memory_mb: expected a whole number of MiB from 1 to 16777216, found 0"
      ),
      (
        "cache.max_memory_mb = 9223372036854775807",
        "1:23: cache.max_memory_mb: expected a whole number of MiB from 1 to 16777216, "
          + "found 9223372036854775807"
      ),
      (
        "cache.compress_level = 20",
        "1:24: cache.compress_level: expected a whole number from 0 to 19, found 20"
      ),
      (
        "cache.max_entries = '5'",
        "1:21: cache.max_entries: expected a whole number from 0 to 1000000000, found \"5\""
      ),
      (
        "cache.ttl.default = -1",
        "1:21: cache.ttl.default: expected a duration such as \"5m\" or \"1.5s\", "
          + "or a number of seconds, found -1"
      ),
      (
        "profiling.enabled = true",
        "1:21: profiling.enabled: expected false, since this version writes no profiles, found true"
      ),
      ("profiling.output = ''", "1:20: profiling.output: expected a path in quotes, found \"\""),
      (
        "concurrency.max_concurrent = 0",
        "1:30: concurrency.max_concurrent: expected a whole number from 1 to 1024, found 0"
      ),
      (
        "cache.max_size = 8192\ncache.max_memory_mb = 1",
        "2:7: cache.max_memory_mb sets what cache.max_size in line 1 sets: keep one of them"
      ),
      (
        "cache.enabled = true\nperformance.cache.enabled = true",
        "2:19: performance.cache.enabled sets what cache.enabled in line 1 sets: keep one of them"
      ),
      ("cache = {", "1:10: expected a key, found the end of the text"),
    ])
  func refusals(_ row: (text: String, error: String)) {
    let place = Surroundings().user(row.text)
    #expect(place.error() == "\(Surroundings.userFile):\(row.error)")
  }
}
