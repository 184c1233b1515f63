import Platform
import Support
import Testing

@testable import Logs

/// Logs that are rotated faster than they are looked at.
extension LogFollowerTests {
  /// Rotates as is usual: each file gets the next number.
  private func rotate(_ name: String) {
    folder.shell(
      "for n in 9 8 7 6 5 4 3 2 1; do [ ! -e \(name).$n ] || mv \(name).$n \(name).$((n + 1)); done; "
        + "mv \(name) \(name).1")
  }

  @Test func readsFilesThatWereRenamedBeforeTheyWereLookedAt() {
    append("a.jsonl.1", line(0, "old"))
    append("a.jsonl-20260131", line(0, "older"))
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    #expect(follower.begin().count == 1)
    #expect(messages(follower) == "one")
    append("a.jsonl", line(2, "two"))
    for second in 3...5 {
      rotate("a.jsonl")
      append("a.jsonl", line(second, "s\(second)"))
    }
    #expect(messages(follower) == "two s3 s4 s5")
    #expect(messages(follower) == "")
    // Who had them open still writes to them.
    append("a.jsonl.3", line(7, "late"))
    append("a.jsonl.1", line(8, "later"))
    #expect(messages(follower) == "late later")
    // Nothing comes twice, whatever it is called by now.
    for second in 10...12 {
      rotate("a.jsonl")
      append("a.jsonl", line(second, "s\(second)"))
      #expect(messages(follower) == "s\(second)")
    }
  }

  @Test func readsEntriesOfOneTimeInTheOrderOfTheirFiles() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    _ = follower.begin()
    #expect(messages(follower) == "one")
    for name in ["two", "three", "four"] {
      rotate("a.jsonl")
      append("a.jsonl", line(1, name))
    }
    #expect(messages(follower) == "two three four")
  }

  @Test func readsTheFirstFilesOfALogThatIsNew() {
    append("a.jsonl.1", line(0, "old"))
    let follower = follower(["a.jsonl"])
    #expect(follower.begin().isEmpty)
    #expect(messages(follower) == "")
    append("a.jsonl", line(1, "one"))
    rotate("a.jsonl")
    append("a.jsonl", line(2, "two"))
    #expect(messages(follower) == "one two")
  }

  @Test func readsWhatIsRenamedAndNotMadeAgain() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    _ = follower.begin()
    #expect(messages(follower) == "one")
    rotate("a.jsonl")
    append("a.jsonl", line(2, "two"))
    rotate("a.jsonl")
    #expect(messages(follower) == "two")
    append("a.jsonl", line(3, "three"))
    #expect(messages(follower) == "three")
  }

  /// A file that was there before is told from a new one that has got its number.
  @Test func readsWhatIsAddedToOldRotatedFiles() {
    append("a.jsonl.1", line(0, "old"))
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    _ = follower.begin()
    #expect(messages(follower) == "one")
    append("a.jsonl.1", line(2, "late"))
    rotate("a.jsonl")
    append("a.jsonl", line(3, "three"))
    #expect(messages(follower) == "late three")
    folder.write("a.jsonl.2", line(4, "other") + line(4, "content"))
    rotate("a.jsonl")
    append("a.jsonl", line(5, "five"))
    #expect(messages(follower) == "other content five")
  }

  @Test func readsWhatACopyHasOfALogThatWasCutOff() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    _ = follower.begin()
    #expect(messages(follower) == "one")
    append("a.jsonl", line(2, "two"))
    folder.shell("cp a.jsonl a.jsonl.1; : > a.jsonl")
    append("a.jsonl", line(3, "three"))
    #expect(messages(follower) == "two three")
    // Twice, before it is looked at.
    append("a.jsonl", line(4, "four"))
    folder.shell("mv a.jsonl.1 a.jsonl.2; cp a.jsonl a.jsonl.1; : > a.jsonl")
    append("a.jsonl", line(5, "five"))
    folder.shell(
      "mv a.jsonl.2 a.jsonl.3; mv a.jsonl.1 a.jsonl.2; cp a.jsonl a.jsonl.1; : > a.jsonl")
    append("a.jsonl", line(6, "six"))
    #expect(messages(follower) == "four five six")
    #expect(messages(follower) == "")
  }

  @Test func readsALogOnceThatIsCopiedAndNotCutOffYet() {
    append("a.jsonl", line(1, "one"))
    let follower = follower(["a.jsonl"])
    _ = follower.begin()
    #expect(messages(follower) == "one")
    // It is cut off before it is looked at, and copied again.
    folder.shell("cp a.jsonl a.jsonl.1; : > a.jsonl")
    append("a.jsonl", line(2, "two"))
    folder.shell("mv a.jsonl.1 a.jsonl.2; cp a.jsonl a.jsonl.1")
    #expect(messages(follower) == "two")
    folder.shell(": > a.jsonl")
    append("a.jsonl", line(3, "three"))
    #expect(messages(follower) == "three")
    #expect(messages(follower) == "")
  }

  @Test func readsTheRotatedFilesOfWhatALinkLeadsTo() {
    folder.shell("mkdir store; ln -s store/1.log a.jsonl")
    append("store/1.log", line(1, "one"))
    let follower = follower(["a.jsonl"])
    _ = follower.begin()
    #expect(messages(follower) == "one")
    for second in 2...4 {
      rotate("store/1.log")
      append("store/1.log", line(second, "s\(second)"))
    }
    #expect(messages(follower) == "s2 s3 s4")
  }
}
