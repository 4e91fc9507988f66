internal import Discovery
internal import Foundation

extension Axis {
  /// The axis with ticks at powers of ten if it is logarithmic and has none: both renderers write them alike.
  ///
  /// - Parameter span: What the marks span, if they do.
  func withDecades(_ span: ClosedRange<Double>?) -> Axis {
    guard isLogarithmic, ticks == nil, let span = range ?? span, span.lowerBound > 0 else {
      return self
    }
    let first = Int(log10(span.lowerBound).rounded(.down))
    let last = Int(log10(span.upperBound).rounded(.up))
    var axis = self
    let step = max(1, (last - first + 6) / 7)
    axis.ticks = stride(from: first, through: last, by: step).map {
      Tick(pow(10, Double($0)), Self.power($0))
    }
    axis.range = range ?? pow(10, Double(first))...pow(10, Double(max(last, first + 1)))
    return axis
  }

  /// A power of ten: `0.1`, `1`, `10`, `10⁻⁴`.
  private static func power(_ exponent: Int) -> String {
    if -2...3 ~= exponent {
      return RoughNumber.trimmed(String(format: "%.2f", pow(10, Double(exponent))))
    }
    let digits = String(exponent).compactMap {
      $0 == "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".dropFirst($0.wholeNumberValue ?? 0).first
    }
    return "10" + String(digits)
  }
}

extension Panel {
  /// What the marks span along an axis, 0 for x; nil if that is nothing.
  ///
  /// - Parameters:
  ///   - axis: The number of the axis.
  ///   - isPositive: Whether only what lies above zero counts, as on logarithmic axes.
  func span(_ axis: Int, isPositive: Bool = true) -> ClosedRange<Double>? {
    let values = marks.flatMap { mark -> [Double] in
      switch mark {
      case .points(let m): m.places.columns[axis]
      case .lines(let m): m.paths.flatMap { $0.columns[axis] }
      case .arrows(let m): m.tails.columns[axis] + m.heads.columns[axis]
      case .bars(let m): axis == 0 ? m.places : m.heights
      case .heatMap, .contours, .surface, .images: []
      }
    }.filter { $0.isFinite && ($0 > 0 || !isPositive) }
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }
}
