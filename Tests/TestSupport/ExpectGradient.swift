public import Autodiff
public import Tensors
public import Testing

/// Expects that the derivatives of `f` at `inputs` are those that differences of its values say.
///
/// For every input in turn, along a random direction d: the gradient of φ = Σ w ⊙ f with random weights w
/// (reverse mode), the derivative w·Df·d (forward mode), and the gradient of ψ = w·Df·d by every input
/// (reverse over forward), each against central differences of fourth order.
///
/// Points where `f` has a kink must be farther than 0.01 away.
///
/// - Parameters:
///   - rtol: Relative to the larger of the two slopes; differences of φ have an error of 1e-12 or so, those
///     of ψ as well, times the fifth derivative.
///
/// Checked by: `ExpectGradientTests`.
public func expectGradient(
  of f: @escaping ([Variable<Double>]) -> Variable<Double>, at inputs: [Tensor<Double>],
  seed: UInt64 = 1, rtol: Double = 1e-7, atol: Double = 1e-8,
  at location: SourceLocation = #_sourceLocation
) {
  let probe = GradientProbe(f: f, inputs: inputs, seed: seed)
  let (_, reverse) = valueAndGradient(of: probe.weighted, at: inputs)
  let (_, second) = valueAndGradient(of: probe.forward, at: inputs)
  for (index, x) in inputs.enumerated() {
    let d = probe.directions[index]
    let slope = probe.slope(of: probe.weighted, index, along: d)
    func check(_ what: String, _ actual: Double, _ expected: Double) {
      let tolerance = atol + rtol * max(actual.magnitude, expected.magnitude)
      #expect(
        (actual - expected).magnitude <= tolerance,
        "\(what) by input \(index) \(x.shape): \(actual), differences say \(expected)",
        sourceLocation: location)
    }
    check("the gradient", reverse[index].dot(d), slope)
    let forward = evaluate({ [probe.forward($0, only: index)] }, at: inputs)[0].scalars[0]
    check("the forward derivative", forward, slope)
    // Another direction than that of the forward derivative, so that no term can hide.
    let e = probe.otherDirections[index]
    check(
      "the gradient of the forward derivative", second[index].dot(e),
      probe.slope(of: { probe.forward($0) }, index, along: e))
    #expect(reverse[index].shape == x.shape, sourceLocation: location)
  }
}

/// A function weighted to a single number, and the directions in which it is tried.
private struct GradientProbe {
  let f: ([Variable<Double>]) -> Variable<Double>
  let inputs: [Tensor<Double>]
  let seed: UInt64
  let directions: [Tensor<Double>]
  let otherDirections: [Tensor<Double>]

  init(
    f: @escaping ([Variable<Double>]) -> Variable<Double>, inputs: [Tensor<Double>], seed: UInt64
  ) {
    (self.f, self.inputs, self.seed) = (f, inputs, seed)
    var rng = Philox(seed: seed, stream: 1)
    directions = inputs.map { rng.normals($0.shape) }
    otherDirections = inputs.map { rng.normals($0.shape) }
  }

  /// φ = Σ w ⊙ f.
  func weighted(_ x: [Variable<Double>]) -> Variable<Double> { weighted(f(x)) }

  /// w·Df·d along all directions.
  func forward(_ x: [Variable<Double>]) -> Variable<Double> {
    let d = zip(x, directions).map { $0.constant($1) }
    return weighted(Variable.pushforward([f(x)], from: x, along: d)[0])
  }

  /// w·Df·d along the direction of one input.
  func forward(_ x: [Variable<Double>], only index: Int) -> Variable<Double> {
    let d = x[index].constant(directions[index])
    return weighted(Variable.pushforward([f(x)], from: [x[index]], along: [d])[0])
  }

  /// The derivative of a number along a direction of one input, by differences.
  func slope(
    of φ: ([Variable<Double>]) -> Variable<Double>, _ index: Int, along d: Tensor<Double>
  ) -> Double {
    func value(_ step: Double) -> Double {
      var moved = inputs
      moved[index].add(d, times: step)
      return evaluate({ [φ($0)] }, at: moved)[0].scalars[0]
    }
    let h = 1e-3 / max(1, d.maximumMagnitude)
    return (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
  }

  private func weighted(_ y: Variable<Double>) -> Variable<Double> {
    var rng = Philox(seed: seed, stream: 2)
    return (y.constant(rng.normals(y.shape)) * y).sum()
  }
}
