import Formats

/// The stack of a tree, and of each project in it.
public struct StackReport {
  /// One technology of a project, with all evidence for it.
  public struct Technology {
    /// What it is.
    public let category: StackCategory
    /// Its name.
    public let name: String
    /// The version as a manifest has it, or that of a lock file, or nothing.
    public var version: [UInt8] = []
    /// The first evidence, at most `evidenceCountMax` pieces.
    public var evidence: [(file: [UInt8], line: Int, rule: [UInt8])] = []
    /// How much evidence there is.
    public var evidenceCount = 0
  }

  /// A folder with a manifest of its own; the top of the tree is the empty path.
  public struct Project {
    /// Its folder.
    public let path: [UInt8]
    /// What it is made of, by category and name.
    public internal(set) var technologies: [Technology] = []
    /// Where each technology of a list is, while they are collected.
    var places: [[String: Int]] = [[:], [:], [:], [:]]
    /// The versions that its files have, by rule: also of what only projects below it ask for.
    var versions: [[UInt8]: [UInt8]] = [:]

    init(path: [UInt8]) { self.path = path }

    /// Whether there is a framework of artificial intelligence or machine learning.
    public var isAI: Bool { technologies.contains { $0.category == .ai || $0.category == .rag } }
    /// Whether there is a database of vectors, or a framework made for retrieval.
    public var isRAG: Bool {
      technologies.contains { $0.category == .vector || $0.category == .rag }
    }
  }

  /// How much evidence is kept of a technology: a thousand files say no more than five.
  public static let evidenceCountMax = 5

  /// The whole tree.
  public private(set) var whole = Project(path: [])
  /// The projects in the order of their folders' names.
  public private(set) var projects: [Project] = []
  /// Files that are broken, by path.
  public private(set) var problems: [(file: [UInt8], error: ParseError)] = []

  /// Groups what the files of a tree tell, in whatever order they come.
  public init(_ files: [StackFindings]) {
    let files = files.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    var folders: [[UInt8]: Int] = [[]: 0]
    projects = [Project(path: [])]
    for file in files where file.isProject {
      let folder = StackReport.parent(file.path)
      if folders[folder] == nil {
        folders[folder] = projects.count
        projects.append(Project(path: folder))
      }
    }
    // What asks for a technology comes before what only knows its version.
    for isDirect in [true, false] {
      for file in files {
        var folder = StackReport.parent(file.path)
        while folders[folder] == nil { folder = StackReport.parent(folder) }
        let number = folders[folder] ?? 0
        for finding in file.found where finding.isDirect == isDirect {
          StackReport.add(finding, file.path, to: &projects[number])
          StackReport.add(finding, file.path, to: &whole)
        }
      }
    }
    fillVersions(folders)
    problems = files.compactMap { file in file.problem.map { (file.path, $0) } }
    for index in projects.indices { StackReport.sort(&projects[index]) }
    StackReport.sort(&whole)
    projects.sort { $0.path.lexicographicallyPrecedes($1.path) }
    if projects[0].technologies.isEmpty, projects.count > 1 { projects.removeFirst() }
  }

  /// Takes versions that a project's manifest leaves out (a workspace has them in one place) from the
  /// nearest folder above it.
  private mutating func fillVersions(_ folders: [[UInt8]: Int]) {
    for index in projects.indices where !projects[index].path.isEmpty {
      for place in projects[index].technologies.indices {
        let technology = projects[index].technologies[place]
        var folder = technology.version.isEmpty ? projects[index].path : []
        while !folder.isEmpty {
          folder = StackReport.parent(folder)
          guard let above = folders[folder] else { continue }
          // By the same rule: an image of a database has another version than its package.
          let rules = technology.evidence.map(\.rule)
          guard let rule = rules.first(where: { projects[above].versions[$0] != nil }) else {
            continue
          }
          projects[index].technologies[place].version = projects[above].versions[rule] ?? []
          break
        }
      }
    }
  }

  private static func parent(_ path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
  }

  private static func sort(_ project: inout Project) {
    project.technologies.sort { left, right in
      if left.category.list != right.category.list {
        return left.category.list < right.category.list
      }
      return left.name < right.name
    }
  }

  private static func add(_ finding: StackFinding, _ file: [UInt8], to project: inout Project) {
    let list = finding.category.list
    let known = project.places[list][finding.name]
    if !finding.version.isEmpty, project.versions[finding.rule] == nil {
      project.versions[finding.rule] = finding.version
    }
    guard finding.isDirect || known != nil else { return }
    let index = known ?? project.technologies.count
    if known == nil {
      project.places[list][finding.name] = index
      project.technologies.append(Technology(category: finding.category, name: finding.name))
    }
    if project.technologies[index].version.isEmpty {
      project.technologies[index].version = finding.version
    }
    guard finding.isDirect else { return }
    project.technologies[index].evidenceCount += 1
    if project.technologies[index].evidence.count < evidenceCountMax {
      project.technologies[index].evidence.append((file, finding.line, finding.rule))
    }
  }

  // MARK: As text

  private static let lists = ["languages", "frameworks", "databases", "infrastructure"]

  /// Writes the report as one JSON object.
  public func write(to out: inout JSONWriter) {
    out.object { out in
      StackReport.write(whole, to: &out)
      out.key("projects")
      out.array { out in
        for project in projects {
          out.object { out in
            out.name("path", bytes: project.path)
            StackReport.write(project, to: &out)
          }
        }
      }
      out.key("problems")
      out.array { out in
        for problem in problems {
          out.object { out in
            out.name("file", bytes: problem.file)
            out.key("line")
            out.number(problem.error.position.line)
            out.key("column")
            out.number(problem.error.position.column)
            out.key("reason")
            out.string(problem.error.message)
          }
        }
      }
    }
  }

  private static func write(_ project: Project, to out: inout JSONWriter) {
    for (index, key) in lists.enumerated() {
      out.key(key)
      out.array { out in
        for technology in project.technologies where technology.category.list == index {
          out.string(technology.name)
        }
      }
    }
    out.key("ai_ml")
    out.bool(project.isAI)
    out.key("rag")
    out.bool(project.isRAG)
    out.key("findings")
    out.array { out in
      for technology in project.technologies { write(technology, to: &out) }
    }
  }

  private static func write(_ technology: Technology, to out: inout JSONWriter) {
    out.object { out in
      out.key("name")
      out.string(technology.name)
      out.key("category")
      out.string(StackCategory.words[Int(technology.category.rawValue)])
      if !technology.version.isEmpty {
        out.key("version")
        out.string(String(decoding: technology.version, as: UTF8.self))
      }
      out.key("evidence_count")
      out.number(technology.evidenceCount)
      out.key("evidence")
      out.array { out in
        for evidence in technology.evidence {
          out.object { out in
            out.name("file", bytes: evidence.file)
            if evidence.line > 0 {
              out.key("line")
              out.number(evidence.line)
            }
            out.key("rule")
            out.string(String(decoding: evidence.rule, as: UTF8.self))
          }
        }
      }
    }
  }

  /// The report for readers: a list a line, with evidence a line below each technology.
  public func lines(withEvidence: Bool) -> [UInt8] {
    var out: [UInt8] = []
    for project in projects {
      out += project.path.isEmpty ? Array(".".utf8) : project.path
      out += "\n".utf8
      for (index, title) in StackReport.lists.enumerated() {
        let list = project.technologies.filter { $0.category.list == index }
        if list.isEmpty { continue }
        out += "  \(title): ".utf8
        out += list.map(\.name).joined(separator: ", ").utf8
        out += "\n".utf8
        for technology in withEvidence ? list : [] { StackReport.explain(technology, &out) }
      }
    }
    return out
  }

  private static func explain(_ technology: Technology, _ out: inout [UInt8]) {
    out += "    \(technology.name)".utf8
    if !technology.version.isEmpty { out += [32] + technology.version }
    out += "\n".utf8
    for evidence in technology.evidence {
      out += "      ".utf8
      out += evidence.file
      if evidence.line > 0 { out += ":\(evidence.line)".utf8 }
      out += [32] + evidence.rule
      out += "\n".utf8
    }
  }
}
