internal import LieAlgebras
public import Tensors

extension PairRegression {
  /// The algebra that the generators of a regression span.
  public struct Algebra: Sendable {
    /// Its name; nil if the brackets do not close, or there is nothing to close.
    public let name: String?
    /// Other names of the same algebra.
    public let aliases: [String]
    /// The share of the brackets outside the span of the generators.
    public let closure: Double
    /// The generators in a basis that a person recognises, after closure polishing, `[count, n, n]`.
    public let generators: Tensor<Double>
    /// The constants of `[eᵢ, eⱼ] = Σₖ cᵢⱼₖ eₖ`, `[count, count, count]`; nil if the brackets do not close.
    public let structure: Tensor<Double>?
    /// What each does.
    public let descriptions: [Finding.GeneratorText]
    /// What to say beside it.
    public let remarks: [String]
  }

  /// Names the generators of a solution.
  public func algebra(of solution: Solution, in clouds: PointClouds) -> Algebra {
    let n = clouds.dimension
    guard solution.count > 0, solution.count < n * n else {
      return Algebra(
        name: nil, aliases: [], closure: 0, generators: .zeros([0, n, n]), structure: nil,
        descriptions: [], remarks: [])
    }
    let noise = min(0.5, 1 / solution.ratio)
    let identification = try? AlgebraIdentifier().identify(solution.generators, noise: noise)
    let isNamed = identification.map { $0.outcome != .notClosed } ?? false
    var basis = solution.generators
    if isNamed, let identification, identification.moved > 0, identification.moved < 0.5,
      let polished = identification.algebra?.basis
    {
      basis = polished
    }
    let canonical = canonicalBasis(of: basis, noise: min(noise, 0.03)).basis
    let name = isNamed ? identification?.name : nil
    let names = name.map { [$0.name] + $0.aliases } ?? []
    return Algebra(
      name: name?.name, aliases: name?.aliases ?? [],
      closure: BracketTable(of: solution.generators).residual, generators: canonical,
      structure: isNamed ? BracketTable(of: canonical).constants : nil,
      descriptions: canonical.unstacked.map {
        let text = GeneratorDescription(of: $0, coordinates: clouds.coordinates, tolerance: noise)
        return Finding.GeneratorText(words: text.words, field: text.field)
      },
      remarks: OrbitRemarks.pairs(
        names: names, count: solution.count, clouds: clouds.clouds.count, dimension: n))
  }
}
