// swift-tools-version: 6.2
import PackageDescription

// Release programs are one static file each: they start in half a millisecond, and need nothing
// on the machine that runs them. Debug programs stay dynamic, because the sanitizers need it.
//
// What a start uses lies together: half of the time of a short run is the kernel's, bringing in
// one page of code or data here and one there (Tests/Packaging/order-startup makes the list).
let staticProgram: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-executable", "-use-ld=lld",
      "-Xlinker", Context.environment["PC_KEEP_SYMBOLS"] == nil ? "-s" : "--strip-debug",
      "-Xlinker", "-z", "-Xlinker", "norelro",
      "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/CStart/startup-order",
      "-Xlinker", "--no-warn-symbol-ordering",
    ],
    .when(configuration: .release))
]

let proof: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

// The engine of regular expressions and the concurrency runtime come with any source that does
// not refuse them, and one call of `contains` with a string is enough to link the former: 1.3 MB,
// and 0.1 ms of each start.
//
// A type that is used once has its metadata made at run time, and by default from its name, which
// the runtime parses first; and values of some sizes are copied through that metadata. A command
// that lives for a millisecond uses every type once: calling the accessor, and copying field by
// field, are a third of all its instructions less, and a twentieth of its time.
// That nobody changes what somebody else is looking at is proved when the program is built, where that
// can be done, and checked as it runs in debug builds, with which the tests of modules run. To check it
// in released programs, too, takes a third of the time of reading logs.
let strict: [SwiftSetting] =
  proof + [
    .unsafeFlags(
      [
        "-cross-module-optimization", "-enforce-exclusivity=unchecked",
        "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
        "-Xfrontend", "-disable-type-layout",
        "-Xfrontend", "-function-sections",
      ], .when(configuration: .release)),
    .unsafeFlags([
      "-Xfrontend", "-disable-implicit-string-processing-module-import",
      "-Xfrontend", "-disable-implicit-concurrency-module-import",
    ]),
  ]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + ["CStart"], swiftSettings: strict,
    linkerSettings: staticProgram)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["Support"], exclude: exclude, swiftSettings: proof)
}

/// The layers, lowest first. A module imports only from rows below its own; the tidy test reads
/// this table, and the imports of every file, and fails where they differ.
let package = Package(
  name: "performance-core",
  products: [
    .executable(name: "pc-cache", targets: ["pc-cache"]),
    .executable(name: "pc-config", targets: ["pc-config"]),
    .executable(name: "pc-lock", targets: ["pc-lock"]),
    .executable(name: "pc-logs", targets: ["pc-logs"]),
    .executable(name: "pc-metrics", targets: ["pc-metrics"]),
    .executable(name: "pc-scan", targets: ["pc-scan"]),
    .executable(name: "pc-tokens", targets: ["pc-tokens"]),
    .executable(name: "performance-core", targets: ["performance-core"]),
  ],
  targets: [
    // C
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CBytes"),
    .target(
      name: "CStart", exclude: ["startup-order"],
      cSettings: [.define("STATIC_PROGRAM", .when(configuration: .release))]
        + (Context.environment["PC_PLAIN_START"] == nil ? [] : [.define("PLAIN_START")])),
    .systemLibrary(name: "CBlake2"),
    .systemLibrary(name: "CZstd"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CHiredis"),
    .systemLibrary(name: "CFyaml"),
    .systemLibrary(name: "CPCRE2"),
    // ground
    library("Platform", ["CLinux"]),
    // ground, for those who need it: a program that does not import them does not hold their C
    library("Digests", ["Platform", "CBlake2"]),
    library("Compression", ["CZstd", "CZlib"]),
    library("Patterns", ["CPCRE2"]),
    // values
    library("Formats", ["Platform", "CBytes"]),
    library("YAML", ["Platform", "Formats", "CFyaml"]),
    library("Schemas", ["Platform", "Formats", "Patterns"]),
    library("Languages", ["Platform", "Patterns", "CBytes"]),
    library("Stacks", ["Platform", "Formats", "YAML"]),
    library("Settings", ["Platform", "Formats"]),
    // the shared trio, on the folder that they share
    library("CacheRoot", ["Platform", "Settings"]),
    library("Locks", ["Platform", "CacheRoot"]),
    library("Metrics", ["Platform", "Formats", "Settings", "CacheRoot"]),
    library("Store", ["Platform", "Digests", "Compression", "CacheRoot", "Remote"]),
    library("Remote", ["Platform", "CHiredis"]),
    // domains, which stand on them
    library("Config", ["Platform", "Digests", "Formats", "YAML", "Schemas", "Store"]),
    library("Memos", ["Platform", "Digests", "Store"]),
    library("Scan", ["Platform", "Digests", "Formats", "Languages", "Stacks", "Store"]),
    library("Tokens", ["Platform", "Digests", "Formats", "Store", "CBytes"]),
    library("Logs", ["Platform", "Compression", "Patterns", "Formats", "Store", "CBytes"]),
    // the front
    library("CommandKit", ["Platform", "Formats", "Settings", "CacheRoot", "Metrics", "Store"]),
    // commands
    library(
      "LockCommand",
      ["Platform", "Formats", "Settings", "CacheRoot", "Locks", "Metrics", "CommandKit"]),
    library(
      "MetricsCommand", ["Platform", "Formats", "Settings", "CacheRoot", "Metrics", "CommandKit"]),
    library(
      "CacheCommand",
      [
        "Platform", "Digests", "Formats", "Settings", "CacheRoot", "Metrics", "Remote", "Store",
        "Memos", "CommandKit",
      ]),
    library(
      "ConfigCommand",
      [
        "Platform", "Formats", "YAML", "Schemas", "Settings", "Metrics", "Store", "Config",
        "CommandKit",
      ]),
    library(
      "ScanCommand",
      [
        "Platform", "Digests", "Formats", "Languages", "Stacks", "Settings", "CacheRoot", "Store",
        "Scan", "CommandKit",
      ]),
    library(
      "TokensCommand",
      [
        "Platform", "Formats", "Settings", "CacheRoot", "Store", "Scan", "Tokens", "CommandKit",
        "ScanCommand",
      ]),
    library(
      "LogsCommand",
      ["Platform", "Formats", "Settings", "Store", "Logs", "CommandKit"]),
    library(
      "Suite",
      [
        "CommandKit", "LockCommand", "MetricsCommand", "CacheCommand", "ConfigCommand",
        "LogsCommand", "ScanCommand", "TokensCommand",
      ]),
    // programs
    program("pc-cache", ["CommandKit", "CacheCommand"]),
    program("pc-config", ["CommandKit", "ConfigCommand"]),
    program("pc-lock", ["CommandKit", "LockCommand"]),
    program("pc-logs", ["CommandKit", "LogsCommand"]),
    program("pc-metrics", ["CommandKit", "MetricsCommand"]),
    program("pc-scan", ["CommandKit", "ScanCommand"]),
    program("pc-tokens", ["CommandKit", "TokensCommand"]),
    program("performance-core", ["CommandKit", "Suite"]),
    // no product: it only ever runs here
    .executableTarget(
      name: "write-documents", dependencies: ["Platform", "CommandKit", "Suite"],
      swiftSettings: proof),
    // proof
    .target(
      name: "Support", dependencies: ["Platform"], path: "Tests/Support", swiftSettings: proof),
    tests("PlatformTests", ["Platform"]),
    tests("DigestsTests", ["Platform", "Digests"]),
    tests("CompressionTests", ["Platform", "Compression"]),
    tests("PatternsTests", ["Patterns"]),
    tests("FormatsTests", ["Platform", "Formats"]),
    tests("YAMLTests", ["Platform", "Formats", "YAML"]),
    tests("SchemasTests", ["Platform", "Formats", "Schemas"]),
    tests("LanguagesTests", ["Patterns", "Languages"]),
    tests("StacksTests", ["Platform", "Formats", "Stacks"]),
    tests("SettingsTests", ["Platform", "Settings"]),
    tests("CacheRootTests", ["Platform", "CacheRoot"]),
    tests("LocksTests", ["Platform", "Locks"]),
    tests("MetricsTests", ["Platform", "CacheRoot", "Metrics"]),
    tests("RemoteTests", ["Platform", "Remote"]),
    tests("StoreTests", ["Platform", "CacheRoot", "Store"]),
    tests("ConfigTests", []),
    tests("MemosTests", ["Memos", "Platform"]),
    tests("TokensTests", ["CBytes", "Platform", "Tokens"]),
    tests("LogsTests", ["Platform", "CacheRoot", "Store", "Logs"]),
    tests("ScanTests", ["Languages", "Platform", "Digests", "Scan"]),
    tests("CommandKitTests", ["Settings", "CommandKit", "Suite"]),
    tests("ProcessTests", ["Platform"], exclude: ["Cases"]),
    tests("TidyTests", ["Platform"]),
  ]
)
