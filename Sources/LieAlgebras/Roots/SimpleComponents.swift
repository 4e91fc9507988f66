internal import Tensors

/// A simple ideal of a semisimple algebra, in the working basis.
struct SimpleComponent: Sendable {
  /// The type of the complexification, or of one of its two halves if the ideal is complex.
  let type: CartanType
  /// Whether the ideal is a complex algebra seen as real.
  let isComplex: Bool
  /// An orthonormal basis, `[dimension, m]`.
  let span: Tensor<Double>
  /// The signature of the Killing form on the ideal.
  let signature: Signature
  /// Its names, the default first; empty if the character fits no real form.
  var forms: [RealForm] {
    RealForm.names(of: type, isComplex: isComplex, character: signature.character)
  }
}

extension CartanDecomposition {
  /// The types of the irreducible components of the root system, with the roots of each; nil if one
  /// fits no type.
  var components: [(type: CartanType, roots: [Int])]? {
    var found: [(type: CartanType, roots: [Int])] = []
    for roots in connectedRoots {
      let lengths = roots.map { gram.scalars[$0 * gram.shape[0] + $0] }
      let longest = lengths.max() ?? 0
      let rank = Int(lengths.reduce(0, +).rounded())  // the Gram matrix is a projector
      let short = lengths.count { $0 < 0.8 * longest }
      guard let type = CartanType(rank: rank, roots: roots.count, short: short) else { return nil }
      found.append((type, roots))
    }
    return found
  }

  /// Roots linked by angles other than 90°: the possible cosines are 0, ½, 1/√2, √3/2 and 1.
  private var connectedRoots: [[Int]] {
    let n = gram.shape[0]
    var remaining = Set(0..<n)
    var groups: [[Int]] = []
    while let first = remaining.min() {
      remaining.remove(first)
      var (group, next) = ([first], 0)
      while next < group.count {
        let i = group[next]
        for j in remaining.sorted() {
          let scale = (gram.scalars[i * n + i] * gram.scalars[j * n + j]).squareRoot()
          if gram.scalars[i * n + j].magnitude > 0.25 * scale {
            group.append(j)
            remaining.remove(j)
          }
        }
        next += 1
      }
      groups.append(group)
    }
    return groups
  }

  /// The simple ideals of the semisimple `algebra` that was decomposed; nil if the roots are no root
  /// system.
  ///
  /// Complex conjugation permutes the irreducible components: a component mapped to another one
  /// belongs to a complex simple algebra, seen as real.
  func simpleComponents(of algebra: StructureConstants) -> [SimpleComponent]? {
    guard let components else { return nil }
    var home = [Int](repeating: 0, count: conjugate.count)
    for (index, component) in components.enumerated() {
      for root in component.roots { home[root] = index }
    }
    let killing = algebra.killingForm
    var result: [SimpleComponent] = []
    for (index, component) in components.enumerated() {
      let image = home[conjugate[component.roots[0]]]
      guard component.roots.allSatisfy({ home[conjugate[$0]] == image }) else { return nil }
      guard home[conjugate[components[image].roots[0]]] == index else { return nil }
      guard image >= index else { continue }
      let isComplex = image != index
      if isComplex, components[image].type != component.type { return nil }
      let roots = isComplex ? component.roots + components[image].roots : component.roots
      let dimension = (isComplex ? 2 : 1) * component.type.dimension
      let span = dimension == algebra.dimension ? .identity(dimension) : realSpan(roots, dimension)
      let form = span.matmul(killing).matmul(span, transposed: .right)
      result.append(
        SimpleComponent(
          type: component.type, isComplex: isComplex, span: span,
          signature: Signature(of: form, tolerance: 0)))
    }
    guard result.reduce(0, { $0 + $1.span.shape[0] }) == algebra.dimension else { return nil }
    return result
  }

  /// The real span of the root vectors and coroots of some roots, of known dimension.
  private func realSpan(_ chosen: [Int], _ dimension: Int) -> Tensor<Double> {
    let m = vectors.real.shape[1]
    var rows: [Double] = []
    for i in chosen {
      for (re, im) in [(vectors.real, vectors.imaginary), (coroots.real, coroots.imaginary)] {
        let (x, y) = (re.row(i), im.row(i))
        let length = (x.dot(x) + y.dot(y)).squareRoot()
        rows += (x / length).scalars + (y / length).scalars
      }
    }
    return Tensor(rows, shape: [4 * chosen.count, m]).largestRightVectors(dimension)
  }
}
