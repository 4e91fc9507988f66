internal import CKernels

// What each does stands with the requirement.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float: KernelScalar {
  public static func unary(
    _ f: UnaryFunction, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int
  ) {
    kernel_unary_f32(kernel_unary(rawValue: f.rawValue), x, y, count)
  }

  public static func power(
    _ exponent: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int
  ) {
    kernel_power_f32(exponent, x, y, count)
  }

  public static func affine(
    _ scale: Float, _ shift: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    kernel_affine_f32(scale, shift, x, y, count)
  }

  public static func binary(
    _ op: BinaryFunction, _ a: UnsafePointer<Float>, _ sa: Int, _ ta: Int,
    _ b: UnsafePointer<Float>,
    _ sb: Int, _ tb: Int, _ z: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    kernel_binary_f32(
      kernel_binary(rawValue: op.rawValue), a, sa, ta, b, sb, tb, z, rows, columns)
  }

  public static func biasActivation(
    _ f: FusedActivation, _ x: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    _ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    kernel_bias_activation_f32(
      kernel_activation(rawValue: f.rawValue), x, bias, y, rows, columns)
  }

  public static func activationGradient(
    _ f: FusedActivation, _ v: UnsafePointer<Float>, value y: UnsafePointer<Float>,
    _ z: UnsafeMutablePointer<Float>, count: Int
  ) {
    kernel_activation_gradient_f32(kernel_activation(rawValue: f.rawValue), v, y, z, count)
  }

  public static func sum(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, outer: Int, middle: Int, inner: Int
  ) {
    kernel_sum_f32(x, y, outer, middle, inner)
  }

  public static func maximum(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, outer: Int, middle: Int, inner: Int
  ) {
    kernel_max_f32(x, y, outer, middle, inner)
  }

  public static func softmax(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    kernel_softmax_f32(x, y, rows, columns)
  }

  public static func logSoftmax(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    kernel_log_softmax_f32(x, y, rows, columns)
  }

  public static func crossEntropy(
    _ x: UnsafePointer<Float>, labels: UnsafePointer<Float>, _ loss: UnsafeMutablePointer<Float>,
    rows: Int, columns: Int
  ) {
    kernel_cross_entropy_f32(x, labels, loss, rows, columns)
  }

  public static func crossEntropyGradient(
    _ v: UnsafePointer<Float>, _ x: UnsafePointer<Float>, labels: UnsafePointer<Float>,
    _ z: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    kernel_cross_entropy_gradient_f32(v, x, labels, z, rows, columns)
  }

  public static func squaredDistance(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
  ) -> Float {
    kernel_squared_distance_f32(a, b, count)
  }

  public static func scaledDifference(
    _ scale: Float, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ z: UnsafeMutablePointer<Float>, count: Int
  ) {
    kernel_scaled_difference_f32(scale, a, b, z, count)
  }

  public static func batchedProduct(
    _ a: UnsafePointer<Float>, transposed ta: Bool, _ b: UnsafePointer<Float>, transposed tb: Bool,
    _ c: UnsafeMutablePointer<Float>, batch: Int, m: Int, n: Int, k: Int
  ) {
    kernel_batched_product_f32(a, ta ? 1 : 0, b, tb ? 1 : 0, c, batch, m, n, k)
  }

  public static func orderedSum(
    _ x: UnsafePointer<UnsafePointer<Float>?>, terms: Int, _ y: UnsafeMutablePointer<Float>,
    range: Range<Int>
  ) {
    kernel_ordered_sum_f32(x, terms, y, range.lowerBound, range.upperBound)
  }

  public static func sgdStep(
    _ p: UnsafeMutablePointer<Float>, velocity u: UnsafeMutablePointer<Float>?,
    gradient g: UnsafePointer<Float>, count: Int, gradientScale: Float, rate: Float,
    momentum: Float,
    decay: Float, nesterov: Bool
  ) {
    kernel_sgd_f32(p, u, g, count, gradientScale, rate, momentum, decay, nesterov ? 1 : 0)
  }

  public static func adamStep(
    _ p: UnsafeMutablePointer<Float>, mean m: UnsafeMutablePointer<Float>,
    square v: UnsafeMutablePointer<Float>, gradient g: UnsafePointer<Float>, count: Int,
    gradientScale: Float, rate: Float, beta1: Float, beta2: Float, correction1 c1: Float,
    correction2 c2: Float, epsilon: Float, decay: Float
  ) {
    kernel_adam_f32(
      p, m, v, g, count, gradientScale, rate, beta1, beta2, c1, c2, epsilon, decay)
  }

  public static func isLargest(
    _ x: UnsafePointer<Float>, labels: UnsafePointer<Float>, _ hit: UnsafeMutablePointer<Float>,
    rows: Int, columns: Int
  ) {
    kernel_is_largest_f32(x, labels, hit, rows, columns)
  }
}
