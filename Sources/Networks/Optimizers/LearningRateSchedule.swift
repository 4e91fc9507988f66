internal import Foundation

/// How the learning rate changes in the course of training: a factor of its largest value.
public indirect enum LearningRateSchedule: Sendable, Equatable {
  /// 1 throughout.
  case constant
  /// From 1 to `end` along half a cosine.
  ///
  /// Source: Loshchilov, Hutter, *SGDR* (2017), eq. 5, without restarts.
  case cosine(end: Double = 0)
  /// Up from 1/`start` to 1 in the first share `rise` of the steps, then down to 1/(`start`·`end`), both
  /// along half cosines.
  ///
  /// Source: `OneCycleLR` of PyTorch and `cosine_onecycle_schedule` of Optax, for the learning rate alone;
  /// the idea is of Smith, Topin, *Super-convergence* (2018), with straight lines.
  case oneCycle(rise: Double = 0.3, start: Double = 25, end: Double = 1e4)
  /// Evenly up from 0 in the first `steps`, then another schedule over the rest.
  case warmUp(steps: Int, then: LearningRateSchedule)

  /// The factor for a step, counted from 0, out of `total`.
  public func factor(step: Int, of total: Int) -> Double {
    switch self {
    case .constant: return 1
    case .cosine(let end):
      return Self.cosine(from: 1, to: end, Double(step) / Double(max(total, 1)))
    case .oneCycle(let rise, let start, let end):
      let peak = Double(Int(rise * Double(total)))
      let (t, last) = (Double(step), Double(total))
      return t < peak
        ? Self.cosine(from: 1 / start, to: 1, t / peak)
        : Self.cosine(from: 1, to: 1 / (start * end), (t - peak) / max(last - peak, 1))
    case .warmUp(let steps, let then):
      return step < steps
        ? Double(step) / Double(steps) : then.factor(step: step - steps, of: total - steps)
    }
  }

  /// From a to b along half a cosine, t from 0 to 1.
  private static func cosine(from a: Double, to b: Double, _ t: Double) -> Double {
    b + (a - b) * (1 + cos(.pi * min(max(t, 0), 1))) / 2
  }
}
