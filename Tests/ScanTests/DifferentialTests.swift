import Support
import Testing

/// What has changed, by the cache, without it, and by a model that reads everything, after any change
/// of a tree; and which files there are, by the cache and by git.
@Suite("A tree")
struct DifferentialTests {
  let scratch = Scratch()

  @Test("is the one of now, whatever has happened in it", arguments: 1...3)
  func random(seed: Int) {
    scratch.write("driver.py", DifferentialTests.driver)
    let result = scratch.shell("python3 driver.py \(seed) 150")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  /// Changes a tree at random, and compares after each step.
  private static let driver = #"""
    import json, os, random, shutil, subprocess, sys, time

    chance, steps = random.Random(int(sys.argv[1])), int(sys.argv[2])
    os.makedirs("t"); os.chdir("t")
    subprocess.run(["git", "init", "-q"], check=True)
    names = ["a", "b.py", "c.o", "D", "d", "e e", "ü", "-x", ".h", "f\ng", "k.txt"]
    folders = ["s", "s/t", "s/t/u", "v", "build", "V"]

    def run(*words):
        done = subprocess.run(["pc-scan", *words], capture_output=True)
        if done.returncode not in (0, 1) or done.stderr: print(words, done, file=sys.stderr)
        return done.stdout

    def listed():
        out = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"],
                             capture_output=True, check=True).stdout
        return sorted(name for name in out.split(b"\0") if name)

    def content(path):
        if os.path.islink(path): return ("l", os.readlink(path))
        return ("f", open(path, "rb").read())

    def state(): return {path: content(path) for path in listed()}

    def files():
        return [os.path.join(base, name).encode()[2:] for base, below, all in os.walk(".")
                if not base.startswith("./.git") for name in all
                if not os.path.islink(os.path.join(base, name))]

    def any_file():
        all = files()
        return chance.choice(all) if all else None

    def place():
        folder = chance.choice(folders + ["."])
        os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, chance.choice(names)).encode()

    def text(): return chance.choice([b"", b"one", b"two", b"x" * chance.randrange(5)])

    def write(path, data):
        if os.path.isdir(path): return
        if os.path.islink(path): os.unlink(path)
        open(path, "wb").write(data)

    def same_stamps(path, data):
        before = os.stat(path)
        open(path, "wb").write(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    # Most of a tree was not touched for long, and is passed over.
    def make_quiet():
        for number in range(24):
            folder = "q/%d/%d" % (number % 3, number)
            os.makedirs(folder)
            for name in chance.sample(names, 3): open(folder + "/" + name, "wb").write(b"%d" % number)
        last = max(os.stat(base).st_ctime_ns for base, _, _ in os.walk("q"))
        while time.time_ns() - last < 2_500_000_000: pass

    def step():
        kind = chance.randrange(16)
        path = any_file()
        if kind < 4 or path is None: write(place(), text())
        elif kind == 4: os.unlink(path)
        elif kind == 5: os.utime(path)
        elif kind == 6: same_stamps(path, bytes(reversed(open(path, "rb").read())) + b"")
        elif kind == 7:
            for _ in range(2): write(path, text())
        elif kind == 8:
            other = any_file()
            one, two = open(path, "rb").read(), open(other, "rb").read()
            same_stamps(path, two); same_stamps(other, one)
        elif kind == 9:
            to = place()
            if not os.path.isdir(to): os.rename(path, to)
        elif kind == 10 and os.path.basename(path) != b".gitignore":
            to = os.path.join(os.path.dirname(path), os.path.basename(path).swapcase())
            if not os.path.lexists(to): os.rename(path, to)
        elif kind == 11:
            one, two = chance.sample(folders, 2)
            if os.path.isdir(one) and not os.path.exists(two) and not two.startswith(one + "/"):
                os.makedirs(os.path.dirname(two) or ".", exist_ok=True)
                os.rename(one, two)
        elif kind == 12:
            os.makedirs("s", exist_ok=True)
            rules = chance.choice(["*.o\n", "*.p\n", "!a\n", "/s\n", "t/\n", "build\n", "a*\n!ab\n"])
            where = chance.choice([".gitignore", "s/.gitignore", ".git/info/exclude"])
            open(where, "w").write(rules)
        elif kind == 13:
            to = place()
            if not os.path.lexists(to): os.symlink(chance.choice(["a", "nowhere", "s"]), to)
        elif kind == 14:
            folder = chance.choice(folders)
            if os.path.isdir(folder) and chance.random() < 0.3: shutil.rmtree(folder)
        else:
            shutil.copy2(path, b"copy~"); os.unlink(path); os.rename(b"copy~", path)

    def parsed(out):
        found = set()
        for line in out.splitlines():
            entry = json.loads(line)
            path = entry["path"].encode()
            if entry["change"] == "renamed":
                found |= {("removed", entry["from"].encode()), ("added", path)}
            else:
                found.add((entry["change"], path))
        return found

    def expected(old, new):
        return ({("added", path) for path in new.keys() - old.keys()}
                | {("removed", path) for path in old.keys() - new.keys()}
                | {("modified", path) for path in old.keys() & new.keys() if old[path] != new[path]})

    make_quiet()
    marked = told = state()
    run("mark", "m", "--hidden"); run("changed", "--hidden", "-q")
    differences = 0
    for number in range(steps):
        for _ in range(chance.randrange(1, 4)): step()
        now = state()
        kept = run("changed", "--hidden", "--mark", "m", "--json")
        fresh = run("changed", "--hidden", "--mark", "m", "--json", "--no-cache")
        if kept != fresh: print(number, "cached:", kept, "fresh:", fresh, file=sys.stderr)
        if parsed(fresh) != expected(marked, now):
            print(number, "not", parsed(fresh) ^ expected(marked, now), file=sys.stderr)
        last = run("changed", "--hidden", "--json")
        if parsed(last) != expected(told, now):
            print(number, "since the last:", parsed(last) ^ expected(told, now), file=sys.stderr)
        told = now
        if chance.random() < 0.3:
            step()
            now = state()
            scripts = lambda state: {path: state[path] for path in state if path.endswith(b".py")}
            part = run("changed", "--hidden", "--json", "*.py")
            if parsed(part) != expected(scripts(told), scripts(now)):
                print(number, "scripts:", parsed(part) ^ expected(scripts(told), scripts(now)), file=sys.stderr)
            told = {path: told[path] for path in told if not path.endswith(b".py")} | scripts(now)
        if expected(marked, now): differences += 1
        names_now = run("--hidden", "-0")
        if sorted(n for n in names_now.split(b"\0") if n) != listed():
            print(number, "names", names_now, listed(), file=sys.stderr)
        if names_now != run("--hidden", "-0", "--no-cache"): print(number, "order", file=sys.stderr)
        if run("hash", "--hidden") != run("hash", "--hidden", "--no-cache"):
            print(number, "hash", file=sys.stderr)
        if chance.random() < 0.1:
            marked = now = state()
            run("mark", "m", "--hidden")
    # That of the last question begins anew with a part, while the digests of all files are known.
    shutil.rmtree(os.environ["PC_CACHE_DIR"] + "/state/scan")
    now = state()
    run("hash", "--hidden"); run("changed", "--hidden", "*.py")
    rest = parsed(run("changed", "--hidden", "--json"))
    if rest != {("added", path) for path in now if not path.endswith(b".py")}: print("rest", rest, file=sys.stderr)
    print("enough" if differences > steps / 2 else differences)
    """#
}
