/// Sets of numbers that are joined one after another.
struct DisjointSets {
  private var parent: [Int]
  private var sizes: [Int]

  init(_ count: Int) {
    parent = Array(0..<count)
    sizes = [Int](repeating: 1, count: count)
  }

  /// The number that stands for the set of another.
  mutating func root(_ index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  /// Joins the sets of two representatives and returns the new one.
  mutating func join(_ a: Int, _ b: Int) -> Int {
    let (large, small) = sizes[a] >= sizes[b] ? (a, b) : (b, a)
    parent[small] = large
    sizes[large] += sizes[small]
    return large
  }

  func size(_ root: Int) -> Int { sizes[root] }
}
