import CommandKit
import Scan

/// How far a scan has come, drawn on a terminal.
struct ScanDrawing: ~Copyable {
  /// What is drawn; nil where nothing is.
  let progress: ScanProgress?
  private let line: ProgressLine?

  /// Draws where somebody looks.
  init(_ invocation: borrowing Invocation) {
    guard ProgressLine.isSeen(quiet: invocation.isQuiet) else {
      progress = nil
      line = nil
      return
    }
    let progress = ScanProgress()
    self.progress = progress
    line = ProgressLine {
      let toRead = progress.toRead.load(ordering: .relaxed)
      if toRead == 0 { return "\(progress.found.load(ordering: .relaxed)) files" }
      let read = progress.read.load(ordering: .relaxed)
      let mebibytes = progress.bytesRead.load(ordering: .relaxed) >> 20
      return "\(read) of \(toRead) files read, \(mebibytes) MiB"
    }
  }

  /// Takes the drawing away.
  func end() { line?.end() }
}
