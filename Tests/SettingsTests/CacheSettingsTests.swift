import Settings
import Testing

@Suite("The settings of the cache")
struct CacheSettingsTests {
  @Test("are the built-in ones where nothing is set, which are those of the documents")
  func standards() throws {
    let settings = try Surroundings().resolve()
    #expect(settings == CacheSettings())
    func standard(_ setting: Setting) -> [UInt8] { Array(setting.standard.utf8) }
    #expect(
      settings.maxSizeBytes == (try Setting.cacheMaxSize.size(standard(.cacheMaxSize))))
    #expect("\(settings.maxEntries)" == Setting.cacheMaxEntries.standard)
    #expect("\(settings.namespaceMaxEntries)" == Setting.cacheNamespaceMaxEntries.standard)
    #expect(settings.policy.rawValue == Setting.cachePolicy.standard)
    #expect("\(settings.compressLevel)" == Setting.cacheCompressLevel.standard)
    #expect(
      settings.compressMinBytes
        == (try Setting.cacheCompressMin.size(standard(.cacheCompressMin))))
    #expect(settings.isSizeTracked == (Setting.cacheSizeTracking.standard == "enabled"))
  }

  @Test("come from an option before the environment, the project, the user, and what is built in")
  func precedence() throws {
    let user = "[cache]\nmax_entries = 500\nmax_size = \"100M\"\npolicy = 'lfu'"
    let project = "[cache]\nmax_entries = 400"
    #expect(try Surroundings().user(user).resolve().maxEntries == 500)
    let both = try Surroundings().user(user).project(project).resolve()
    #expect(both.maxEntries == 400)
    #expect(both.maxSizeBytes == 100 << 20)
    #expect(both.policy == .lfu)
    let environment = ["PC_CACHE_MAX_ENTRIES": "900", "PC_CACHE_POLICY": "cost"]
    let third = Surroundings(environment).user(user).project(project)
    #expect(try third.resolve().maxEntries == 900)
    #expect(try third.resolve().policy == .cost)
    var options = CacheSettings.Options()
    options.maxEntries = 1000
    #expect(try third.resolve(options).maxEntries == 1000)
    #expect(try third.resolve(options).policy == .cost)
  }

  @Test("take every variable, and refuse what it may not be")
  func environment() throws {
    let settings = try Surroundings([
      "PC_CACHE_MAX_SIZE": "64K", "PC_CACHE_NAMESPACE_MAX_ENTRIES": "7",
      "PC_CACHE_COMPRESS_LEVEL": "0", "PC_CACHE_COMPRESS_MIN": "1M",
      "CACHE_SIZE_TRACKING": "disabled", "PC_CACHE_POLICY": "",
    ]).resolve()
    #expect(settings.maxSizeBytes == 65_536)
    #expect(settings.namespaceMaxEntries == 7)
    #expect(settings.compressLevel == 0)
    #expect(settings.compressMinBytes == 1 << 20)
    #expect(!settings.isSizeTracked)
    #expect(settings.policy == .lru)
    #expect(
      Surroundings(["PC_CACHE_POLICY": "fifo"]).error()
        == "PC_CACHE_POLICY=fifo: expected one of lru, lfu, cost")
  }

  @Test("have times to live, which an option replaces all at once")
  func timesToLive() throws {
    let user = """
      [performance.cache.ttl]
      default = 90
      repository_metadata = "5m"
      worktree_list = "2m"
      branch_info = 1.5
      """
    let place = Surroundings().user(user).project("[cache.ttl]\nworktree_list = '1h'")
    let times = try place.resolve().timesToLive
    #expect(times.standard == .seconds(90))
    #expect(times.repositoryMetadata == .seconds(300))
    #expect(times.worktreeList == .seconds(3600))
    #expect(times.branchInfo == .milliseconds(1500))
    #expect(times.contextDetection == nil)
    var options = CacheSettings.Options()
    options.timeToLive = .seconds(1)
    let replaced = try place.resolve(options).timesToLive
    #expect(replaced.standard == .seconds(1))
    #expect(replaced.repositoryMetadata == nil)
  }
}
