public import Discovery
public import Tensors

extension OrbitsReport {
  /// What is known of the points and was not told to the method.
  public struct Truth: Sendable {
    /// The orbit of each row.
    public var orbits: [Int]
    /// What sets the orbits apart, or the place on the orbit, a number for each row.
    public var invariants: [Double]
    /// What that number is, such as `Re u`.
    public var invariant: String
    /// Whether the clusters of the embedding are meant to be these orbits.
    public var isSought: Bool
    /// Pictures along some orbits, for data that are pictures.
    public var pictures: Pictures?

    /// The truth of rows.
    public init(
      orbits: [Int], invariants: [Double], invariant: String, isSought: Bool = true,
      pictures: Pictures? = nil
    ) {
      (self.orbits, self.invariants, self.invariant) = (orbits, invariants, invariant)
      (self.isSought, self.pictures) = (isSought, pictures)
    }
  }

  /// Pictures at some places of some orbits.
  public struct Pictures: Sendable {
    /// Their pixels, `[orbits, places, height, width]`.
    public var pixels: Tensor<Double>
    /// Where on the orbit they lie, `[orbits, places]`, increasing.
    public var places: Tensor<Double>

    /// Pictures along orbits.
    public init(pixels: Tensor<Double>, places: Tensor<Double>) {
      precondition(
        pixels.rank == 4 && Array(pixels.shape.prefix(2)) == places.shape,
        "pictures \(pixels.shape) at places \(places.shape)")
      (self.pixels, self.places) = (pixels, places)
    }
  }

  /// The paper's regression on the cloud of some rows.
  public struct CloudRegression: Sendable {
    /// What it gives.
    public var solution: PairRegression.Solution
    /// The algebra that its generators span.
    public var algebra: PairRegression.Algebra
    /// The points of the cloud.
    public var rows: [Int]
    /// What was subtracted from them.
    public var centre: [Double]

    /// A regression.
    public init(
      _ solution: PairRegression.Solution, algebra: PairRegression.Algebra, rows: [Int],
      centre: [Double]
    ) {
      (self.solution, self.algebra, self.rows, self.centre) = (solution, algebra, rows, centre)
    }
  }
}
