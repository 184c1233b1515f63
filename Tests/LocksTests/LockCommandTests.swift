import Support
import Testing

@Suite("pc-lock run")
struct RunTests {
  let scratch = Scratch()

  @Test("hands on the status of the command, and what ended it")
  func statuses() {
    for (command, status) in [
      ("true", 0), ("sh -c 'exit 7'", 7), ("sh -c 'kill -9 $$'", 137), ("./nothing", 127),
      ("nothing-of-this-name", 127), ("/", 126),
    ] {
      #expect(scratch.script("pc-lock run a -- \(command)").status == Int32(status), "\(command)")
      #expect(
        scratch.script("pc-lock run --exec a -- \(command)").status == Int32(status), "\(command)")
    }
    #expect(scratch.script("pc-lock try a").status == 0)
  }

  @Test("lets the command inherit the lock's descriptor, and no other of ours")
  func descriptors() {
    let list = "sh -c 'ls -l /proc/$$/fd' | grep -c \"$PWD\""
    #expect(scratch.script("pc-lock run a -- \(list)").output == "2\n")
    let held = scratch.script(
      "pc-lock run a -- sh -c 'ls -l /proc/$$/fd/$PC_LOCK_FD' | grep -c 'locks/a.lock$'")
    #expect(held.output == "1\n")
    let closed = scratch.script("pc-lock run --close a -- sh -c 'ls -l /proc/$$/fd' | grep -c lock")
    #expect(closed.output == "0\n")
  }

  @Test("passes a token that grows with each grant of any lock")
  func tokens() {
    let result = scratch.script(
      "for i in 1 2 3; do pc-lock run a -- sh -c 'echo $PC_LOCK_TOKEN'; pc-lock run b -- sh -c 'echo $PC_LOCK_TOKEN'; done; rm -r $PC_CACHE_DIR/locks; pc-lock run a -- sh -c 'echo $PC_LOCK_TOKEN'"
    )
    let tokens = result.output.split(separator: "\n").compactMap { Int($0) }
    #expect(tokens.count == 7)
    #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0 < $1 }, "\(tokens)")
  }

  @Test("keeps the lock with the command when the wrapper alone is killed")
  func wrapperKilled() {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run a -- sh -c 'echo > started; read x < go' & wrapper=$!
      eventually '[ -e started ]'
      kill -9 $wrapper; wait $wrapper 2>/dev/null
      is_held a && echo held
      pc-lock status a --json | jq -r '.holders[0].command[0], .holders[0].pid == .holders[0].program_pid'
      echo > go
      pc-lock wait --timeout 10 a && echo free
      """)
    #expect(result.output == "held\nsh\ntrue\nfree\n", "\(result.errors)")
  }

  @Test("frees the lock when the command ends, although a process that it left has the descriptor")
  func daemonLeft() {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run a -- sh -c '(read x < go; echo over > over) & echo started'
      pc-lock try a && echo free
      echo > go; eventually '[ -e over ]'
      """)
    #expect(result.output == "started\nfree\n", "\(result.errors)")
  }

  @Test("with --close loses the lock with the wrapper")
  func closeLoses() {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run --close a -- sh -c 'echo > started; read x < go' & wrapper=$!
      eventually '[ -e started ]'
      is_held a && echo held
      kill -9 $wrapper; wait $wrapper 2>/dev/null
      pc-lock try a && echo free
      echo > go
      """)
    #expect(result.output == "held\nfree\n", "\(result.errors)")
  }

  @Test("hands signals on, another one where --signal says so, and ends by them")
  func signals() {
    let result = scratch.script(
      """
      for case in "HUP::7" "TERM:--signal=USR1:8" "TERM::143"; do
        IFS=: read -r signal option status <<< "$case"
        rm -f started
        pc-lock run $option a -- bash -c 'trap "exit 7" HUP; trap "exit 8" USR1
          echo > started; while :; do sleep 0.01; done' & wrapper=$!
        eventually '[ -e started ]'
        kill -$signal $wrapper; wait $wrapper; echo "$? $status"
      done
      pc-lock try a && echo free
      """)
    #expect(result.output == "7 7\n8 8\n143 143\nfree\n", "\(result.errors)")
  }

  @Test("ends by the signal that ended the command, though both had ended before it could look")
  func endedByTheSame() {
    let result = scratch.script(
      """
      perl -e 'if (!($pid = fork)) { exec @ARGV } waitpid $pid, 0; print $? & 127, "\n"' \\
        pc-lock run a -- sh -c 'echo $$ $PPID > pids; exec sleep 60' &
      eventually '[ -s pids ]'; read program wrapper < pids
      kill -STOP $wrapper; eventually 'grep -q "^State:.T" /proc/$wrapper/status'
      kill -TERM $wrapper $program; eventually 'grep -q "^State:.Z" /proc/$program/status'
      kill -CONT $wrapper; wait
      """)
    #expect(result.output == "15\n", "\(result.errors)")
  }

  @Test("has all its slots also on a file system without locks")
  func slotsWithoutKernel() {
    let result = scratch.script(
      """
      run="strace -f -qq -o /dev/null -e inject=flock:error=ENOLCK pc-lock run --slots 2"
      mkfifo go; exec 5<> go
      for i in 1 2; do $run a -- sh -c "echo > in.$i; read x < go" & eventually "[ -e in.$i ]"; done
      $run -n a -- echo overlap; echo $?; echo >&5; echo >&5; wait
      """)
    #expect(result.output == "1\n", "\(result.errors)")
  }

  @Test("goes on where the limit on the length of files keeps it from writing down who holds it")
  func fileSizeLimit() {
    let result = scratch.script(
      """
      pc-lock run a -- true
      output=$(ulimit -f 0; pc-lock run a -- echo in; pc-lock acquire a --lease 1h; echo $?)
      echo $output
      """)
    #expect(result.output == "in 74\n", "\(result.errors)")
  }

  @Test("refuses a child that asks for the lock that its parent holds, unless it is to go on")
  func reentry() {
    let nested = scratch.script("pc-lock run a -- pc-lock run a -- echo in")
    #expect(nested.status == 2)
    #expect(nested.errors.contains("it would wait for ever"))
    #expect(nested.errors.split(separator: "\n").count == 1)
    let deep = scratch.script(
      "pc-lock run a -- pc-lock run b -- env -i $(type -p pc-lock) --cache-dir $PC_CACHE_DIR run a -- echo in"
    )
    #expect(deep.status == 2, "\(deep.errors)")
    // Its parents are gone, but it was told whose lock it runs under.
    let orphan = scratch.script(
      "pc-lock run a -- bash -c '(setsid pc-lock run a --timeout 10 -- true; echo $? > status) & wait'; cat status"
    )
    #expect(orphan.output == "2\n", "\(orphan.errors)")
    #expect(
      scratch.script("pc-lock run a -- pc-lock run --reentrant a -- echo in").output == "in\n")
    #expect(scratch.script("pc-lock run a -- pc-lock try a").status == 1)
    #expect(scratch.script("pc-lock run a -- pc-lock run -n a -- true").status == 1)
  }

  @Test("ends with 1 where it does not wait, 75 where it waited long enough, or as it is told")
  func busy() {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run a -- sh -c 'echo > started; read x < go' & eventually '[ -e started ]'
      pc-lock run -n a -- echo no; echo $?
      pc-lock run --timeout 20ms a -- echo no; echo $?
      LOCK_TIMEOUT=0.02 pc-lock run a -- echo no; echo $?
      pc-lock run -n -E 9 a -- echo no; echo $?
      pc-lock run --timeout 0 --busy-status 9 a -- echo no; echo $?
      pc-lock try a; echo $?
      pc-lock wait --timeout 20ms a; echo $?
      echo > go; wait
      """)
    #expect(result.output == "1\n75\n75\n9\n9\n1\n75\n", "\(result.errors)")
    #expect(result.errors.contains("a: still held after 20 ms, by process"))
  }

  @Test(
    "waits with every strategy, and is woken at once by a release",
    arguments: ["exponential", "event", "linear"])
  func strategies(strategy: String) {
    let result = scratch.script(
      """
      mkfifo go
      pc-lock run a -- sh -c 'echo > started; read x < go' & eventually '[ -e started ]'
      LOCK_BACKOFF_STRATEGY=\(strategy) pc-lock run --backoff-min 1m --backoff-max 2m a -- echo in &
      eventually '[ $(pc-lock status a --json | jq .waiting) = 1 ] || [ \(strategy) = linear ]'
      echo > go; wait; echo over
      """)
    #expect(result.output == "in\nover\n", "\(result.errors)")
  }

  @Test("runs the command although nothing but the lock works")
  func brokenMetrics() {
    let result = scratch.script(
      "CACHE_PERF_METRICS=/nonexistent/folder/x.csv pc-lock run a -- echo in; mkdir f; CACHE_PERF_METRICS=$PWD/f pc-lock run a -- echo in; pc-lock --cache-dir /proc/none run --file x -- echo in"
    )
    #expect(result.output == "in\nin\nin\n")
    #expect(result.errors == "")
  }
}

@Suite("Several holders")
struct SharingTests {
  let scratch = Scratch()

  @Test("share, and keep out who does not")
  func shared() {
    let result = scratch.script(
      """
      mkfifo go1 go2
      pc-lock run -s a -- sh -c 'echo > one; read x < go1' &
      pc-lock run -s a -- sh -c 'echo > two; read x < go2' &
      eventually '[ -e one ] && [ -e two ]'
      pc-lock status a --json | jq -c '[.state, (.holders | length), .holders[].mode]'
      pc-lock try a; echo $?
      pc-lock try -s a; echo $?
      echo > go1; echo > go2; wait
      pc-lock try a; echo $?
      """)
    #expect(result.output == "[\"held\",2,\"shared\",\"shared\"]\n1\n0\n0\n", "\(result.errors)")
  }

  @Test("have a slot each, and a killed holder's is free at once")
  func slots() {
    let result = scratch.script(
      """
      mkfifo go
      for i in 1 2; do pc-lock run --slots 2 a -- sh -c 'echo $PC_LOCK_SLOT > in.$PC_LOCK_SLOT; exec 8< go' & done
      eventually '[ -e in.0 ] && [ -e in.1 ]'
      pc-lock run --slots 2 -n a -- true; echo $?
      pc-lock run --slots 2 a -- sh -c 'echo third in slot $PC_LOCK_SLOT' & third=$!
      eventually '[ $(pc-lock status a --json | jq .waiting) = 1 ]'
      kill -9 $(pc-lock status a --json | jq '.holders[] | select(.slot == 1) | .pid, .program_pid')
      wait $third
      pc-lock run --slots 3 -n a -- sh -c 'echo slot $PC_LOCK_SLOT'
      echo > go; wait
      """)
    #expect(result.output == "1\nthird in slot 1\nslot 1\n", "\(result.errors)")
  }

  @Test("never are more than there are slots, in a crowd")
  func crowd() {
    // Each of three slots has a lock of its own, which must always be free for its holder.
    let result = scratch.script(
      """
      for i in {1..60}; do
        pc-lock run --slots 3 a -- bash -c 'exec 7> guard.$PC_LOCK_SLOT; flock -n 7 || echo overlap; sleep 0.002; echo in >> count' &
      done; wait; wc -l < count
      """)
    #expect(result.output == "60\n", "\(result.errors)")
  }
}
