import Support
import Testing

/// Trees and caches as nobody wants them.
@Suite("A hostile tree")
struct HostileTests {
  let scratch = Scratch()

  @Test("of names of any bytes and things of any kind is listed as find does")
  func names() {
    let result = scratch.shell(
      #"""
      mkdir t; cd t; python3 - <<'END'
      import os, socket
      for name in [b"\xff\xfe", b"new\nline", b"tab\t", b"-x", b" ", b"a" * 255, "ü".encode(), b"\\", b"*"]:
          open(name, "w").close()
      os.mkfifo("pipe"); socket.socket(socket.AF_UNIX).bind("socket"); os.symlink("nowhere", "broken")
      os.symlink(".", "circle"); os.makedirs("a/b"); os.symlink("..", "a/b/up"); os.mkfifo("a/.gitignore")
      END
      pc-scan --hidden --no-ignore -0 | sort -z > ../ours
      find . -mindepth 1 \( -type f -o -type l \) -printf '%P\0' | sort -z > ../theirs
      cmp ../ours ../theirs && pc-scan --hidden -t p -t s --sort name
      timeout 20 pc-scan hash > /dev/null && timeout 20 pc-scan languages > /dev/null && echo no hang
      """#)
    #expect(result.output == "a/.gitignore\npipe\nsocket\nno hang\n", "\(result.errors)")
  }

  @Test("of a thousand folders in one another, deeper than a path may be, is read to the end")
  func deep() {
    let result = scratch.shell(
      #"""
      mkdir t; cd t; python3 - <<'END'
      import os
      for _ in range(1000):
          os.mkdir("a-folder"); os.chdir("a-folder")
      open("bottom", "w").write("here"); open("no", "w").close(); open(".gitignore", "w").write("no\n")
      END
      for i in 1 2; do pc-scan | wc -c; done
      pc-scan hash | tail -1 | cut -c 1-64; printf here | b2sum -l 256 | cut -c 1-64
      pc-scan changed > /dev/null; pc-scan changed | wc -l
      """#)
    let lines = result.output.split(separator: "\n")
    #expect(lines.prefix(2) == ["9007", "9007"])
    #expect(lines.count == 5 && lines[2] == lines[3] && lines[4] == "0", "\(result.errors)")
  }

  @Test(
    "with a folder that may not be read is read but for that, and is told; nothing in it is gone")
  func unreadable() {
    let result = scratch.shell(
      #"""
      mkdir -m 700 theirs; [ $UID != 0 ] || chown 65534 theirs; mkdir -p t/open t/shut; touch t/open/a t/shut/b; chmod -R a+rwX t && chmod 711 "$PWD"
      as() { [ $UID = 0 ] && set -- setpriv --reuid 65534 --regid 65534 --clear-groups env "$@" || set -- env "$@"; PC_CACHE_DIR=$PWD/theirs "$@"; }
      as pc-scan changed t > /dev/null; chmod 0 t/shut
      as pc-scan t; echo "status $?"; as pc-scan changed t --status; echo "status $?"
      chmod 755 t/shut; as pc-scan changed t --status; echo "status $?"
      chmod 0 t/open/a; for i in 1 2 3; do as pc-scan hash t 2> told | wc -l; grep -c denied told; done
      """#)
    #expect(
      result.output == "t/open/a\nstatus 74\nstatus 74\nstatus 1\n2\n1\n2\n1\n2\n1\n",
      "\(result.errors)")
    #expect(
      result.errors
        == """
        pc-scan: t/shut: cannot open: Permission denied; skipped
        pc-scan: t/shut: cannot open: Permission denied; skipped

        """)
  }

  @Test("that changes while it is walked gives no error, and the right answer afterwards")
  func changing() {
    let result = scratch.shell(
      #"""
      mkdir t; cd t; touch ../go
      python3 - <<'END' &
      import os, random, shutil
      chance = random.Random(1)
      while os.path.exists("../go"):
          path = "/".join(chance.choice("abc") for _ in range(chance.randrange(1, 6)))
          try:
              if chance.random() < 0.6: os.makedirs(path, exist_ok=True); open(path + "/f", "w").close()
              elif chance.random() < 0.5: shutil.rmtree(path)
              else: os.rename(path, chance.choice("abc") + str(chance.randrange(9)))
          except OSError: pass
      END
      for i in {1..60}; do pc-scan > /dev/null && pc-scan hash > /dev/null; pc-scan changed > /dev/null; done 2>&1
      rm ../go; wait
      pc-scan | cmp - <(pc-scan --no-cache) && pc-scan hash | cmp - <(pc-scan hash --no-cache) && echo right
      """#)
    #expect(result.output == "right\n", "\(result.errors)")
  }

  @Test("and a run that is killed at any moment leave marks and cache as they were, or as they are")
  func killed() {
    let result = scratch.shell(
      #"""
      mkdir -p t/{a,b,c}; cd t; for i in {1..300}; do echo $i > a/$i; done; pc-scan changed > /dev/null; pc-scan mark m
      for i in {1..60}; do
        echo $i > b/$((i % 7)); rm -f c/$((i % 5)); echo $i$i > c/$((i % 3))
        pc-scan mark m2 > /dev/null & first=$!; pc-scan changed > /dev/null & second=$!
        python3 -c "import time; time.sleep($((RANDOM % 8)) / 1000)"
        kill -9 $first $second 2> /dev/null; wait $first $second 2> /dev/null
        pc-scan changed -m m --json | cmp - <(pc-scan changed -m m --json --no-cache) || echo "round $i"
        pc-scan hash | cmp - <(pc-scan hash --no-cache) || echo "hash $i"
      done
      pc-cache verify; find "$PC_CACHE_DIR/tmp" -type f | wc -l; echo done
      """#)
    #expect(result.output.hasSuffix("0\ndone\n"), "\(result.output)\(result.errors)")
    #expect(!result.output.contains("round") && !result.output.contains("hash"))
  }

  @Test("that two ask about at once is told to one of them at least, whole, and not again")
  func together() {
    let result = scratch.shell(
      #"""
      mkdir -p t/a t/b; cd t; for i in {1..40}; do echo $i > a/$i; done; touch b/0; pc-scan changed > /dev/null
      for i in {1..40}; do
        echo $i >> a/$i; rm b/*; echo $i > b/$i
        printf "M\ta/$i\nD\tb/$((i - 1))\nA\tb/$i\n" | sort > ../want
        pc-scan changed --status > ../one & pc-scan changed --status > ../two; wait
        for answer in one two; do sort -o ../$answer ../$answer; [ ! -s ../$answer ] || cmp ../want ../$answer; done
        [ -s ../one ] || [ -s ../two ] || echo "nobody: $i"
        pc-scan changed; [ $? = 1 ] || echo "again: $i"
      done
      echo done
      """#)
    #expect(result.output == "done\n", "\(result.errors)")
  }

  @Test("is answered rightly whatever byte of what was kept is another")
  func damaged() {
    let result = scratch.shell(
      #"""
      mkdir -p t/a/b; cd t; echo one > a/one; echo two > a/b/two.py; touch -d 2001-01-01 a a/b . a/one a/b/two.py
      sleep_until() { while [ $(($(date +%s) - $(stat -c %Z a/one))) -lt 3 ]; do :; done; }; sleep_until
      pc-scan > ../names; pc-scan hash > ../hashes; pc-scan changed > /dev/null; pc-scan mark m
      pc-scan > /dev/null; pc-scan hash > /dev/null
      for file in $(find "$PC_CACHE_DIR/spaces/scan" "$PC_CACHE_DIR/state/scan" -type f); do
        cp "$file" ../whole; size=$(stat -c %s "$file")
        for (( at = 0; at < size; at += 3 )); do
          cp ../whole ../broken; byte=$(od -An -tu1 -j $at -N 1 ../whole)
          printf "\\x$(printf %x $((byte ^ 64)))" | dd of=../broken bs=1 seek=$at conv=notrunc 2> /dev/null
          cp -p ../broken "$file"
          pc-scan | cmp -s - ../names || echo "names: $file at $at"
          pc-scan hash | cmp -s - ../hashes || echo "hashes: $file at $at"
          timeout 20 pc-scan changed -m m > /dev/null 2>&1; s=$?; [ $s = 1 ] || [ $s = 65 ] || echo "status $s at $at"
          cp -p ../whole "$file" 2> /dev/null
        done
      done
      echo done
      """#)
    #expect(result.output == "done\n", "\(result.errors)")
  }

  @Test("on a full disk, or with a cache that cannot be written, is answered all the same")
  func full() {
    let result = scratch.shell(
      #"""
      mkdir t small; cd t; for i in {1..2000}; do echo $i > file-with-a-long-name-$i; done; pc-scan > ../want
      cat > ../inside <<'END'
      mount -t tmpfs -o size=100k none ../small || exit 9
      export PC_CACHE_DIR=$PWD/../small/cache
      pc-scan | cmp - ../want && pc-scan hash | cmp - <(pc-scan hash --no-cache) && echo full
      pc-scan changed | cmp - ../want && pc-scan changed | cmp - ../want && echo told again
      mount -o remount,ro ../small; pc-scan | cmp - ../want && echo read-only
      END
      unshare -rm bash ../inside 2> ../errors; grep -c 'told again' ../errors
      """#)
    #expect(result.output == "full\ntold again\nread-only\n2\n", "\(result.errors)")
  }
}
