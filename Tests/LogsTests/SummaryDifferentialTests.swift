import Support
import Testing

/// What is summed up is what a slow and obvious program sums up that holds all entries as objects.
@Suite("Summaries")
struct SummaryDifferentialTests {
  let scratch = Scratch()

  @Test("are those of the lines", arguments: 1...3)
  func random(seed: Int) {
    scratch.write(
      "driver.py",
      DifferentialTests.reference + SummaryDifferentialTests.lines
        + SummaryDifferentialTests.driver)
    let result = scratch.shell("python3 driver.py \(seed) 8")
    #expect(result.output == "enough\n", "\(result.errors)")
  }

  /// Lines at random, of which few have all that is asked for, and some are none.
  private static let lines = #"""

    import bisect
    chance, steps = random.Random(int(sys.argv[1])), int(sys.argv[2])
    os.makedirs("d/workers")
    clock = [1772352000 * 10**9]

    def line():
        if chance.random() < 0.05: return chance.choice([b"junk", b"", b"[1]", b'{"a":'])
        clock[0] += chance.randrange(-2 * 10**9, 10**10)
        value = {}
        stamp = datetime.datetime.fromtimestamp(clock[0] // 10**9, datetime.timezone.utc)
        if chance.random() < 0.9: value["ts"] = stamp.strftime("%Y-%m-%dT%H:%M:%S") + ".%03dZ" % (clock[0] // 10**6 % 1000)
        if chance.random() < 0.9: value["level"] = chance.choice(["debug", "info", "warn", "error", "fatal", 30, "odd"])
        if chance.random() < 0.8: value["worker_id"] = chance.choice([0, 1, "1", "é"])
        if chance.random() < 0.7: value["task_id"] = chance.choice(["T-1", "T-2", "x" * 300, "y" * 300, 7])
        if chance.random() < 0.5: value["phase"] = chance.choice(["plan", True, [1]])
        if chance.random() < 0.8: value["event"] = chance.choice(["start", "stop", "ta\tsk", ""])
        if chance.random() < 0.8: value["message"] = "took %d ms" % chance.randrange(1000)
        if chance.random() < 0.6: value["duration_ms"] = chance.choice([1, 2.5, -3, chance.randrange(10**6) / 8])
        if chance.random() < 0.5: value["data"] = {"retries": chance.choice([0, 1, 2, None, "2"]), "size": chance.randrange(100)}
        return json.dumps(value, ensure_ascii=chance.random() < 0.5, separators=(",", ":")).encode()

    def run(*options):
        done = subprocess.run(["pc-logs", *options], capture_output=True)
        if done.returncode not in (0, 1): sys.exit("%s %s" % (options, done))
        return [json.loads(row) for row in done.stdout.splitlines()]

    def when(time):
        if time is None: return None
        text = datetime.datetime.fromtimestamp(time // 10**9, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
        return text + (".%03d" % (time // 10**6 % 1000) if time // 10**6 % 1000 else "") + "Z"

    def nearest(values, hundredths):
        """The first value that so many of a hundred are at or below."""
        return next((v for v in values if bisect.bisect_right(values, v) * 100 >= hundredths * len(values)), None)

    def plain(value): return int(value) if isinstance(value, float) and value == int(value) else value

    def canonical(rows):
        return sorted(json.dumps({key: plain(row[key]) for key in row}, sort_keys=True) for row in rows)

    def check(what, found, wanted):
        if canonical(found) == canonical(wanted): return
        have, want = canonical(found), canonical(wanted)
        print(what, [r for r in have if r not in want][:3], [r for r in want if r not in have][:3], sep="\n", file=sys.stderr)
        sys.exit(1)
    """#

  private static let driver = #"""

    def of(entry, name):
        if name.startswith("data."): return (entry.fields.get("data") or {}).get(name[5:])
        return role(entry.fields, name)

    def groups(found, names, summed, unit):
        kept = {}
        for entry in found:
            values = [of(entry, name) for name in names]
            if unit: values.append(None if entry.time is None else when(entry.time // unit * unit))
            kept.setdefault(json.dumps(values), []).append(entry)
        for key, members in kept.items():
            row = dict(zip(names + ["time"], json.loads(key)), count=len(members))
            if summed:
                numbers = sorted(n for n in (of(e, summed) for e in members) if isinstance(n, (int, float)))
                row.update(sum=sum(numbers) if numbers else None, avg=sum(numbers) / len(numbers) if numbers else None,
                           min=numbers[0] if numbers else None, max=numbers[-1] if numbers else None)
                row.update(("p%d" % p, nearest(numbers, p)) for p in (50, 95, 99))
            yield row

    def stats(found):
        for name in ["level", "event", "worker", "phase", "all"]:
            kept = {}
            for entry in found:
                kept.setdefault(json.dumps(None if name == "all" else of(entry, name)), []).append(entry)
            if set(kept) == {"null"} and name != "all": continue
            for key, members in kept.items():
                times = [e.time for e in members if e.time is not None]
                took = sorted(n for n in (of(e, "duration") for e in members) if n is not None)
                row = {"by": name, "value": json.loads(key), "count": len(members), "max": took[-1] if took else None,
                       "first": when(min(times)) if times else None, "last": when(max(times)) if times else None}
                row.update(("p%d" % p, nearest(took, p)) for p in (50, 95, 99))
                yield row

    def tasks(found):
        kept = {}
        for entry in found: kept.setdefault(json.dumps(of(entry, "task")), []).append(entry)
        kept.pop("null", None)
        for key, members in kept.items():
            times = [e.time for e in members if e.time is not None]
            graves = [GRAVITY.get(str(of(e, "level")), -1) for e in members]
            workers = {json.dumps(of(e, "worker")) for e in members} - {"null"}
            yield {"task": json.loads(key), "entries": len(members), "first": when(min(times)) if times else None,
                   "last": when(max(times)) if times else None, "grave": max(graves), "workers": sorted(workers)}

    def compare():
        paths = ["d/workers/" + name for name in sorted(os.listdir("d/workers"))]
        options, found = ["d"], all_entries(paths)
        if chance.random() < 0.3:
            options += ["--level", "warn+"]
            found = [e for e in found if GRAVITY.get(str(of(e, "level")), -1) >= 4]
        if chance.random() < 0.3:
            since = clock[0] - chance.randrange(10**12)
            options += ["--since", str(since)]
            found = [e for e in found if e.time is not None and e.time >= since]
        if chance.random() < 0.3:
            options += ["--search", "1"]
            found = [e for e in found if "1" in (of(e, "message") or "")]
        if chance.random() < 0.3: options.append("--no-cache")
        names = chance.sample(["level", "event", "worker", "task", "phase", "message", "data.retries"], chance.randrange(1, 4))
        if chance.random() < 0.3: names = ["event", "level"]
        unit = chance.choice([None, None, ("1m", 60), ("2h", 7200)])
        summed = chance.choice([None, "duration", "data.size"])
        fields = ",".join(names + (["time:" + unit[0]] if unit else []))
        check(options + [fields, summed], run(*options, "--json", "--group-by", fields, *(["--of", summed] if summed else [])),
              list(groups(found, names, summed, unit and unit[1] * 10**9)))
        check(["stats"] + options, run("stats", *options, "--json"), list(stats(found)))
        rows = run("tasks", *options, "--json")
        for row in rows:
            row["grave"] = GRAVITY.get(str(row.pop("worst")), -1)
            row.pop("between_ms")
            row["workers"] = sorted(json.dumps(w) for w in row["workers"])
        check(["tasks"] + options, rows, list(tasks(found)))
        times = [e.time // (600 * 10**9) for e in found if e.time is not None]
        wanted = [{"time": when(at * 600 * 10**9), "count": times.count(at)} for at in range(min(times), max(times) + 1)] if times else []
        check(["histogram"] + options, run("histogram", *options, "--json", "--every", "10m"), wanted)
        slow = sorted((e for e in found if of(e, "duration") is not None), key=lambda e: -of(e, "duration"))[:30]
        have = [role(row, "duration") for row in run("slow", *options, "-n", "30")]
        if have != [of(e, "duration") for e in slow]: sys.exit("slow %s" % options)
        grave = [e for e in found if GRAVITY.get(str(of(e, "level")), -1) >= 5]
        if sum(row["count"] for row in run("errors", *options, "--json")) != (len(found) if "--level" in options else len(grave)):
            sys.exit("errors %s" % options)
        if found:
            entries = {row["field"]: row["entries"] for row in run("schema", *options, "--json")}
            for key in {key for e in found for key in e.fields}:
                if entries[key] != sum(key in e.fields for e in found): sys.exit("schema %s %s" % (key, options))

    for step in range(steps):
        with open("d/workers/w%d.jsonl" % chance.randrange(3), "ab") as file:
            file.write(b"".join(line() + b"\n" for _ in range(chance.choice([1, 20, 700]))))
        for _ in range(2): compare()
    print("enough")
    """#
}
