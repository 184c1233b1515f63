import Suite
import Support
import Testing

@Suite("write-documents")
struct WriteDocumentsTests {
  let scratch = Scratch()

  @Test("writes the documents of all commands, and finds the stale ones")
  func staleness() {
    let name = Suite.commands[0].name
    #expect(scratch.shell("write-documents .").status == 0)
    #expect(
      scratch.shell("ls man/\(name).1 completions/{_\(name),\(name).bash,\(name).fish}").status == 0
    )
    #expect(scratch.shell("write-documents --check .").status == 0)

    scratch.shell("echo >> man/\(name).1; rm completions/_\(name); touch completions/_pc-gone")
    let stale = scratch.shell("write-documents --check")
    #expect(stale.status == 1)
    #expect(
      stale.errors.split(separator: "\n") == [
        "man/\(name).1: not what write-documents makes",
        "completions/_\(name): not what write-documents makes",
        "completions/_pc-gone: of no command",
      ])
    #expect(scratch.shell("write-documents && rm completions/_pc-gone").status == 0)
    #expect(scratch.shell("write-documents --check").status == 0)
  }

  @Test("refuses what it does not know")
  func usage() {
    #expect(scratch.shell("write-documents --help").status == 2)
    #expect(scratch.shell("write-documents a b").status == 2)
    #expect(scratch.shell("write-documents /proc/1/none").status == 1)
  }
}
