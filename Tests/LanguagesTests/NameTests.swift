import Testing

@testable import Languages

/// The name of the language that a file's name decides, or what is left open.
func named(_ name: String) -> String {
  let bytes = Array(name.utf8)
  switch Languages.identify(name: bytes.span.bytes) {
  case .decided(let language): return language.name
  case .needsContent: return "content"
  case .binary: return "binary"
  case .unknown: return "unknown"
  }
}

@Suite("A file's name")
struct NameTests {
  @Test(
    "decides the language where its extension has one",
    arguments: [
      ("main.c", "C"), ("a.py", "Python"), ("x.tar.go", "Go"), ("A.PY", "Python"),
      ("a.java", "Java"),
      ("view.blade.php", "Blade"), ("x.gradle.kts", "Gradle Kotlin DSL"), (".bashrc", "Shell"),
      ("a.stTheme", "XML Property List"), ("a.jl", "Julia"), ("x.kt", "Kotlin"), ("a.css", "CSS"),
    ])
  func extensions(_ name: String, _ language: String) { #expect(named(name) == language) }

  @Test(
    "decides the language where the whole name is known",
    arguments: [
      ("Makefile", "Makefile"), ("Dockerfile", "Dockerfile"), ("CMakeLists.txt", "CMake"),
      ("go.mod", "Go Module"), ("composer.lock", "JSON"),
      ("requirements.txt", "Pip Requirements"),
    ])
  func fileNames(_ name: String, _ language: String) { #expect(named(name) == language) }

  @Test(
    "leaves to the content what may be in several languages",
    arguments: ["a.h", "a.m", "a.pl", "ls.1", "x.1.in", "a.target", "a.txt", "a.3pm"])
  func content(_ name: String) { #expect(named(name) == "content") }

  @Test(
    "knows nothing of others", arguments: ["", "README", "makefile2", "a.unheard", ".", "..", "a."])
  func unknown(_ name: String) { #expect(named(name) == "unknown") }

  @Test("knows what is no text", arguments: ["a.png", "b.tar.gz", "C.O", "libx.so"])
  func binary(_ name: String) { #expect(named(name) == "binary") }
}
