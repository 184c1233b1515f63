/// The kinds of files whose content tells what a project is made of.
enum Manifest: UInt8, Sendable {
  case none, packageJSON, packageLock, yarnLock, pnpmLock, requirements, pyproject, setupPy
  case setupCfg, pipfile, pipfileLock, pythonLock, conda, cargo, cargoLock, goMod, pom, gradle
  case catalog, msbuild, packagesConfig, gemfile, gemfileLock, gemspec, composer, composerLock
  case packageSwift, packageResolved, cmake, dockerfile, compose, yaml, terraform, chart, mix
  case pubspec, julia, description, cabal, deno, gradleScript, hpack, gitlab

  static let names: [(String, Manifest)] = [
    ("package.json", .packageJSON), ("package-lock.json", .packageLock),
    ("npm-shrinkwrap.json", .packageLock), ("yarn.lock", .yarnLock),
    ("pnpm-lock.yaml", .pnpmLock), ("pyproject.toml", .pyproject), ("setup.py", .setupPy),
    ("setup.cfg", .setupCfg), ("Pipfile", .pipfile), ("Pipfile.lock", .pipfileLock),
    ("poetry.lock", .pythonLock), ("uv.lock", .pythonLock), ("pdm.lock", .pythonLock),
    ("environment.yml", .conda), ("environment.yaml", .conda), ("Cargo.toml", .cargo),
    ("Cargo.lock", .cargoLock), ("go.mod", .goMod), ("pom.xml", .pom),
    ("build.gradle", .gradle), ("build.gradle.kts", .gradle), ("settings.gradle", .gradle),
    ("settings.gradle.kts", .gradle), ("libs.versions.toml", .catalog),
    ("packages.config", .packagesConfig), ("Directory.Packages.props", .msbuild),
    ("Directory.Build.props", .msbuild), ("Gemfile", .gemfile), ("gems.rb", .gemfile),
    ("Gemfile.lock", .gemfileLock), ("composer.json", .composer),
    ("composer.lock", .composerLock), ("Package.swift", .packageSwift),
    ("Package.resolved", .packageResolved), ("CMakeLists.txt", .cmake),
    ("Dockerfile", .dockerfile), ("Containerfile", .dockerfile), ("Chart.yaml", .chart),
    ("mix.exs", .mix), ("pubspec.yaml", .pubspec), ("Project.toml", .julia),
    ("DESCRIPTION", .description), ("deno.json", .deno), ("deno.jsonc", .deno),
    ("package.yaml", .hpack), (".gitlab-ci.yml", .gitlab), (".gitlab-ci.yaml", .gitlab),
  ]

  static let extensions: [(String, Manifest)] = [
    ("csproj", .msbuild), ("fsproj", .msbuild), ("vbproj", .msbuild), ("gemspec", .gemspec),
    ("cmake", .cmake), ("tf", .terraform), ("cabal", .cabal), ("yml", .yaml), ("yaml", .yaml),
    ("dockerfile", .dockerfile), ("Dockerfile", .dockerfile), ("gradle", .gradleScript),
  ]

  /// What is told by a part of the name or by the folder. Only names with one of a few first
  /// letters, or of texts, are looked at: this is asked of every file of a tree.
  static func byPattern(_ path: [UInt8], _ base: Int, _ dot: Int?) -> Manifest {
    guard base < path.count, let dot else { return .none }
    let name = path[base...]
    let suffix = path[dot...]
    switch path[base] {
    case UInt8(ascii: "D"), UInt8(ascii: "C"):
      if name.starts(with: "Dockerfile.".utf8) || name.starts(with: "Containerfile.".utf8) {
        return .dockerfile
      }
    case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "p"):
      let isCompose = ["docker-compose", "compose", "podman-compose"].contains {
        name.starts(with: $0.utf8)
          && [UInt8(ascii: "."), UInt8(ascii: "-")].contains(name.dropFirst($0.utf8.count).first)
      }
      if isCompose, suffix.elementsEqual("yml".utf8) || suffix.elementsEqual("yaml".utf8) {
        return .compose
      }
    default: break
    }
    // What a lock file is made from has the ending `.in`.
    guard suffix.elementsEqual("txt".utf8) || suffix.elementsEqual("in".utf8) else { return .none }
    if name.starts(with: "requirements".utf8) || isRequirements(name, suffix)
      || PathParts.isIn("requirements", path, base: base)
    {
      return .requirements
    }
    return .none
  }

  /// Whether a name ends with `requirements` before its ending: `dev-requirements.txt`.
  private static func isRequirements(_ name: ArraySlice<UInt8>, _ suffix: ArraySlice<UInt8>) -> Bool
  {
    name.dropLast(suffix.count + 1).suffix(12).elementsEqual("requirements".utf8)
  }

  /// How long a file may be that is read. One whose pieces take many times the memory of their text
  /// may be shorter.
  var contentBytesMax: Int {
    switch self {
    case .gradle, .gradleScript, .gemfile, .gemspec, .packageSwift, .cmake, .terraform, .mix,
      .setupPy, .pom, .msbuild, .packagesConfig:
      4 << 20
    default: StackFindings.contentBytesMax
    }
  }

  /// Whether the folder of a file is a project of its own. A folder of requirements is none: it
  /// belongs to the one around it.
  func makesProject(_ path: [UInt8], base: Int) -> Bool {
    isProject && !(self == .requirements && PathParts.isIn("requirements", path, base: base))
  }

  /// Whether its folder is a project of its own, as a rule.
  private var isProject: Bool {
    switch self {
    case .packageJSON, .requirements, .pyproject, .setupPy, .setupCfg, .pipfile, .conda, .cargo,
      .goMod, .pom, .gradle, .msbuild, .packagesConfig, .gemfile, .gemspec, .composer,
      .packageSwift, .mix, .pubspec, .julia, .description, .cabal, .deno, .chart, .hpack:
      true
    default: false
    }
  }

  /// Whether it lists all that is installed, of which only versions are taken: a lock file names
  /// what others depend on, which says little about the project.
  var isLock: Bool {
    switch self {
    case .packageLock, .yarnLock, .pnpmLock, .pipfileLock, .pythonLock, .cargoLock, .gemfileLock,
      .composerLock, .packageResolved:
      true
    default: false
    }
  }
}
