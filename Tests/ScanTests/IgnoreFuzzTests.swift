import Support
import Testing

/// Random repositories, listed by git and by us.
///
/// Left out of the patterns is what git itself has answered differently: `**` directly behind other
/// text (`a**/b`, `/a**`), which git before 2.53 takes for a `**` that stands alone.
@Suite("Ignore rules")
struct IgnoreFuzzTests {
  let scratch = Scratch()

  @Test("leave out of random repositories what git leaves out", arguments: 1...4)
  func random(seed: Int) {
    scratch.write("fuzz.py", IgnoreFuzzTests.script)
    // More rounds, and another git, by hand: FUZZ_ROUNDS=2000 FUZZ_GIT=/path/to/git.
    let result = scratch.shell("python3 fuzz.py \(seed)")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  private static let script = ##"""
    import os, random, shutil, subprocess, sys

    seed = int(sys.argv[1])
    rounds = int(os.environ.get("FUZZ_ROUNDS", "25"))
    git = os.environ.get("FUZZ_GIT", "git")
    names = ["a", "b", "ab", "a.c", "b.c", "c.o", "A", "foo", "foo.txt", "{a,b}", "[x]", "!n", "#h", "x y", "t ",
             "-d", ".h", ".k.c", "back\\slash", "ü", "st*r", "q?", "new\nline", b"\xff.c"]
    words = ["a", "b", "ab", "*.c", "*.o", "*", "?", "a*", "*b", "[ab]", "[!a]", "[a-c]*", "[[:upper:]]*", "foo",
             "foo.*", "{a,b}", "*.{c,o}", "\\!n", "\\#h", "x y", "t\\ ", "-d", ".*", "st\\*r", "q\\?", "[", "[]x]", "\\",
             "*.c ", "ü", "a\\", "**", "b*c", "*?", "????", "f[o-z]o", "[x\\]]"]

    def make(chance, folder, depth):
        for _ in range(chance.randrange(2, 7)):
            name = chance.choice(names)
            path = os.path.join(os.fsencode(folder), os.fsencode(name))
            if os.path.lexists(path): continue
            kind = chance.random()
            if kind < 0.45 and depth < 4: os.mkdir(path); make(chance, path, depth + 1)
            elif kind < 0.5: os.symlink("a", path)
            else: open(path, "w").close()
        if chance.random() < 0.4:
            with open(os.path.join(os.fsencode(folder), b".gitignore"), "wb") as file: file.write(rules(chance))

    def pattern(chance):
        count = chance.choice([1, 1, 1, 2, 2, 3])
        text = "/".join(chance.choice(words) for _ in range(count))
        if chance.random() < 0.25: text = "/" + text
        if chance.random() < 0.2: text = text + "/"
        if chance.random() < 0.15: text = "**/" + text
        if chance.random() < 0.1: text = text + "/**"
        if chance.random() < 0.3: text = "!" + text
        return text

    def rules(chance):
        lines = [chance.choice(["", "# comment", "   ", pattern(chance), pattern(chance), pattern(chance), pattern(chance)])
                 for _ in range(chance.randrange(1, 6))]
        text = chance.choice(["\n", "\n", "\r\n"]).join(lines) + chance.choice(["\n", ""])
        return (b"\xef\xbb\xbf" if chance.random() < 0.05 else b"") + text.encode()

    def listed(words, folder):
        done = subprocess.run(words, cwd=folder, capture_output=True)
        return sorted(name for name in done.stdout.split(b"\0") if name), done.stderr

    home = os.getcwd()
    os.environ["HOME"] = home + "/home"; os.environ.pop("XDG_CONFIG_HOME", None)
    checks = 0
    for number in range(rounds):
        chance = random.Random(seed * 100000 + number)
        shutil.rmtree("home", ignore_errors=True); shutil.rmtree("r", ignore_errors=True)
        os.makedirs("home/.config/git")
        if chance.random() < 0.3: open("home/.config/git/ignore", "wb").write(rules(chance))
        os.mkdir("r"); make(chance, "r", 0)
        subprocess.run(["git", "init", "-q", "r"], check=True)
        if chance.random() < 0.4: open("r/.git/info/exclude", "wb").write(rules(chance))
        if chance.random() < 0.2:
            open("home/mine", "wb").write(rules(chance))
            subprocess.run(["git", "-C", "r", "config", "core.excludesFile", "~/mine"], check=True)
        if chance.random() < 0.15: subprocess.run(["git", "-C", "r", "config", "core.ignoreCase", "true"], check=True)
        folders = [base for base, _, _ in os.walk(b"r") if b"/.git" not in base + b"/"[:0] or base == b"r"]
        folders = [base for base in folders if not base.startswith(b"r/.git")]
        for folder in [b"r"] + chance.sample(folders, min(3, len(folders))):
            theirs, _ = listed([git, "ls-files", "-co", "--exclude-standard", "-z"], folder)
            for more in ([], ["--no-cache"]):
                ours, _ = listed(["pc-scan", "--hidden", "-0", *more], folder)
                checks += 1
                if ours != theirs:
                    print("seed", seed, "round", number, "in", folder, "only ours:", set(ours) - set(theirs),
                          "only git's:", set(theirs) - set(ours), file=sys.stderr)
            if folder != b"r":
                below, _ = listed(["pc-scan", "--hidden", "-0", b"./" + folder[2:]], b"r")
                if [name[len(folder) - 1:] for name in below] != theirs:
                    print("seed", seed, "round", number, "operand", folder, below, theirs, file=sys.stderr)
    print("enough" if checks >= rounds * 4 else checks)
    """##
}
