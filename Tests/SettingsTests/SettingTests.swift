import Settings
import Testing

@Suite("A setting")
struct SettingTests {
  private let size = Setting("SIZE", .size(1024...4096), standard: "2K", document: "A size.")
  private let count = Setting("COUNT", .integer(-2...99), standard: "1", document: "A count.")
  private let wait = Setting("WAIT", .duration, standard: "none", document: "A wait.")
  private let mode = Setting("MODE", .choice(["on", "off"]), standard: "on", document: "A mode.")

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("has the value that it was set to")
  func values() throws {
    #expect(try size.size(bytes("2K")) == 2048)
    #expect(try count.integer(bytes("-2")) == -2)
    #expect(try wait.duration(bytes("1.5s")) == .milliseconds(1500))
    #expect(try mode.choice(bytes("off")) == "off")
  }

  @Test("has no value where it is not set, or set to nothing", arguments: [nil, [] as [UInt8]?])
  func unset(_ value: [UInt8]?) throws {
    #expect(try size.size(value) == nil)
    #expect(try count.integer(value) == nil)
    #expect(try wait.duration(value) == nil)
    #expect(try mode.choice(value) == nil)
  }

  @Test("refuses what it may not be, and says what it may be")
  func refuses() {
    #expect(size.expectation == "a size from 1 KiB to 4 KiB")
    for text in ["1023", "5K", "-2K", "many", " 2K"] {
      #expect(throws: size.refused(text)) {
        try size.size(bytes(text))
      }
    }
    #expect(count.expectation == "a whole number from -2 to 99")
    for text in ["100", "-3", "1.0", "+1", "0x1", "99999999999999999999"] {
      #expect(throws: count.refused(text)) {
        try count.integer(bytes(text))
      }
    }
    #expect(wait.expectation == "a duration such as 30, 1.5s or 250ms")
    for text in ["soon", "-1", "1w"] {
      #expect(throws: wait.refused(text)) {
        try wait.duration(bytes(text))
      }
    }
    #expect(mode.expectation == "on or off")
    for text in ["ON", "true", "on "] {
      #expect(throws: mode.refused(text)) {
        try mode.choice(bytes(text))
      }
    }
  }

  @Test("that is not UTF-8 is refused, not taken for something else")
  func notUTF8() {
    #expect(throws: SettingError.self) { try mode.choice([0x6F, 0x6E, 0xFF]) }
  }

  @Test("is refused in a sentence")
  func message() {
    #expect(mode.refused("maybe").message == "MODE=maybe: expected on or off")
    let choice = Setting("C", .choice(["a", "b", "c"]), standard: "a", document: "")
    #expect(choice.refused("d").message == "C=d: expected one of a, b, c")
  }
}

@Suite("The suite's settings")
struct SuiteSettingsTests {
  private let all: [Setting] = [
    .cacheDirectory, .lockStrategy, .lockTimeout, .metricsMonitoring, .metricsFile, .metricsSize,
    .metricsGenerations, .vocabularies, .noColor, .cacheMaxSize, .cacheMaxEntries,
    .cacheNamespaceMaxEntries,
    .cachePolicy, .cacheCompressLevel, .cacheCompressMin, .cacheSizeTracking, .remote,
    .remoteNamespaces, .remotePasswordFile, .remoteTimeout,
  ]

  @Test("bear each name once, and a document each")
  func table() {
    #expect(Set(all.map { $0.name }).count == all.count)
    for setting in all {
      #expect(setting.document.hasSuffix("."), "\(setting.name)")
      #expect(!setting.standard.isEmpty, "\(setting.name)")
    }
  }

  @Test("may be set to what they are when they are not set")
  func standards() throws {
    for setting in all {
      let standard = Array(setting.standard.utf8)
      switch setting.kind {
      case .choice: #expect(try setting.choice(standard) != nil)
      case .size: #expect(try setting.size(standard) != nil)
      case .integer: #expect(try setting.integer(standard) != nil)
      case .duration:
        if setting.standard.utf8.first.map({ (48...57).contains($0) }) == true {
          #expect(try setting.duration(standard) != nil)
        }
      case .path, .text, .presence: break
      }
    }
  }
}
