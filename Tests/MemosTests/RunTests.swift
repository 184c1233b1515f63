import Support
import Testing

/// The command as a script sees it. `eventually` waits for a condition, at most twenty seconds.
private let helpers = """
  eventually() { for _ in {1..4000}; do eval "$1" && return 0; sleep 0.005; done; echo "never: $1"; return 1; }

  """

extension Scratch {
  func script(_ text: String) -> ShellResult { shell(helpers + text) }
}

@Suite("pc-cache run")
struct RunTests {
  let scratch = Scratch()

  private func expect(_ script: String, prints expected: String) {
    let result = scratch.script(script)
    #expect(result.output == expected, "\(result.errors)")
    #expect(result.errors == "")
  }

  @Test("gives output, errors and status again, byte for byte, without running anything")
  func replay() {
    expect(
      """
      cat > cmd <<'END'
      echo x >> count; head -c 100000 /dev/zero; printf 'no newline'; printf '\\377\\0err' >&2; exit 7
      END
      for i in 1 2 3; do pc-cache run -- bash cmd > out.$i 2> err.$i; echo $?; done
      bash cmd > out 2> err
      for i in 1 2 3; do cmp out out.$i; cmp err err.$i; done; wc -l < count
      """,
      prints: "7\n7\n7\n2\n")
  }

  @Test("ends by the signal that ended the command, each time")
  func signals() {
    expect(
      """
      for signal in KILL TERM SEGV PIPE; do
        for i in 1 2; do
          { bash -c 'pc-cache run -- sh -c "echo x >> count; kill -'$signal' \\$\\$"; echo $?'; } 2> /dev/null
        done
      done; wc -l < count
      """,
      prints: "137\n137\n143\n143\n139\n139\n141\n141\n4\n")
  }

  @Test("of fifty cold callers runs the command once, and all get the answer")
  func stampede() {
    expect(
      """
      for i in {1..50}; do
        pc-cache run -- sh -c 'echo x >> count; sleep 0.2; echo answer' > out.$i & done; wait
      cat out.* | sort | uniq -c | sed 's/^ *//'; wc -l < count
      """,
      prints: "50 answer\n1\n")
  }

  @Test("whose computing process is killed lets another one take over")
  func takeover() {
    expect(
      """
      cmd='echo $$ >> started; [ $(wc -l < started) = 1 ] && exec sleep 1000; echo answer'
      pc-cache run -- sh -c "$cmd" > first & first=$!
      eventually '[ -s started ]'
      for i in 1 2 3; do pc-cache run -- sh -c "$cmd" > out.$i & others+=($!); done
      kill -9 $first; wait $first 2> /dev/null; wait ${others[@]}
      cat out.*; wc -l < started; kill $(head -1 started); ls -A cache/tmp
      """,
      prints: "answer\nanswer\nanswer\n2\n")
  }

  @Test("makes standard input a part of the question, where it is asked to, and nothing otherwise")
  func input() {
    expect(
      """
      for text in one two one; do echo $text | pc-cache run --stdin -- sh -c 'echo x >> count; cat'; done
      wc -l < count
      printf 'a\\nb\\nc\\n' | while read line; do pc-cache run --key $line -- sh -c "cat; echo $line"; done
      head -c 3000000 /dev/urandom > large
      for i in 1 2; do pc-cache run --stdin -- sh -c 'echo x >> count; cat' < large | cmp - large; done
      wc -l < count; pc-cache run --stdin -- wc -c < /dev/null
      """,
      prints: "one\ntwo\none\n2\na\nb\nc\n3\n0\n")
  }

  @Test("keeps the order of output and errors, where it is asked to")
  func ordered() {
    expect(
      """
      cat > cmd <<'END'
      echo x >> count; for i in {1..200}; do echo out $i; echo err $i >&2; done
      END
      for i in 1 2; do pc-cache run --ordered -- bash cmd > both.$i 2>&1; done
      bash cmd > both 2>&1; cmp both both.1; cmp both both.2; wc -l < count
      """,
      prints: "2\n")
  }

  @Test("keeps apart what options say is apart, and nothing else")
  func keys() {
    expect(
      """
      export COUNT=$PWD/count
      ask() { pc-cache run "$@" -- sh -c 'echo x >> $COUNT'; }
      mkdir a b; touch file; n() { wc -l < $COUNT; }
      ask; ask; n
      ask --scope s; ask --scope s; ask --scope t; n
      (cd a; ask --cwd; ask --cwd); (cd b; ask --cwd); n
      (cd a; ask); n
      V=1 ask --env V; V=1 ask --env V; V=2 ask --env V; ask --env V; V= ask --env V; n
      ask --modtime file; ask --modtime file; touch -d 2001-01-01 file; ask --modtime file; rm file
      ask --modtime file; n
      ask --namespace other; n; ask --force; n
      """,
      prints: "1\n3\n5\n5\n9\n12\n13\n14\n")
  }

  @Test("does not keep a failure, where it is asked not to, and keeps it otherwise")
  func failures() {
    expect(
      """
      for i in 1 2; do pc-cache run --discard-failures -- sh -c 'echo x >> a; false'; done; wc -l < a
      for i in 1 2; do pc-cache run -- sh -c 'echo x >> b; false'; done; wc -l < b
      for i in 1 2; do pc-cache run --discard-failures -- sh -c 'echo x >> c'; done; wc -l < c
      pc-cache run -- ./nothing 2> /dev/null; echo $?; printf '#!/bin/sh\\necho now\\n' > nothing
      chmod +x nothing; pc-cache run -- ./nothing
      """,
      prints: "2\n1\n1\n127\nnow\n")
  }

  @Test("keeps no answer that what it depends on has changed under, even where it changed back")
  func changedMeanwhile() {
    expect(
      """
      cat > cmd <<'END'
      cat file; echo x >> started; while ! [ -e go ]; do sleep 0.01; done
      END
      echo A > file; pc-cache run --depends file -- sh cmd > out & eventually '[ -s started ]'
      echo B > file; touch go; wait; cat out; pc-cache run --depends file -- sh cmd
      # Seen while it was another one: A, then B while it is read, then A again.
      rm go started; echo A > file
      cat > cmd2 <<'END'
      echo x >> started; while ! [ -e middle ]; do sleep 0.01; done; cat file; touch read
      while ! [ -e go ]; do sleep 0.01; done
      END
      pc-cache run --depends file -- sh cmd2 > out & eventually '[ -s started ]'
      echo B > file; touch middle; eventually '[ -e read ]'; echo A > file; touch go; wait; cat out
      pc-cache run --depends file -- sh cmd2
      """,
      prints: "A\nB\nB\nA\n")
  }

  @Test("refreshes in the background once at a time, with nobody's pipe or descriptor")
  func refresh() {
    expect(
      """
      cat > cmd <<'END'
      echo x >> count; ls -l /proc/self/fd | grep -c "leaked" > leaked.count
      if [ -e slow ]; then while ! [ -e go ]; do sleep 0.01; done; fi; wc -l < count
      END
      touch leaked; exec 7< leaked
      pc-cache run --ttl 1h --stale 0s -- sh cmd; touch slow
      # The pipe ends at once, though the refreshing goes on; of eight one refreshes.
      for i in {1..8}; do pc-cache run --ttl 1h --stale 0s -- sh cmd | cat; done
      eventually '[ $(wc -l < count) = 2 ]'; touch go
      eventually '[ "$(pc-cache run --ttl 1h -- sh cmd)" = 2 ]'; wc -l < count; cat leaked.count
      """,
      prints: "1\n" + String(repeating: "1\n", count: 8) + "2\n0\n")
  }

  @Test("ends quietly when nobody reads, and keeps no half of an answer")
  func brokenPipe() {
    expect(
      """
      pc-cache run -- sh -c 'echo x >> count; yes | head -c 3000000' | head -c 10 | wc -c
      eventually '[ -z "$(ls -A cache/tmp)" ]'
      pc-cache run -- sh -c 'echo x >> count; yes | head -c 3000000' | wc -c
      pc-cache run -- sh -c 'echo x >> count; yes | head -c 3000000' | head -c 5 | wc -c; wc -l < count
      """,
      prints: "10\n3000000\n5\n2\n")
  }

  @Test("of 200 MB takes no more memory than of little")
  func largeOutput() {
    let result = scratch.script(
      """
      cat > peak <<'END'
      import resource, subprocess, sys
      a = subprocess.run(['pc-cache', 'run', '--', 'sh', 'large'], stdout=open(sys.argv[1], 'wb'))
      print(a.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 60000)
      END
      echo 'echo x >> count; head -c 100000000 /dev/zero; head -c 100000000 noise' > large
      head -c 100000000 /dev/urandom > noise
      for i in 1 2; do python3 peak out; sh large | cmp - out; done; wc -l < count
      """)
    #expect(result.output == "0 True\n0 True\n3\n", "\(result.errors)")
  }

  @Test("within itself does not wait for itself")
  func nested() {
    expect(
      """
      cat > cmd <<'END'
      [ -e inside ] && exec echo inner; touch inside; timeout 20 pc-cache run -- sh cmd; echo outer
      END
      timeout 30 pc-cache run -- sh cmd; echo $?
      """,
      prints: "inner\nouter\n0\n")
  }
}
