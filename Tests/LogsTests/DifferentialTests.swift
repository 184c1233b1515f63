import Support
import Testing

/// What is answered from the index is what a slow and obvious program answers that reads every line,
/// whatever has happened to the logs.
@Suite("Answers from the index")
struct DifferentialTests {
  let scratch = Scratch()

  @Test("are those of the lines, whatever has happened to logs", arguments: 1...3)
  func random(seed: Int) {
    scratch.write("driver.py", DifferentialTests.reference + DifferentialTests.driver)
    let result = scratch.shell("python3 driver.py \(seed) 60")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  /// The reference: all entries as objects, in order of time, and the filters one by one.
  static let reference = #"""
    import datetime, json, os, random, re, shutil, subprocess, sys, time
    from decimal import Decimal

    def refuse(text): raise ValueError(text)

    def nanoseconds(value):
        if isinstance(value, bool): return None
        if isinstance(value, str):
            if re.fullmatch(r"\d+", value): return nanoseconds(int(value))
            if re.fullmatch(r"\d+\.\d+", value): return int(Decimal(value) * (10**9 if float(value) < 1e11 else 10**6 if float(value) < 1e14 else 1000))
            match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?)?", value)
            if not match: return None
            zone = (match[4] or "Z").replace("Z", "+00:00")
            whole = datetime.datetime.fromisoformat(match[1] + "T" + (match[2] or "00:00:00") + zone)
            fraction = int(((match[3] or "") + "000000000")[:9])
            return int(whole.timestamp()) * 10**9 + fraction
        if isinstance(value, (int, float)):
            size = abs(value)
            unit = 10**9 if size < 1e11 else 10**6 if size < 1e14 else 1000 if size < 1e17 else 1
            if isinstance(value, int): return value * unit
            return int(Decimal(repr(value)) * unit)
        return None

    ROLES = {"time": ["ts", "time", "timestamp", "@timestamp"], "level": ["level", "severity", "lvl"],
             "worker": ["worker_id", "worker"], "task": ["task_id", "task"], "phase": ["phase"],
             "event": ["event"], "message": ["message", "msg"], "duration": ["duration_ms", "duration"]}
    GRAVITY = {"trace": 0, "debug": 1, "info": 2, "notice": 3, "warn": 4, "warning": 4, "error": 5, "fatal": 6,
               "10": 0, "20": 1, "30": 2, "40": 4, "50": 5, "60": 6}

    class Raw(str): pass

    def role(entry, name):
        for key in ROLES[name]:
            if entry.get(key) is not None: return entry[key]

    def text(value):
        return None if value is None else str(value)

    class Entry: pass

    def entries(path, number):
        with open(path, "rb") as file: data = file.read()
        lines, last, malformed = data.split(b"\n"), None, 0
        for index, line in enumerate(lines):
            complete = index < len(lines) - 1
            if not line.strip(b" \t\r"): continue
            try:
                value = json.loads(line.decode("utf-8", "surrogateescape"), parse_constant=refuse)
                if not isinstance(value, dict) or line[:1] in b"\x0b\x0c": raise ValueError
            except (ValueError, RecursionError):
                malformed += complete
                continue
            entry = Entry()
            entry.line, entry.fields, entry.order = line, value, (number, index)
            own = nanoseconds(role(value, "time"))
            if own is not None: last = own
            entry.time = last
            yield entry

    def all_entries(paths):
        found = [entry for number, path in enumerate(paths) for entry in entries(path, number)]
        return sorted(found, key=lambda entry: (-2**70 if entry.time is None else entry.time, entry.order))
    """#

  /// Changes logs at random, asks at random, and compares.
  private static let driver = #"""

    chance, steps = random.Random(int(sys.argv[1])), int(sys.argv[2])
    os.makedirs("d/workers")
    LEVELS = ["debug", "info", "warn", "WARNING", "error", "fatal", 30, 50, None, "custom"]
    clock = [1772352000 * 10**9]

    def moment(at):
        form = chance.randrange(9)
        stamp = datetime.datetime.fromtimestamp(at // 10**9, datetime.timezone.utc)
        if form == 0: return at // 10**9
        if form == 1: return at // 10**6
        if form == 7: return at / 10**9
        if form == 8: return "%d.%06d" % (at // 10**9, at // 1000 % 10**6)
        if form == 2: return stamp.strftime("%Y-%m-%d %H:%M:%S,") + "%03d" % (at // 10**6 % 1000)
        if form == 3:
            zone = datetime.timezone(datetime.timedelta(hours=chance.choice([-7, 2, 5.5])))
            return stamp.astimezone(zone).isoformat()
        if form == 4: return stamp.strftime("%Y-%m-%dT%H:%M:%S.") + "%09dZ" % (at % 10**9)
        return stamp.strftime("%Y-%m-%dT%H:%M:%S.") + "%06dZ" % (at // 1000 % 10**6)

    def line():
        if chance.random() < 0.12:
            return chance.choice([b"junk", b"", b"  ", b"[1]", b"{", b'{"level":"error"', b'{"a":1}}',
                b'{"level":"info",}', b'{"a":\x00}', b'{"ts":"2026-03-01T08:00:00Z","m":"\t"}', b"{\"a\":01}",
                b'{"a":NaN}', b'"x"', b'{"a":"\\x"}', b"\xff\xfe", b'{"level":"error"} {"level":"info"}'])
        clock[0] += chance.randrange(-2 * 10**8, 10**9)
        value = {}
        if chance.random() < 0.9: value[chance.choice(ROLES["time"])] = moment(clock[0])
        if chance.random() < 0.9: value[chance.choice(ROLES["level"])] = chance.choice(LEVELS)
        if chance.random() < 0.8: value[chance.choice(ROLES["worker"])] = chance.choice([0, 1, 2, "1", "w-3", "é"])
        if chance.random() < 0.6: value["task_id"] = "T-%d" % chance.randrange(40)
        if chance.random() < 0.6: value["phase"] = chance.choice(["plan", "execute", "x" * 300, True, [1]])
        if chance.random() < 0.8: value["event"] = chance.choice(["start", "stop", "ta\tsk", ""])
        if chance.random() < 0.8: value[chance.choice(ROLES["message"])] = chance.choice(
            ["Checksum mismatch in %d", "nothing %d", "caf\u00e9 %d", "CAFÉ \"%d\"", "a/b\\%d", "🙂 %d"]) % chance.randrange(1000)
        if chance.random() < 0.5: value["duration_ms"] = chance.choice([1, 2.5, 1e300, -3, 10**20, 0.1 + 0.2, 12345.678])
        if chance.random() < 0.5: value["data"] = {"level": chance.randrange(4), "deep": [{"a": [1, {}]}]}
        made = json.dumps(value, ensure_ascii=chance.random() < 0.5,
                          separators=chance.choice([(",", ":"), (", ", ": ")])).encode("utf-8", "surrogateescape")
        if chance.random() < 0.03: made = made[:-1] + (b', "level": "debug"}' if len(value) else b"}")
        if chance.random() < 0.03: made = b" " + made + b"\r"
        return made

    def lines(count): return b"".join(line() + b"\n" for _ in range(count))

    def names(): return sorted(os.listdir("d/workers"))

    def write(name, mode, data):
        with open("d/workers/" + name, mode) as file: file.write(data)

    def change():
        what, there = chance.randrange(10), names()
        name = chance.choice(there) if there else "w1.jsonl"
        if what < 4 or not there:
            write(chance.choice(there + ["w%d.jsonl" % chance.randrange(6)]), "ab", lines(chance.choice([1, 5, 50, 3000])))
        elif what == 4: write(name, "ab", line()[:chance.randrange(1, 40)])
        elif what == 5: write(name, "wb", lines(chance.randrange(60)))
        elif what == 6:
            os.rename("d/workers/" + name, "d/aside"); write(name, "wb", lines(20))
            if chance.random() < 0.5: os.replace("d/aside", "d/workers/w9.jsonl")
        elif what == 7:
            size = os.path.getsize("d/workers/" + name)
            os.truncate("d/workers/" + name, chance.randrange(size + 1))
        elif what == 8 and os.path.getsize("d/workers/" + name):
            status = os.stat("d/workers/" + name)
            with open("d/workers/" + name, "r+b") as file:
                file.seek(chance.randrange(status.st_size)); file.write(chance.choice(b"e1 \n").to_bytes(1, "big"))
            os.utime("d/workers/" + name, ns=(status.st_atime_ns, status.st_mtime_ns))
        else: os.remove("d/workers/" + name)

    def ask():
        """Options, and whether an entry passes."""
        options, tests = [], []
        def add(more, test): options.extend(more); tests.append(test)
        for name, values in [("level", ["error", "info", "30", "custom"]), ("worker", ["1", "w-3", "é", "9"]),
                             ("task", ["T-1", "T-2"]), ("phase", ["plan", "x" * 300]), ("event", ["start", "ta\tsk"])]:
            if chance.random() < 0.2:
                wanted = chance.sample(values, chance.randrange(1, 3))
                add([word for value in wanted for word in ("--" + name, value)],
                    lambda e, n=name, w=wanted: shown(role(e.fields, n)) in w)
            elif chance.random() < 0.1:
                unwanted = chance.choice(values)
                add(["--not-" + name, unwanted], lambda e, n=name, u=unwanted: shown(role(e.fields, n)) != u)
        if "--level" not in options and chance.random() < 0.2:
            add(["--level", "warn+"], lambda e: GRAVITY.get((shown(role(e.fields, "level")) or "").lower(), -1) >= 4)
        if chance.random() < 0.2:
            since = clock[0] - chance.randrange(10**12)
            add(["--since", str(since)], lambda e: e.time is not None and e.time >= since)
        if chance.random() < 0.2:
            until = clock[0] - chance.randrange(10**12)
            add(["--until", str(until)], lambda e: e.time is not None and e.time < until)
        if chance.random() < 0.25:
            search = chance.choice(["checksum MIS", "ing 1", "café", 'é "', "a/B\\", "🙂"])
            add(["--search", search], lambda e: isinstance(role(e.fields, "message"), str)
                and search.lower() in role(e.fields, "message").lower())
        if chance.random() < 0.15:
            add(["--level-filter", "2"], lambda e: isinstance(e.fields.get("data"), dict) and e.fields["data"].get("level") == 2)
        if chance.random() < 0.15:
            add(["--grep", "T-[12]\\b.*a"], lambda e: re.search(rb"T-[12]\b.*a", e.line) is not None)
        if chance.random() < 0.15:
            add(["--where", "data.level >= 2 and duration_ms < 100"], lambda e: isinstance(e.fields.get("data"), dict)
                and e.fields["data"].get("level", -1) >= 2 and isinstance(e.fields.get("duration_ms"), (int, float))
                and e.fields["duration_ms"] < 100)
        return options, lambda entry: all(test(entry) for test in tests)

    def shown(value):
        if value is None: return None
        if value is True: return "true"
        if value is False: return "false"
        return value if isinstance(value, str) else json.dumps(value)

    def run(*options):
        done = subprocess.run(["pc-logs", "d", *options], capture_output=True)
        if done.returncode not in (0, 1): sys.exit("%s %s" % (options, done))
        return done.stdout

    def compare(paths, what):
        options, passes = ask()
        expected = [entry.line for entry in all_entries(paths) if passes(entry)]
        end = chance.choice(["", "", "--limit", "--tail", "--count"])
        count = chance.randrange(1, 200)
        if end == "--limit": options, expected = options + [end, str(count)], expected[:count]
        if end == "--tail": options, expected = options + [end, str(count)], expected[-count:]
        wanted = b"".join(line + b"\n" for line in expected)
        if end == "--count": options, wanted = options + [end], b"%d\n" % len(expected)
        for more in [], ["--no-cache"], ["--jobs", "1"], ["--refresh"] if chance.random() < 0.1 else []:
            found = run(*options, *more)
            if found != wanted:
                have, want = found.splitlines(), wanted.splitlines()
                first = next((i for i, (h, w) in enumerate(zip(have, want)) if h != w), min(len(have), len(want)))
                print(what, options, more, len(have), len(want), first, have[first:first + 2], want[first:first + 2], sep="\n", file=sys.stderr)
                sys.exit(1)

    for step in range(steps):
        for _ in range(chance.randrange(1, 4)): change()
        if not names(): continue
        paths = ["d/workers/" + name for name in names()]
        for _ in range(3): compare(paths, step)
        if step % 20 == 10:
            # Until the stamps can be trusted.
            while time.time() - max(os.stat(path).st_ctime for path in paths) < 2.1: pass
    print("enough")
    """#
}
