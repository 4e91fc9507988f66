extension ClosedRange<Double> {
  /// `count` even places from the lower bound to the upper; of one, the lower.
  func places(_ count: Int) -> [Double] {
    let step = count > 1 ? (upperBound - lowerBound) / Double(count - 1) : 0
    return (0..<count).map { lowerBound + Double($0) * step }
  }
}
