import Glibc
import Platform
import Support
import Testing

@testable import Store

/// Whatever lies in the cache directory, nothing outside it is read, changed or removed; what is no
/// entry is a miss; and no run hangs.
@Suite("A hostile cache directory")
struct HostileTests {
  let folder = CacheFolder()

  /// Runs a script in the cache directory, where `$entry` is the file of the key `k`, `$space` its
  /// namespace, and `$out` a folder outside that looks like a namespace of this cache.
  private func prepare(_ deed: String) -> ShellResult {
    folder.scratch.shell(
      """
      echo value | pc-cache put k; echo other | pc-cache put other
      entry=$(pc-cache path k); folder=${entry%/*}; space=${folder%/*}; out=$PWD/out
      cp -r "$space" out; echo precious > out/precious; for i in {0..255}; do
        mkdir -p out/$(printf %02x $i); echo precious > out/$(printf %02x $i)/precious
      done
      mkdir -p "$PWD/spaces.out"; cp -r "$space" spaces.out/default; (cd out; find . -type f | sort | xargs sha256sum) > before
      cd "$PC_CACHE_DIR" && { \(deed); }
      """)
  }

  private static let things = [
    "rm -r spaces; ln -s ../spaces.out spaces", "rm -r $space; ln -s $out $space",
    "rm -r $folder; ln -s $out/${folder##*/} $folder",
    "rm $entry; ln -s ../../../../out/precious $entry",
    "rm $entry; ln -s $out/${folder##*/}/${entry##*/} $entry", "rm $entry; mkfifo $entry",
    "rm $entry; mkdir $entry", "rm $entry; mkdir -p $entry/x", "rm -r $folder; touch $folder",
    "rm -r $folder; mkfifo $folder", "rm -r $space; mkfifo $space", "rm -r spaces; echo > spaces",
    "rm $entry; ln -s ${entry##*/} $entry", "chmod 000 $entry",
    "rm accounts; ln -s ../out/precious accounts", "rm accounts; mkfifo accounts",
    "rm accounts; mkdir accounts",
    "rm -rf tmp; ln -s ../out tmp", "rm -rf tmp; mkfifo tmp", "rm -rf tmp; echo > tmp",
    "rm sessions; ln -s ../out/precious sessions", "rm sessions; mkfifo sessions",
    "rm sessions; mkdir sessions",
    "rm .size-index; ln -s ../out/precious .size-index", "rm .size-index; mkfifo .size-index",
    "rm .size-index; mkdir .size-index", "ln -s ../out/precious evictions", "mkfifo evictions",
    "head -c 200000000 /dev/urandom > accounts", "ln -s $out spaces/link", "mkfifo spaces/fifo",
  ]

  @Test("leads nowhere, and keeps nobody waiting", arguments: things)
  func harmless(deed: String) {
    let prepared = prepare(deed)
    #expect(prepared.status == 0, "\(prepared.errors)")
    let result = folder.scratch.shell(
      """
      each() { timeout 20 pc-cache "$@" > out.txt 2> err.txt < /dev/null; s=$?
        [ $s -lt 124 ] || echo "$*: ends with $s"
        [ $s = 0 ] || [ $s = 1 ] || [ $(wc -l < err.txt) = 1 ] || { echo "$*: $s says:"; cat err.txt; }; }
      each get k; [ $s = 0 ] && [ "$(cat out.txt)" != value ] && echo "a wrong answer: $(cat out.txt)"
      each get other
      each put k2; each delete k; each batch put; each list; each size; each stats; each gc --all; each verify
      each invalidate '*'; each rebuild; each namespace; each gc --max-size 1K; each clear; each verify --repair
      echo k | timeout 20 pc-cache batch get > /dev/null 2>&1; [ $? -lt 124 ] || echo batch hangs
      [ "$(timeout 20 pc-cache run -- echo computed 2> /dev/null)" = computed ] || echo run
      (cd out; find . -type f | sort | xargs sha256sum) | cmp - before
      """)
    #expect(result.output == "" && result.errors == "", "\(deed): \(result.output)\(result.errors)")
  }

  @Test(
    "is counted exactly once again, whatever was in an entry's place",
    arguments: ["mkfifo $entry", "mkdir $entry", "ln -s /etc/passwd $entry", "ln -s $entry $entry"])
  func replaced(deed: String) throws {
    #expect(prepare("rm $entry; \(deed)").status == 0)
    try folder.withStore { (store) throws in
      _ = try store.rebuild(nil)
      #expect(store.value("k") == nil)
      try store.put("k", [1, 2])
      #expect(store.value("k") == [1, 2])
      #expect(try store.total() == folder.walk())
      try store.remove(.standard, key: [107])
      #expect(try store.total() == folder.walk())
      #expect(folder.walk().entries == 1)
    }
  }

  /// Another user's file, as far as a namespace of users can make one: whose owner is not known there.
  @Test("with somebody else's file in place of an entry is a miss")
  func foreign() throws {
    let value = Array("value".utf8)
    try folder.withStore { try $0.put("k", value) }
    let path = try #require(folder.files().first).path.description
    // Only who has all powers may give a file away.
    try #require(chown(path, 12345, 12345) == 0 || geteuid() != 0)
    if geteuid() == 0 { #expect(folder.store().value("k") == nil) }
    #expect(chown(path, geteuid(), getegid()) == 0)
    #expect(folder.store().value("k") == value)
  }
}

/// Where there is no room, or no permission, answers are computed, what was there stays, and what
/// goes wrong is said in a line.
@Suite("A cache that cannot be written to")
struct UnwritableTests {
  let scratch = Scratch()

  private func expect(_ script: String, prints expected: String) {
    let result = scratch.shell(script)
    #expect(result.output == expected, "\(result.errors)")
    for line in result.errors.split(separator: "\n") {
      #expect(line.hasPrefix("pc-cache: "), "\(line)")
    }
  }

  @Test("because the disk is full keeps the old value, and counts exactly")
  func fullDisk() {
    expect(
      """
      unshare -rm bash -c '
        mkdir small; mount -t tmpfs -o size=600k none small; export PC_CACHE_DIR=$PWD/small/c
        walk() { find small/c/spaces -type f -printf "%s\\n" | awk "{ s += \\$1 } END { print s + 0 }"; }
        exact() { [ "$(pc-cache size)" = "$(walk)" ] || echo "$(pc-cache size) is not $(walk)"; }
        head -c 5000 /dev/urandom > old; head -c 400000 /dev/urandom > new; head -c 300000 /dev/urandom > fill
        pc-cache put k < old; echo $?
        cp fill small/fill; pc-cache put k < new; echo $?; exact; pc-cache get k | cmp - old
        for i in {1..200}; do printf "%s\\t%s\\n" $i "$(head -c 3000 /dev/urandom | base64 -w0)"; done > batch
        pc-cache batch put < batch 2> refused; echo $?; exact; grep -c "not put" refused > count
        [ $(cat count) -gt 20 ] && [ $(cat count) -lt 190 ] && echo some
        [ $(pc-cache list | wc -l) = $((201 - $(cat count))) ] || echo "others than those that were named"
        pc-cache get k | cmp - old
        dd if=/dev/zero of=small/rest bs=1k 2> /dev/null
        pc-cache put another < old; echo $?; exact; pc-cache get k | cmp - old
        pc-cache run -- echo computed; pc-cache delete k; echo $?; exact
        rm small/fill small/rest; pc-cache clear; exact; pc-cache put k < new; echo $?; exact; pc-cache get k | cmp - new; ls -A small/c/tmp
      ' 2> all; grep -v -e "^pc-cache: small\\|No space left" all >&2; :
      """,
      prints: "0\n74\n74\nsome\n74\ncomputed\n0\n0\n")
  }

  @Test("because of a limit on the length of files keeps the old value, and counts exactly")
  func fileSizeLimit() {
    expect(
      """
      walk() { find cache/spaces -type f -printf "%s\\n" | awk '{ s += $1 } END { print s + 0 }'; }
      head -c 5000 /dev/urandom > old; head -c 400000 /dev/urandom > new
      pc-cache put k < old; echo $?
      (ulimit -f 100; pc-cache put k < new 2> err; echo $?; wc -l < err); cat err >&2
      pc-cache get k | cmp - old; [ "$(pc-cache size)" = "$(walk)" ] && echo exact
      (ulimit -f 100; pc-cache run -- cat new | cmp - new; echo ${PIPESTATUS[0]})
      pc-cache put k < new; pc-cache get k | cmp - new; [ "$(pc-cache size)" = "$(walk)" ] && echo exact; ls -A cache/tmp
      """,
      prints: "0\n74\n1\nexact\n0\nexact\n")
  }

  @Test("because its file system can only be read still answers, and computes what it lacks")
  func readOnly() {
    expect(
      """
      echo value | pc-cache put k; pc-cache run --ttl 1h -- echo kept > /dev/null
      touch dep; pc-cache put d --depends dep < dep; touch dep
      unshare -rm bash -c '
        mount --bind cache cache; mount -o remount,bind,ro cache
        pc-cache get k; echo $?; pc-cache get nothing; echo $?; pc-cache has d; echo $?
        pc-cache run --ttl 1h -- echo kept; pc-cache run -- echo computed
        for deed in "put k" "delete k" "touch k" "clear" "gc" "batch put"; do
          echo "k	v" | pc-cache $deed > out 2> err; s=$?
          [ $s = 73 ] || [ $s = 74 ] || echo "$deed: $s"
          [ $(wc -l < err) = 1 ] && grep -q "pc-cache: " err || { echo "$deed says:"; cat err; }
        done
      '
      pc-cache get k
      """,
      prints: "value\n0\n1\n0\nkept\ncomputed\nvalue\n")
  }
}
