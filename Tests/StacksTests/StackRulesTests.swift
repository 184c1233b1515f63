import Formats
import Platform
import Testing

@testable import Stacks

/// What the built-in rules find in one file, as `name version line`.
func found(_ path: String, _ content: String, locked: Bool = false) -> [String] {
  let findings = StackRules.builtIn.findings(
    path: Array(path.utf8), content: FrozenBytes(Array(content.utf8)))
  return findings.found.filter { $0.line > 0 && $0.isDirect != locked }.map {
    let version = String(decoding: $0.version, as: UTF8.self)
    return version.isEmpty ? "\($0.name) :\($0.line)" : "\($0.name) \(version) :\($0.line)"
  }
}

@Suite("The rules")
struct StackRulesTests {
  @Test("are read without an error, and are many")
  func table() throws {
    let rules = try StackRules.builtIn.adding(Array(StackRules.table.utf8))
    #expect(StackRules.builtIn.count >= 300)
    #expect(rules.count == 2 * StackRules.builtIn.count)
  }

  @Test("say what is wanted of a file")
  func interest() {
    let rules = StackRules.builtIn
    func interest(_ path: String) -> StackInterest { rules.interest(in: Array(path.utf8)) }
    #expect(interest("a/package.json") == .content)
    #expect(interest("Dockerfile.dev") == .content)
    #expect(interest("requirements/base.txt") == .content)
    #expect(interest("dev-requirements.txt") == .content)
    #expect(interest("docker-compose.prod.yml") == .content)
    #expect(interest("App.csproj") == .content)
    #expect(interest("src/main.rs") == .name)
    #expect(interest("Jenkinsfile") == .name)
    #expect(interest("notes.txt") == .none)
    #expect(interest("package.json/x") == .none)
    #expect(interest("") == .none)
  }

  @Test(
    "know each technology of Python",
    arguments: [
      ("fastapi", "fastapi"), ("django", "Django"), ("flask", "Flask"),
      ("langchain", "langchain"), ("llamaindex", "llama_index"), ("crewai", "crewai"),
      ("autogen", "pyautogen"), ("transformers", "transformers"), ("pytorch", "torch"),
      ("tensorflow", "tensorflow"), ("mlflow", "mlflow"), ("bentoml", "bentoml"),
      ("ray", "ray"), ("pinecone", "pinecone-client"), ("weaviate", "weaviate-client"),
      ("chroma", "chromadb"), ("qdrant", "qdrant_client"), ("milvus", "pymilvus"),
      ("pgvector", "pgvector"), ("neo4j", "neo4j"), ("mongodb", "pymongo"),
      ("postgresql", "psycopg"), ("postgresql", "asyncpg"), ("sql", "SQLAlchemy"),
    ])
  func python(name: String, package: String) {
    #expect(found("requirements.txt", package) == ["\(name) :1"])
  }

  @Test(
    "know each technology of JavaScript",
    arguments: [
      ("react", "react"), ("nextjs", "next"), ("vue", "vue"), ("angular", "@angular/core"),
      ("svelte", "svelte"), ("express", "express"), ("nestjs", "@nestjs/core"),
      ("fastify", "fastify"),
    ])
  func javaScript(name: String, package: String) {
    let text = "{\"dependencies\":\n{\"\(package)\": \"1\"}}"
    #expect(found("package.json", text) == ["\(name) 1 :2"])
  }

  @Test(
    "know each technology by a file's name",
    arguments: [
      ("python", "a.py"), ("javascript", "a.mjs"), ("typescript", "tsconfig.json"),
      ("go", "go.mod"), ("rust", "Cargo.toml"), ("java", "pom.xml"), ("csharp", "a.cs"),
      ("ruby", "Gemfile"), ("r", "a.R"), ("cpp", "a.hpp"), ("julia", "a.jl"), ("sql", "a.sql"),
      ("docker", "Dockerfile"), ("docker", "devcontainer.json"), ("docker", "compose.yaml"),
      ("terraform", "main.tf"), ("pulumi", "Pulumi.yaml"), ("gitlab-ci", ".gitlab-ci.yml"),
    ])
  func names(name: String, file: String) {
    let findings = StackRules.builtIn.findings(path: Array(file.utf8), content: nil)
    #expect(findings.found.contains { $0.name == name && $0.line == 0 })
  }

  @Test("are added to by rules of the user, whose errors name the line and the remedy")
  func own() throws {
    let rules = try StackRules.builtIn.adding(Array("# ours\nframework acme npm:@acme/*".utf8))
    let text = FrozenBytes(Array("{\"dependencies\": {\"@acme/web\": \"2\"}}".utf8))
    let findings = rules.findings(path: Array("package.json".utf8), content: text)
    #expect(findings.found.last?.name == "acme")
    #expect(rules.version != StackRules.builtIn.version)
    for (text, message) in [
      ("framwork a npm:b", "did you mean framework?"), ("framework a", "a rule needs"),
      ("framework a npn:b", "did you mean npm?"), ("framework a npm:", "is no evidence"),
    ] {
      do throws(ParseError) {
        _ = try rules.adding(Array("\n\(text)".utf8))
        Issue.record("expected an error for \(text)")
      } catch {
        #expect(error.position.line == 2)
        #expect(error.message.contains(message))
      }
    }
  }
}
