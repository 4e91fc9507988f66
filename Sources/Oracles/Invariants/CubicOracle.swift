internal import Tensors

/// A cubic form of all coordinates of a sample, as an oracle.
struct CubicOracle: Oracle {
  let layout: PointLayout
  let form: CubicForm

  init(layout: PointLayout, _ polynomial: Polynomial) {
    self.layout = layout
    form = CubicForm(polynomial, dimension: layout.count)
  }

  var outputs: Int { 1 }

  func evaluate(at samples: Tensor<Double>) -> OracleValues {
    .each(of: samples, layout) { x, gradient in form.add(gradientAt: x, to: gradient) }
  }
}

extension OracleValues {
  /// One output computed sample by sample.
  ///
  /// The function returns the value at the coordinates, `[layout.count]`, and adds the gradient to its
  /// second argument, which comes filled with zeros.
  static func each(
    of samples: Tensor<Double>, _ layout: PointLayout,
    _ function: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Double
  ) -> OracleValues {
    precondition(
      samples.rank == 2 && samples.shape[1] == layout.count,
      "samples \(samples.shape) do not have \(layout.count) coordinates")
    let (count, n) = (samples.shape[0], layout.count)
    var values = Tensor<Double>.zeros([count, 1])
    var jacobians = Tensor<Double>.zeros([count, 1, n])
    values.scalars.withUnsafeMutableBufferPointer { values in
      jacobians.scalars.withUnsafeMutableBufferPointer { jacobians in
        samples.scalars.withUnsafeBufferPointer { samples in
          guard let x = samples.baseAddress, let gradients = jacobians.baseAddress else { return }
          for i in 0..<count { values[i] = function(x + i * n, gradients + i * n) }
        }
      }
    }
    return OracleValues(values: values, jacobians: jacobians)
  }
}
