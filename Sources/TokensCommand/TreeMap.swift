import CommandKit

/// Areas in a rectangle of characters, each as large as its share: a picture of where tokens are.
struct TreeMap {
  /// What is drawn: names and their sizes, the largest first.
  let items: [(name: String, size: Int)]
  let width: Int
  let height: Int

  /// A place in the picture. A character is twice as high as it is wide.
  private struct Area {
    var left: Double, top: Double, width: Double, height: Double
    var shorter: Double { min(width, height * TreeMap.aspect) }
  }

  private static let aspect = 2.0

  /// The lines of the picture.
  func lines(hasColor: Bool) -> [String] {
    var cells = [[Character]](repeating: Array(repeating: " ", count: width), count: height)
    var owners = [[Int]](repeating: Array(repeating: -1, count: width), count: height)
    for (index, area) in areas().enumerated() {
      draw(area, index, &cells, &owners, hasColor: hasColor)
    }
    return (0..<height).map { row in
      hasColor ? TreeMap.colored(cells[row], owners[row]) : String(cells[row])
    }
  }

  /// Where each item lies: rows along the shorter side are filled as long as their areas become more
  /// like squares.
  private func areas() -> [Area] {
    let total = max(1, items.reduce(0) { $0 + $1.size })
    let scale = Double(width * height) / Double(total)
    var rest = Area(left: 0, top: 0, width: Double(width), height: Double(height))
    var areas: [Area] = []
    var first = 0
    while first < items.count {
      var (end, best) = (first + 1, Double.infinity)
      var sum = Double(items[first].size) * scale
      best = worst(first..<end, sum, scale, rest.shorter)
      while end < items.count {
        let more = sum + Double(items[end].size) * scale
        let next = worst(first..<(end + 1), more, scale, rest.shorter)
        if next > best { break }
        (best, sum) = (next, more)
        end += 1
      }
      areas += lay(first..<end, sum, scale, &rest)
      first = end
    }
    return areas
  }

  /// How far from a square the worst area of a row is.
  private func worst(
    _ range: Range<Int>, _ sum: Double, _ scale: Double, _ shorter: Double
  ) -> Double {
    let sizes = range.map { Double(max(1, items[$0].size)) * scale * TreeMap.aspect }
    let (most, least) = (sizes.max() ?? 1, sizes.min() ?? 1)
    let (area, side) = (sum * TreeMap.aspect, max(1, shorter))
    return max(side * side * most / (area * area), area * area / (side * side * least))
  }

  /// Puts a row at the shorter side of what is left.
  private func lay(
    _ range: Range<Int>, _ sum: Double, _ scale: Double, _ rest: inout Area
  ) -> [Area] {
    var areas: [Area] = []
    let isUpright = rest.width >= rest.height * TreeMap.aspect
    let depth = sum / max(1, isUpright ? rest.height : rest.width)
    var place = isUpright ? rest.top : rest.left
    for index in range {
      let length = Double(items[index].size) * scale / max(0.0001, depth)
      areas.append(
        isUpright
          ? Area(left: rest.left, top: place, width: depth, height: length)
          : Area(left: place, top: rest.top, width: length, height: depth))
      place += length
    }
    if isUpright {
      rest.left += depth
      rest.width -= depth
    } else {
      rest.top += depth
      rest.height -= depth
    }
    return areas
  }

  private func draw(
    _ area: Area, _ index: Int, _ cells: inout [[Character]], _ owners: inout [[Int]],
    hasColor: Bool
  ) {
    func clamped(_ value: Double, _ most: Int) -> Int { max(0, min(most, Int(value.rounded()))) }
    let columns =
      clamped(
        area.left, width)..<max(
        clamped(area.left, width), clamped(area.left + area.width, width))
    let rows =
      clamped(
        area.top, height)..<max(
        clamped(area.top, height), clamped(area.top + area.height, height))
    if columns.isEmpty || rows.isEmpty { return }
    for row in rows {
      for column in columns {
        owners[row][column] = index
        if !hasColor, row == rows.lowerBound || column == columns.lowerBound {
          cells[row][column] = row == rows.lowerBound ? "-" : "|"
        }
      }
    }
    let inset = hasColor ? 0 : 1
    for (line, text) in [items[index].name, "\(items[index].size)"].enumerated() {
      let row = rows.lowerBound + line + inset
      let room = columns.count - inset - 1
      if row >= rows.upperBound || room < 3 { break }
      let shown = text.count <= room ? text : String(text.suffix(room))
      for (offset, letter) in shown.enumerated() {
        cells[row][columns.lowerBound + inset + offset] = letter
      }
    }
  }

  /// Colours of the background that black text can be read on, from the palette of 256.
  private static let colors = [110, 150, 180, 146, 174, 116, 186, 183]

  private static func colored(_ cells: [Character], _ owners: [Int]) -> String {
    var line = ""
    var current = -1
    for (cell, owner) in zip(cells, owners) {
      if owner != current {
        current = owner
        line += owner < 0 ? "\u{1B}[0m" : "\u{1B}[30;48;5;\(colors[owner % colors.count])m"
      }
      line.append(cell)
    }
    return line + "\u{1B}[0m"
  }
}
