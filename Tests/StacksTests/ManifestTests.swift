import Formats
import Platform
import Testing

@testable import Stacks

@Suite("Manifests")
struct ManifestTests {
  @Test("requirements: comments, options, addresses and prose are no packages")
  func requirements() {
    let text = """
      # django
      Flask[async]>=2.0,<3 ; python_version > "3.8"  # not fastapi
      -r django.txt
      --index-url https://example.org/django
      torch @ https://example.org/torch-2.whl#sha256=1
      numpy==1.26 --hash=sha256:ab
      ./django
      django is nice
      """
    #expect(
      found("requirements.txt", text) == ["flask >=2.0,<3 :2", "pytorch :5", "numpy ==1.26 :6"])
  }

  @Test("pyproject: all that name packages, and nothing else")
  func pyproject() {
    let text = """
      [project]
      description = "like flask"
      dependencies = ["django>=5"]
      [project.optional-dependencies]
      web = ["fastapi"]
      [dependency-groups]
      dev = ["pytest", {include-group = "x"}]
      [tool.poetry.group.ml.dependencies]
      torch = {version = "^2", optional = true}
      """
    #expect(
      found("pyproject.toml", text)
        == ["django >=5 :3", "fastapi :5", "pytest :7", "pytorch ^2 :9"])
  }

  @Test("setup.py: the strings of its requirements")
  func setup() {
    let text = """
      # install_requires=["django"]
      setup(description="flask", install_requires=[
        "fastapi>=1",
      ], extras_require={"flask": ["pytest"]})
      """
    #expect(found("setup.py", text) == ["fastapi >=1 :3", "pytest :4"])
  }

  @Test("package.json: no names in other members")
  func npm() {
    let text = """
      {"description": "like react", "scripts": {"vue": "next"},
       "devDependencies": {"svelte": "^4"}}
      """
    #expect(found("package.json", text) == ["svelte ^4 :2"])
  }

  @Test("lock files give versions only")
  func locks() {
    let yarn = "react@^18.0.0:\n  version \"18.2.0\"\n"
    #expect(found("yarn.lock", yarn) == [])
    #expect(found("yarn.lock", yarn, locked: true) == ["react 18.2.0 :2"])
    let npm = "{\"packages\": {\"node_modules/vue\": {\"version\": \"3.4.1\"}}}"
    #expect(found("package-lock.json", npm, locked: true) == ["vue 3.4.1 :1"])
    let pnpm = "packages:\n  react@18.2.0:\n    a: 1\n"
    #expect(found("pnpm-lock.yaml", pnpm, locked: true) == ["react 18.2.0 :2"])
    let cargo = "[[package]]\nname = \"axum\"\nversion = \"0.7.1\"\n"
    #expect(found("Cargo.lock", cargo, locked: true) == ["axum 0.7.1 :2"])
    let gems = "GEM\n  specs:\n    rails (7.1.2)\n      sinatra (= 1)\n"
    #expect(found("Gemfile.lock", gems, locked: true) == ["rails 7.1.2 :3"])
  }

  @Test("Cargo: renamed packages and tables of targets")
  func cargo() {
    let text = """
      [dependencies]
      web = { package = "axum", version = "0.7" }
      [target.'cfg(unix)'.dependencies]
      tokio = "1"
      """
    #expect(found("Cargo.toml", text) == ["axum 0.7 :2", "tokio 1 :4"])
  }

  @Test("go.mod: what is indirect is told apart")
  func go() {
    let text = """
      module github.com/gin-gonic/gin
      require github.com/spf13/cobra v1.8.0
      require (
      	// github.com/gin-gonic/gin v1
      	github.com/labstack/echo/v4 v4.1.0
      	github.com/lib/pq v1.10.0 // indirect
      )
      """
    #expect(found("go.mod", text) == ["cobra v1.8.0 :2", "echo v4.1.0 :5"])
    #expect(found("go.mod", text, locked: true) == ["postgresql v1.10.0 :6"])
  }

  @Test("pom.xml: parents, dependencies and properties, no comments")
  func maven() {
    let text = """
      <project><parent><groupId>org.springframework.boot</groupId>
      <artifactId>x</artifactId><version>3.2.0</version></parent>
      <properties><pg>42.7</pg></properties>
      <!-- <dependency><groupId>io.quarkus</groupId></dependency> -->
      <dependencies><dependency><groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId><version>${pg}</version></dependency></dependencies>
      </project>
      """
    #expect(found("pom.xml", text) == ["spring-boot 3.2.0 :1", "postgresql 42.7 :5"])
  }

  @Test("Gradle: notations, plugins and catalogs")
  func gradle() {
    let text = """
      plugins { id("org.springframework.boot") version "3.2.0" }
      // implementation("io.ktor:ktor:1")
      dependencies {
        implementation 'io.micronaut:core:4.1'
        runtimeOnly group: 'org.postgresql', name: 'postgresql', version: '42'
        description = "io.quarkus:core"
      }
      """
    #expect(
      found("build.gradle", text) == ["spring-boot 3.2.0 :1", "micronaut 4.1 :4", "postgresql :5"])
    #expect(found("build.gradle", "apply plugin: 'io.quarkus'\n") == ["quarkus :1"])
    let catalog = """
      [versions]
      k = "2.3"
      [libraries]
      ktor = { module = "io.ktor:server", version.ref = "k" }
      """
    #expect(found("gradle/libs.versions.toml", catalog) == ["ktor 2.3 :4"])
  }

  @Test("NuGet: references, central versions and the kind of the project")
  func nuget() {
    let text = """
      <Project Sdk="Microsoft.NET.Sdk.Web">
      <PackageReference Include="Npgsql" Version="8.0" />
      <PackageReference Include="xunit"><Version>2.6</Version></PackageReference>
      </Project>
      """
    #expect(found("a.csproj", text) == ["aspnet-core :1", "postgresql 8.0 :2", "xunit 2.6 :3"])
  }

  @Test("Ruby, PHP, Swift, Elixir, Dart and CMake")
  func others() {
    #expect(
      found("Gemfile", "# gem 'sinatra'\ngem \"rails\", '~> 7.1'\nputs 'gem hanami'")
        == ["rails ~> 7.1 :2"])
    #expect(
      found("a.gemspec", "s.add_dependency 'sinatra', '>= 3'") == ["sinatra >= 3 :1"])
    #expect(
      found("composer.json", "{\"require\": {\"laravel/framework\": \"^11\"}}")
        == ["laravel ^11 :1"])
    #expect(
      found(
        "Package.swift", ".package(url: \"https://github.com/vapor/vapor.git\", from: \"4.0.0\")")
        == ["vapor 4.0.0 :1"])
    #expect(found("mix.exs", "[{:phoenix, \"~> 1.7\"}] # {:ecto, \"1\"}") == ["phoenix ~> 1.7 :1"])
    #expect(found("pubspec.yaml", "dependencies:\n  flutter:\n    sdk: flutter\n").count == 1)
    #expect(
      found("CMakeLists.txt", "# find_package(Boost)\nfind_package(Qt6 6.5 REQUIRED)")
        == ["qt 6.5 :2"])
  }

  @Test("Dockerfile: arguments, stages, continued lines and heredocs")
  func docker() {
    let text = """
      ARG PG=16
      FROM --platform=linux/amd64 docker.io/library/postgres:${PG} AS base
      RUN echo \\
        FROM redis
      RUN <<END
      FROM mysql
      END
      FROM base
      # FROM nginx
      """
    #expect(found("Dockerfile", text) == ["postgresql 16 :2"])
  }

  @Test("compose, Kubernetes, workflows and Terraform")
  func infrastructure() {
    #expect(
      found("compose.yaml", "services:\n  db:\n    image: pgvector/pgvector:pg16\n")
        == ["pgvector pg16 :3"])
    #expect(
      found("k/a.yaml", "apiVersion: v1\nkind: Pod\nspec: {image: 'redis:7'}\n")
        == ["kubernetes :2", "redis 7 :3"])
    #expect(found("k/t.yaml", "apiVersion: v1\nkind: Pod\na: {{ .b }}\n") == ["kubernetes :2"])
    #expect(found("k/other.yaml", "text: |\n  apiVersion: v1\n  kind: Pod\n") == [])
    let workflow = StackRules.builtIn.findings(
      path: Array(".github/workflows/a.yml".utf8), content: FrozenBytes(Array("on: push\n".utf8)))
    #expect(workflow.found.map(\.name) == ["github-actions"])
    #expect(
      found("a.tf", "# provider \"google\" {}\nprovider \"aws\" {}\n") == ["aws :2"])
  }

  @Test(
    "a broken one is reported and costs its own findings only",
    arguments: [
      ("package.json", "{\"dependencies\": {\"react\": \"1\"}"), ("pyproject.toml", "a = ["),
      ("pom.xml", "<a><b></a>"), ("compose.yaml", "a: [1"),
    ])
  func broken(path: String, text: String) {
    let findings = StackRules.builtIn.findings(
      path: Array(path.utf8), content: FrozenBytes(Array(text.utf8)))
    #expect(findings.problem != nil)
    #expect(findings.found.allSatisfy { $0.line == 0 })
  }

  @Test("R's DESCRIPTION is told from other files of that name")
  func description() {
    #expect(
      found("DESCRIPTION", "Package: a\nImports:\n    dplyr (>= 1.0),\n    other\nTitle: shiny\n")
        == ["r :1", "tidyverse (>= 1.0) :3"])
    #expect(found("DESCRIPTION", "Imports: shiny\n") == [])
  }

  @Test("a workflow's actions are seen by rules of the user, beside its expressions")
  func actions() throws {
    let rules = try StackRules.builtIn.adding(Array("framework x action:a/b".utf8))
    let text = "jobs:\n  j:\n    steps:\n    - uses: a/b@v4\n      with: {k: '${{ c }}'}\n"
    let findings = rules.findings(
      path: Array(".github/workflows/a.yml".utf8), content: FrozenBytes(Array(text.utf8)))
    #expect(findings.found.last?.name == "x")
    #expect(findings.found.last?.line == 4)
  }

  @Test("a file that is built to be slow is not")
  func slow() {
    let stages = String(repeating: "FROM a AS b\n", count: 10_000)
    #expect(found("Dockerfile", stages + "FROM redis\n") == ["redis :10001"])
    let long = "ARG A=" + String(repeating: "x", count: 100_000) + "\nFROM "
    #expect(found("Dockerfile", long + String(repeating: "${A}", count: 100_000)) == [])
  }

  @Test("any bytes are read without harm")
  func hostile() {
    var seed: UInt32 = 7
    let letters = Array("{}[]()<>\"'\\/#:=-@$ \n\tFROMagem<<.".utf8) + [0, 255]
    let names = Manifest.names.map(\.0) + ["a.csproj", "a.tf", "a.yaml", "a.cabal", "a.gemspec"]
    for name in names {
      for count in 0..<40 {
        let bytes = (0..<(count * 3)).map { _ in
          seed = seed &* 1_664_525 &+ 1_013_904_223
          return letters[Int(seed >> 16) % letters.count]
        }
        _ = StackRules.builtIn.findings(path: Array(name.utf8), content: FrozenBytes(bytes))
      }
    }
  }
}
