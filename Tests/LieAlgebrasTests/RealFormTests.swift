import LieAlgebras
import Testing

/// Names of real forms against the tables of Helgason.
///
/// Source: Helgason, *Differential Geometry, Lie Groups, and Symmetric Spaces* (1978), ch. X, tables V
/// and VI.
@Suite struct RealFormTests {
  @Test(
    "Cartan types are recognized by their counts",
    arguments: [
      (CartanType(.A, 1), 3, 2), (CartanType(.A, 7), 63, 56), (CartanType(.B, 2), 10, 8),
      (CartanType(.B, 5), 55, 50), (CartanType(.C, 3), 21, 18), (CartanType(.D, 4), 28, 24),
      (CartanType(.D, 8), 120, 112), (CartanType(.E, 6), 78, 72), (CartanType(.E, 7), 133, 126),
      (CartanType(.E, 8), 248, 240), (CartanType(.F, 4), 52, 48), (CartanType(.G, 2), 14, 12),
    ])
  func types(type: CartanType, dimension: Int, roots: Int) {
    #expect(type.dimension == dimension && type.rootCount == roots)
    #expect(CartanType(rank: type.rank, roots: roots, short: type.shortRootCount) == type)
    #expect(CartanType(rank: type.rank, roots: roots + 2, short: type.shortRootCount) == nil)
  }

  @Test(
    "Dimensions of maximal compact subalgebras give the characters",
    arguments: [
      // (form, dimension, dimension of a maximal compact subalgebra)
      (RealForm.so(4, 2), 15, 7), (.so(3, 1), 6, 3), (.so(5, 4), 36, 16), (.su(3, 2), 24, 12),
      (.su(2, 1), 8, 4), (.sp(2, 1), 21, 13), (.slReal(5), 24, 10), (.spReal(6), 21, 9),
      (.suStar(6), 35, 21), (.soStar(10), 45, 25), (.slComplex(3), 16, 8), (.soComplex(5), 20, 10),
      (.exceptional(CartanType(.E, 6), character: -26), 78, 52),
      (.exceptional(CartanType(.E, 7), character: -5), 133, 69),
      (.exceptional(CartanType(.E, 8), character: -24), 248, 136),
      (.exceptional(CartanType(.F, 4), character: -20), 52, 36),
      (.exceptional(CartanType(.G, 2), character: 2), 14, 6),
    ])
  func characters(form: RealForm, dimension: Int, compact: Int) {
    #expect(form.dimension == dimension)
    #expect(form.character == dimension - 2 * compact)
  }

  @Test(
    "Real forms of one type have one dimension and distinct names",
    arguments: [
      CartanType(.A, 1), CartanType(.A, 3), CartanType(.A, 5), CartanType(.B, 2), CartanType(.B, 4),
      CartanType(.C, 4), CartanType(.D, 4), CartanType(.D, 5), CartanType(.E, 6), CartanType(.E, 7),
      CartanType(.E, 8), CartanType(.F, 4), CartanType(.G, 2),
    ])
  func forms(type: CartanType) {
    let all = (-type.dimension...type.rank).flatMap {
      RealForm.names(of: type, isComplex: false, character: $0)
    }
    #expect(all.allSatisfy { $0.dimension == type.dimension })
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.contains { $0.character == -type.dimension })  // compact
    #expect(all.contains { $0.character == type.rank })  // split
    let complex = RealForm.names(of: type, isComplex: true, character: 0)
    #expect(!complex.isEmpty && complex.allSatisfy { $0.dimension == 2 * type.dimension })
  }
}
