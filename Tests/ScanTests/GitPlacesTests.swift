import Glibc
import Platform
import Scan
import Support
import Testing

/// Each test makes what it describes with git, and finds it in a process of its own, whose
/// environment is what the test says and nothing else.
@Suite("Where git's rules come from")
struct GitPlacesTests {
  let scratch = Scratch()
  /// The folder of the test, without links in its path.
  var root: String { BytePath(scratch.path).resolved().description }

  /// What is found from a folder of the test, as lines of `name value`.
  private func places(
    _ folder: String, _ environment: [String: String] = [:], workingFolder: String = "."
  ) -> [String] {
    let (here, file) = (root, "\(root)/.places")
    _ = inChild {
      clearenv()
      setenv("HOME", here + "/home", 1)
      setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
      for (name, value) in environment { setenv(name, value, 1) }
      guard chdir("\(here)/\(workingFolder)") == 0 else { return false }
      let found = GitPlaces.find(from: BytePath("\(here)/\(folder)"))
      var lines: [String] = []
      if let repository = found.repository {
        lines.append("files \(repository.workTree?.description ?? "-")")
        lines.append("git \(repository.gitFolder)")
        lines.append("common \(repository.commonFolder)")
      }
      lines += found.excludes.map { "exclude \($0)" }
      lines += ([found.strongAttributes].compactMap { $0 } + found.weakAttributes)
        .map { "attributes \($0)" }
      if found.ignoresCase { lines.append("ignores case") }
      lines += found.files.map { "\($0.isPresent ? "read" : "missed") \($0.path)" }
      lines += found.problems.map { "problem \($0.path) \($0.message)" }
      guard let out = try? Descriptor.open(BytePath(file), O_WRONLY | O_CREAT | O_TRUNC)
      else { return false }
      return (try? IO.write(out.number, Array(lines.joined(separator: "\n").utf8))) != nil
    }
    return scratch.read(".places").replacing(root, with: "ROOT").split(separator: "\n")
      .map(String.init)
  }

  private func only(_ word: String, _ lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
  }

  @Test("is nowhere outside of a repository, but for the user's own rules")
  func outside() {
    scratch.shell("mkdir -p a home")
    let found = places("a")
    #expect(only("files", found) == [] && only("git", found) == [])
    #expect(only("exclude", found) == ["ROOT/home/.config/git/ignore"])
    #expect(
      only("attributes", found) == ["ROOT/home/.config/git/attributes", "/etc/gitattributes"])
  }

  @Test("is the repository of a folder above")
  func above() {
    scratch.shell("git init -q r; mkdir -p r/a/b")
    let found = places("r/a/b")
    #expect(only("files", found) == ["ROOT/r"])
    #expect(only("git", found) == ["ROOT/r/.git"])
    #expect(only("common", found) == ["ROOT/r/.git"])
    #expect(
      only("exclude", found) == ["ROOT/r/.git/info/exclude", "ROOT/home/.config/git/ignore"])
    #expect(only("attributes", found).first == "ROOT/r/.git/info/attributes")
    #expect(only("read", found) == ["ROOT/r/.git/config"])
    #expect(only("missed", found) == ["ROOT/home/.config/git/config", "ROOT/home/.gitconfig"])
  }

  @Test("is not a folder that only bears the name")
  func homeMade() {
    scratch.shell("git init -q r; mkdir -p r/a/.git/objects r/a/.git/refs; echo x > r/a/.git/HEAD")
    #expect(only("files", places("r/a")) == ["ROOT/r"])
    scratch.shell("echo 'ref: refs/heads/x' > r/a/.git/HEAD")
    #expect(only("files", places("r/a")) == ["ROOT/r/a"])
    scratch.shell("rmdir r/a/.git/refs")
    #expect(only("files", places("r/a")) == ["ROOT/r"])
  }

  @Test("is shared by worktrees")
  func worktrees() {
    scratch.shell(
      """
      git init -q r; cd r; git -c user.name=a -c user.email=a@b commit -q --allow-empty -m a
      git worktree add -q ../w
      """)
    let found = places("w")
    #expect(only("files", found) == ["ROOT/w"])
    #expect(only("git", found) == ["ROOT/r/.git/worktrees/w"])
    #expect(only("common", found) == ["ROOT/r/.git"])
    #expect(only("exclude", found).first == "ROOT/r/.git/info/exclude")
    #expect(only("read", found).contains("ROOT/w/.git"))
    scratch.shell(
      """
      cd w; git config extensions.worktreeConfig true
      git config --worktree core.excludesFile mine
      """)
    #expect(only("exclude", places("w")).last == "ROOT/w/mine")
    #expect(only("exclude", places("r")).last == "ROOT/home/.config/git/ignore")
  }

  @Test("is a submodule's own, where .git leads to it")
  func submodules() {
    scratch.shell(
      """
      git init -q r; mkdir -p r/sub r/.git/modules; git init -q --separate-git-dir r/.git/modules/sub r/sub
      echo 'gitdir: ../.git/modules/sub' > r/sub/.git
      git -C r/sub config core.worktree ../../../sub
      """)
    let found = places("r/sub")
    #expect(only("files", found) == ["ROOT/r/sub"])
    #expect(only("git", found) == ["ROOT/r/.git/modules/sub"])
  }

  @Test("has no files in a bare repository, nor in .git")
  func bare() {
    scratch.shell("git init -q --bare b; git init -q r")
    #expect(only("files", places("b/refs")) == ["-"])
    #expect(only("git", places("b/refs")) == ["ROOT/b"])
    #expect(only("files", places("r/.git/refs")) == ["-"])
  }

  @Test("is told of a .git that leads nowhere")
  func broken() {
    scratch.shell("mkdir -p r home; echo 'gitdir: nowhere' > r/.git")
    let found = places("r")
    #expect(only("files", found) == [])
    #expect(only("problem", found).count == 1)
    scratch.shell("rm r/.git; mkfifo r/.git")
    #expect(only("problem", places("r")).count == 1)
  }

  @Test("heeds the environment")
  func environment() {
    scratch.shell("git init -q r; mkdir -p r/a/b elsewhere; git init -q --bare b")
    #expect(only("git", places("r/a/b", ["GIT_CEILING_DIRECTORIES": "\(root)/r"])) == [])
    #expect(only("git", places("r", ["GIT_CEILING_DIRECTORIES": "\(root)/r"])) == ["ROOT/r/.git"])
    #expect(
      only("git", places("r/a/b", ["GIT_CEILING_DIRECTORIES": "\(root)"])) == ["ROOT/r/.git"])
    let named = places("elsewhere", ["GIT_DIR": "../r/.git"], workingFolder: "elsewhere")
    #expect(only("files", named) == ["ROOT/elsewhere"])
    #expect(only("git", places("r", ["GIT_DIR": "nowhere"])) == [])
    #expect(
      only(
        "files",
        places("elsewhere", ["GIT_DIR": "\(root)/b", "GIT_WORK_TREE": "\(root)/elsewhere"]))
        == ["ROOT/elsewhere"])
    #expect(only("git", places("r", ["GIT_DIR": "\(root)/b", "GIT_WORK_TREE": "elsewhere"])) == [])
  }

  @Test("names the file of settings, the strongest last")
  func excludesFile() {
    scratch.shell(
      """
      git init -q r; mkdir -p home/.config/git sub; cd home
      git config -f .config/git/config core.excludesFile '~/one'
      """)
    #expect(only("exclude", places("r")).last == "ROOT/home/one")
    scratch.shell("git config -f home/.gitconfig core.excludesFile /two")
    #expect(only("exclude", places("r")).last == "/two")
    #expect(
      only("exclude", places("r", ["GIT_CONFIG_GLOBAL": "/dev/null"])).last
        == "ROOT/home/.config/git/ignore")
    scratch.shell("git -C r config core.excludesFile three; git -C r config core.ignoreCase true")
    #expect(only("exclude", places("r")).last == "ROOT/r/three")
    #expect(places("r").contains("ignores case"))
    let counted = [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "Core.excludesFile",
      "GIT_CONFIG_VALUE_0": "/four",
    ]
    #expect(only("exclude", places("r", counted)).last == "/four")
    #expect(
      only("exclude", places("r", ["GIT_CONFIG_PARAMETERS": "'core.excludesfile=/five'"])).last
        == "/five")
    #expect(
      only("exclude", places("r", ["GIT_CONFIG_PARAMETERS": "'core.excludesfile='"]))
        == ["ROOT/r/.git/info/exclude"])
    #expect(
      only("exclude", places("r", ["GIT_CONFIG_PARAMETERS": "'core.excludesfile=%(prefix)/x'"]))
        .last
        == "/usr/x")
    #expect(
      only("exclude", places("r", ["GIT_CONFIG_PARAMETERS": "'core.excludesfile=~root/x'"])).last
        == "/root/x")
    #expect(
      only("exclude", places("r", ["XDG_CONFIG_HOME": "/xdg", "GIT_CONFIG_GLOBAL": ""])).last
        == "ROOT/r/three")
  }

  /// What git itself says of the same setting.
  private func excludesOfGit(_ folder: String) -> String {
    scratch.shell(
      "git -C \(folder) config --type=path core.excludesFile",
      environment: ["HOME": root + "/home", "GIT_CONFIG_NOSYSTEM": "1"]
    ).output.replacing(root, with: "ROOT").split(separator: "\n").first.map(String.init) ?? ""
  }

  @Test(
    "follows inclusions and their conditions as git does",
    arguments: [
      "[include]\npath = more", "[include]\npath = ~/more", "[include]\npath = missing",
      "[includeIf \"gitdir:r/\"]\npath = more", "[includeIf \"gitdir:x/\"]\npath = more",
      "[includeIf \"gitdir:~/../r/\"]\npath = more", "[includeIf \"gitdir:../r/\"]\npath = more",
      "[includeIf \"gitdir:**/R/.git\"]\npath = more",
      "[includeIf \"gitdir/i:**/R/.git\"]\npath = more",
      "[includeIf \"gitdir:./\"]\npath = more",
      "[includeIf \"onbranch:feature/\"]\npath = more",
      "[includeIf \"onbranch:feat*\"]\npath = more",
      "[includeIf \"onbranch:feature/o?e\"]\npath = more",
      "[includeIf \"hasconfig:remote.*.url:https://example.com/**\"]\npath = more",
      "[includeIf \"hasconfig:remote.*.url:https://example.org/**\"]\npath = more",
      "[includeIf \"else:x\"]\npath = more",
      "[include]\npath = more\n[core]\nexcludesFile = /last",
      "[core]\nexcludesFile = /first\n[include]\npath = more",
    ])
  func inclusions(text: String) {
    scratch.shell(
      """
      git init -q r; git -C r symbolic-ref HEAD refs/heads/feature/one
      git -C r remote add origin https://example.com/a/b; mkdir home
      printf '[core]\\nexcludesFile = /included\\n' > home/more
      """)
    scratch.write("home/.gitconfig", text + "\n")
    let ours = only("exclude", places("r")).last
    let expected = excludesOfGit("r")
    #expect(ours == (expected.isEmpty ? "ROOT/home/.config/git/ignore" : expected))
  }

  @Test("knows a folder by the link that leads to it, too")
  func links() {
    scratch.shell(
      "git init -q real; ln -s real link; mkdir home; printf '[core]\nexcludesFile = /x' > home/more"
    )
    scratch.write("home/.gitconfig", "[includeIf \"gitdir:link/\"]\npath = more\n")
    #expect(only("exclude", places("link")).last == "/x")
    #expect(only("exclude", places("real")).last == "ROOT/home/.config/git/ignore")
    let there = places("real", ["PWD": "\(root)/link"], workingFolder: "link")
    #expect(only("exclude", there).last == "/x")
  }

  @Test("gives up inclusions that include themselves")
  func circles() {
    scratch.shell("git init -q r; mkdir home")
    scratch.write("home/.gitconfig", String(repeating: "[include]\npath = .gitconfig\n", count: 50))
    #expect(only("problem", places("r")).count == 1)
  }

  @Test("reads damaged settings up to the damage, and tells of it")
  func damaged() {
    scratch.shell("git init -q r; mkdir home")
    scratch.write("home/.gitconfig", "[core]\nexcludesFile = /one\nx = \"\n[core]\nignoreCase\n")
    let found = places("r")
    #expect(only("exclude", found).last == "/one")
    #expect(only("problem", found).first?.hasPrefix("ROOT/home/.gitconfig 3: ") == true)
  }
}
