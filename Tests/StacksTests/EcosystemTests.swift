import Formats
import Platform
import Testing

@testable import Stacks

/// What manifests of large projects hold beside the plain list of packages.
@Suite("Manifests as they are found")
struct EcosystemTests {
  @Test("Gradle: several coordinates behind one word, and versions that are variables")
  func gradle() {
    let text = """
      dependencies {
        implementation 'com.h2database:h2:2.1', "org.postgresql:postgresql:${pgVersion}"
        // implementation 'redis.clients:jedis:5'
        note "an open quote
        runtimeOnly 'org.mariadb.jdbc:mariadb-java-client'
      }
      """
    let all = ["h2 2.1 :2", "postgresql :2", "mariadb :5"]
    #expect(found("build.gradle", text) == all)
    #expect(found("gradle/database.gradle", text) == all)
    #expect(
      StackRules.builtIn.findings(path: Array("gradle/a.gradle".utf8), content: nil).isProject
        == false)
  }

  @Test("NuGet: versions that are properties, and the framework's own reference")
  func nuget() {
    let text = """
      <Project><PropertyGroup><B>9.1</B><A>$(B)</A></PropertyGroup><ItemGroup>
      <PackageVersion Include="Pgvector" Version="$(A)" />
      <PackageVersion Include="xunit" Version="$(Other)" />
      <FrameworkReference Include="Microsoft.AspNetCore.App" />
      </ItemGroup></Project>
      """
    #expect(
      found("Directory.Packages.props", text).prefix(3)
        == ["pgvector 9.1 :2", "xunit :3", "aspnet-core :4"])
  }

  @Test("setup.py: lists that are made before the call")
  func setup() {
    let text = """
      REQUIRED = ["django>=5", deps["flask"]]
      other = ["fastapi"]
      extras = {"test": ["pytest"]}
      setup(install_requires=REQUIRED, extras_require=extras)
      """
    #expect(found("setup.py", text) == ["django >=5 :1", "flask :1", "pytest :3"])
  }

  @Test("a shift or a shell's string begins no text behind an instruction of a Dockerfile")
  func heredocs() {
    let text = """
      RUN echo $((1<<n)) && cat <<< "word"
      FROM postgres:16
      RUN true && \\
        cat <<-'END' > /a
      FROM mysql
      END
      ARG REDIS="redis:7"
      FROM ${REDIS}
      FROM ${OTHER:-mongo:6}
      """
    #expect(found("Dockerfile", text) == ["postgresql 16 :2", "redis 7 :8", "mongodb 6 :9"])
  }

  @Test("the images of services: GitLab, GitHub, compose with variables, other builders")
  func images() {
    let gitLab = "image: mysql:8\ntest:\n  services:\n  - name: bitnami/redis:7\n  - neo4j\n"
    #expect(found(".gitlab-ci.yml", gitLab) == ["mysql 8 :1", "redis 7 :4", "neo4j :5"])
    let gitHub = """
      jobs:
        t:
          services: {db: {image: 'postgres:15'}}
          steps:
            - uses: docker/build-push-action@v5
      """
    #expect(found(".github/workflows/a.yml", gitHub) == ["docker :5", "postgresql 15 :3"])
    let compose = "services:\n  a:\n    image: mongo:${MONGO:-6}\n"
    #expect(found("compose-test.yaml", compose) == ["mongodb 6 :3"])
  }

  @Test("Terraform: the versions of providers, and quotes in texts")
  func terraform() {
    let text = """
      resource "azurerm_x" "y" { data = <<END
      an "open quote
      END
      }
      terraform { required_providers {
        aws = {
          source = "hashicorp/aws"
          version = "~> 5.0"
        }
        google = { version = ">= 4", source = "hashicorp/google" }
      } }
      """
    #expect(found("main.tf", text) == ["azure :1", "aws ~> 5.0 :7", "gcp >= 4 :10"])
  }

  @Test("an escaped end of a line counts as one")
  func lines() {
    #expect(found("Gemfile", "x = \"a\\\n b\"\ngem 'rails'\n") == ["rails :3"])
  }

  @Test("Haskell's package.yaml, charts, and requirements that are compiled")
  func others() {
    let haskell = "dependencies:\n- base\nexecutables:\n  x:\n    dependencies: [yesod ^>=1.6]\n"
    #expect(found("package.yaml", haskell) == ["yesod ^>=1.6 :5"])
    let chart = "dependencies:\n- name: postgresql\n  version: 12.1.0\n"
    #expect(found("Chart.yaml", chart) == ["postgresql :2"])
    #expect(found("requirements-dev.in", "flask\n") == ["flask :1"])
  }

  @Test("a folder of requirements belongs to the project around it")
  func folders() {
    func isProject(_ path: String) -> Bool {
      StackRules.builtIn.findings(path: Array(path.utf8), content: nil).isProject
    }
    #expect(!isProject("api/requirements/base.txt"))
    #expect(isProject("api/requirements.txt"))
  }

  @Test("what a workspace knows once is told of each of its projects, by the same rule")
  func workspace() {
    let files = [
      ("Cargo.toml", "[workspace.dependencies]\nserde = \"1.0\"\n"),
      ("Cargo.lock", "[[package]]\nname = \"tokio\"\nversion = \"1.40.0\"\n"),
      ("a/Cargo.toml", "[dependencies]\nserde.workspace = true\ntokio.workspace = true\n"),
      ("Dockerfile", "FROM redis:7\n"), ("b/package.json", "{\"dependencies\":{\"redis\":\"*\"}}"),
      ("c/Gemfile", "gem 'redis'\n"),
      ("d/package.json", "{\"dependencies\":{\"next\":\"workspace:*\",\"vue\":\"catalog:\"}}"),
    ].map {
      StackRules.builtIn.findings(
        path: Array($0.0.utf8), content: FrozenBytes(Array($0.1.utf8)))
    }
    let report = StackReport(files)
    func versions(_ path: String) -> [String] {
      let project = report.projects.first { $0.path == Array(path.utf8) }
      return (project?.technologies ?? []).filter { $0.category.list == 1 || $0.category.list == 2 }
        .map { "\($0.name) \(String(decoding: $0.version, as: UTF8.self))" }
    }
    #expect(versions("a") == ["serde 1.0", "tokio 1.40.0"])
    #expect(versions("c") == ["redis "])
    #expect(versions("d") == ["nextjs ", "vue "])
  }

  @Test("rules of the user that could never hold are errors")
  func rules() {
    for text in ["file:*.foo", "file:a/b.yml", "ext:.py", "npm:@a/*b"] {
      do throws(ParseError) {
        _ = try StackRules.builtIn.adding(Array("framework a \(text)".utf8))
        Issue.record("expected an error for \(text)")
      } catch {
        #expect(error.message.contains(text) && error.message.contains("expected"))
      }
    }
  }

  @Test("how much one file tells is bounded")
  func bounded() {
    let text = Array(repeating: Array("flask\n".utf8), count: 100_000).joined()
    let findings = StackRules.builtIn.findings(
      path: Array("requirements.txt".utf8), content: FrozenBytes(Array(text)))
    #expect(findings.found.count <= 20_001)
    let long = FrozenBytes(Array(repeating: UInt8(ascii: "("), count: 5 << 20))
    let broken = StackRules.builtIn.findings(path: Array("CMakeLists.txt".utf8), content: long)
    #expect(broken.problem?.message.contains("expected at most 4 MiB") == true)
  }

  @Test("a long line costs no more than many short ones")
  func longLine() {
    // Reckoned with the column of each, this would take a minute.
    let members = (0..<100_000).map { "\"p\($0)\": \"1\"" }.joined(separator: ",")
    let text = "{\"dependencies\": {\(members),\"vue\": \"3\"}}"
    #expect(found("package.json", text) == ["vue 3 :1"])
  }
}
