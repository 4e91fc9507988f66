internal import CKernels

// What each does stands with the requirement.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: KernelScalar {
  public static func unary(
    _ f: UnaryFunction, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, count: Int
  ) {
    kernel_unary_f64(kernel_unary(rawValue: f.rawValue), x, y, count)
  }

  public static func power(
    _ exponent: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, count: Int
  ) {
    kernel_power_f64(exponent, x, y, count)
  }

  public static func affine(
    _ scale: Double, _ shift: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    kernel_affine_f64(scale, shift, x, y, count)
  }

  public static func binary(
    _ op: BinaryFunction, _ a: UnsafePointer<Double>, _ sa: Int, _ ta: Int,
    _ b: UnsafePointer<Double>,
    _ sb: Int, _ tb: Int, _ z: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    kernel_binary_f64(
      kernel_binary(rawValue: op.rawValue), a, sa, ta, b, sb, tb, z, rows, columns)
  }

  public static func biasActivation(
    _ f: FusedActivation, _ x: UnsafePointer<Double>, bias: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    kernel_bias_activation_f64(
      kernel_activation(rawValue: f.rawValue), x, bias, y, rows, columns)
  }

  public static func activationGradient(
    _ f: FusedActivation, _ v: UnsafePointer<Double>, value y: UnsafePointer<Double>,
    _ z: UnsafeMutablePointer<Double>, count: Int
  ) {
    kernel_activation_gradient_f64(kernel_activation(rawValue: f.rawValue), v, y, z, count)
  }

  public static func sum(
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, outer: Int, middle: Int,
    inner: Int
  ) {
    kernel_sum_f64(x, y, outer, middle, inner)
  }

  public static func maximum(
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, outer: Int, middle: Int,
    inner: Int
  ) {
    kernel_max_f64(x, y, outer, middle, inner)
  }

  public static func softmax(
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    kernel_softmax_f64(x, y, rows, columns)
  }

  public static func logSoftmax(
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    kernel_log_softmax_f64(x, y, rows, columns)
  }

  public static func crossEntropy(
    _ x: UnsafePointer<Double>, labels: UnsafePointer<Double>, _ loss: UnsafeMutablePointer<Double>,
    rows: Int, columns: Int
  ) {
    kernel_cross_entropy_f64(x, labels, loss, rows, columns)
  }

  public static func crossEntropyGradient(
    _ v: UnsafePointer<Double>, _ x: UnsafePointer<Double>, labels: UnsafePointer<Double>,
    _ z: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    kernel_cross_entropy_gradient_f64(v, x, labels, z, rows, columns)
  }

  public static func squaredDistance(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int
  ) -> Double {
    kernel_squared_distance_f64(a, b, count)
  }

  public static func scaledDifference(
    _ scale: Double, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    _ z: UnsafeMutablePointer<Double>, count: Int
  ) {
    kernel_scaled_difference_f64(scale, a, b, z, count)
  }

  public static func batchedProduct(
    _ a: UnsafePointer<Double>, transposed ta: Bool, _ b: UnsafePointer<Double>,
    transposed tb: Bool,
    _ c: UnsafeMutablePointer<Double>, batch: Int, m: Int, n: Int, k: Int
  ) {
    kernel_batched_product_f64(a, ta ? 1 : 0, b, tb ? 1 : 0, c, batch, m, n, k)
  }

  public static func orderedSum(
    _ x: UnsafePointer<UnsafePointer<Double>?>, terms: Int, _ y: UnsafeMutablePointer<Double>,
    range: Range<Int>
  ) {
    kernel_ordered_sum_f64(x, terms, y, range.lowerBound, range.upperBound)
  }

  public static func sgdStep(
    _ p: UnsafeMutablePointer<Double>, velocity u: UnsafeMutablePointer<Double>?,
    gradient g: UnsafePointer<Double>, count: Int, gradientScale: Double, rate: Double,
    momentum: Double,
    decay: Double, nesterov: Bool
  ) {
    kernel_sgd_f64(p, u, g, count, gradientScale, rate, momentum, decay, nesterov ? 1 : 0)
  }

  public static func adamStep(
    _ p: UnsafeMutablePointer<Double>, mean m: UnsafeMutablePointer<Double>,
    square v: UnsafeMutablePointer<Double>, gradient g: UnsafePointer<Double>, count: Int,
    gradientScale: Double, rate: Double, beta1: Double, beta2: Double, correction1 c1: Double,
    correction2 c2: Double, epsilon: Double, decay: Double
  ) {
    kernel_adam_f64(
      p, m, v, g, count, gradientScale, rate, beta1, beta2, c1, c2, epsilon, decay)
  }

  public static func isLargest(
    _ x: UnsafePointer<Double>, labels: UnsafePointer<Double>, _ hit: UnsafeMutablePointer<Double>,
    rows: Int, columns: Int
  ) {
    kernel_is_largest_f64(x, labels, hit, rows, columns)
  }
}
