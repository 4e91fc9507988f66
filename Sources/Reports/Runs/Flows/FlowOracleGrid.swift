internal import Foundation
internal import Tensors

/// The oracle and the fields on a grid in the plane or in space.
struct FlowOracleGrid {
  /// The places along each axis, `[n][G]`.
  let axes: [[Double]]
  /// The oracle's outputs, `[Gⁿ, k]`, the last axis fastest.
  private let outputs: Tensor<Double>
  /// The fields, `[Gⁿ, N, n]`.
  private let fields: Tensor<Double>?
  /// The number of classes; 0 of numbers.
  private let classes: Int
  /// Points where the oracle is looked at, `[M, n]`.
  private let points: Tensor<Double>?

  /// The grid of a run; nil if it has none.
  init?(_ document: FlowDocument, _ arrays: StoredArrays) {
    guard let axes = arrays["grid_axes", axes: 2], let outputs = arrays["grid_outputs", axes: 2],
      2...3 ~= axes.shape[0], axes.shape[1] > 1, axes.shape[1] <= outputs.shape[0],
      axes.unstacked.allSatisfy({ axis in
        zip(axis.scalars, axis.scalars.dropFirst()).allSatisfy { $0 < $1 }
      })
    else { return nil }
    let count = (0..<axes.shape[0]).reduce(1) { total, _ in total * axes.shape[1] }
    guard outputs.shape[0] == count else { return nil }
    (self.axes, self.outputs) = (axes.unstacked.map(\.scalars), outputs)
    fields = arrays["grid_fields", axes: 3].flatMap {
      $0.shape[0] == count && $0.shape[2] == axes.shape[0] ? $0 : nil
    }
    points = ["points", "field_points"].lazy.compactMap { arrays[$0, axes: 2] }
      .first { $0.shape[1] == axes.shape[0] }
    classes = document.networks?.classes?.count ?? 0
  }

  /// The number of fields.
  var fieldCount: Int { fields?.shape[1] ?? 0 }
  /// The number of places along each axis.
  var size: Int { axes[0].count }
  /// What each axis spans.
  var ranges: [ClosedRange<Double>] { axes.map { $0[0]...$0[$0.count - 1] } }

  /// What is drawn of the oracle at every place: the only output, or how far the likeliest class is ahead.
  var values: [Double] {
    guard outputs.shape[1] > 1 else { return outputs.scalars }
    return outputs.unstacked.map { row in
      let sorted = row.scalars.sorted(by: >)
      return classes > 0 ? sorted[0] - sorted[1] : sorted[0]
    }
  }

  /// Functions that are zero where two classes are equally likely.
  var boundaries: [[Double]] {
    guard classes > 1 else { return [] }
    guard outputs.shape[1] > 1 else { return [outputs.scalars] }
    return (0..<outputs.shape[1] - 1).map { own in
      outputs.unstacked.map { row in
        row.scalars[own]
          - (row.scalars.enumerated().filter { $0.offset != own }.map(\.element).max() ?? 0)
      }
    }
  }

  /// Heights of ``values`` below which given shares of the points lie; without points, of the places of the grid.
  func levels(_ shares: [Double]) -> [Double] {
    let values = values
    let there = (points?.unstacked.map { values[nearest($0.scalars)] } ?? values)
      .filter(\.isFinite).sorted()
    guard !there.isEmpty else { return [] }
    return shares.map { there[Int($0 * Double(there.count - 1))] }
  }

  /// Values as rows that lie along the second axis, in the plane.
  func rows(_ values: [Double]) -> Tensor<Double> {
    Tensor(values, shape: [size, size]).transposed
  }

  /// The field at a place.
  func field(_ number: Int, at place: Int) -> [Double]? {
    fields.map { fields in
      let n = axes.count
      let start = (place * fields.shape[1] + number) * n
      return Array(fields.scalars[start..<start + n])
    }
  }

  /// The coordinates of a place.
  func point(_ place: Int) -> [Double] {
    var rest = place
    return axes.reversed().map { axis in
      defer { rest /= size }
      return axis[rest % size]
    }.reversed()
  }

  /// The largest length of a field but for a twentieth of all; 1 if there are no fields.
  var typicalLength: Double {
    let lengths = (0..<outputs.shape[0]).flatMap { place in
      (0..<fieldCount).compactMap { field($0, at: place).map { Tensor($0).norm } }
    }.filter { $0.isFinite && $0 > 0 }.sorted()
    return lengths.isEmpty ? 1 : lengths[Int(0.95 * Double(lengths.count - 1))]
  }

  private func nearest(_ point: [Double]) -> Int {
    zip(axes, point).reduce(0) { place, pair in
      let (axis, x) = pair
      let step = (axis[size - 1] - axis[0]) / Double(size - 1)
      let i = step > 0 ? ((x - axis[0]) / step).rounded() : 0
      return place * size + (i.isNaN ? 0 : Int(min(max(i, 0), Double(size - 1))))
    }
  }
}
