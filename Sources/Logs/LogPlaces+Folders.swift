import Platform

/// Where logs may appear.
extension LogPlaces {
  /// The folders that may have logs, or folders with logs, now or later: those that are there.
  func folders(of folder: BytePath) -> [BytePath] {
    if pattern != nil { return tree(folder) }
    var folders = [folder, folder.appending("workers")]
    if includesTasks {
      let tasks = folder.appending("tasks")
      folders.append(tasks)
      for name in (try? Directory.names(in: tasks)) ?? [] { folders.append(tasks.appending(name)) }
    }
    return folders.filter { (try? FileStatus.of(path: $0))?.kind == .folder }
  }

  private func tree(_ folder: BytePath) -> [BytePath] {
    var folders: [BytePath] = []
    var rest = [folder]
    while let path = rest.popLast() {
      folders.append(path)
      for name in (try? Directory.names(in: path)) ?? [] {
        let inner = path.appending(name)
        if (try? FileStatus.of(path: inner, followLinks: false))?.kind == .folder {
          rest.append(inner)
        }
      }
    }
    return folders
  }
}
