import Discovery
import Tensors
import TestSupport
import Testing

/// The measures of fields against their definitions, written in NumPy.
@Suite struct FlowMeasuresTests {
  private func measures(_ averaging: Averaging, _ reference: FlowReference.Measures) -> FlowMeasures
  {
    let jacobians = Tensor(reference.jacobians, shape: [20, 2, 5])
    return FlowMeasures(
      Tensor(reference.fields, shape: [20, 3, 5]), jacobians: jacobians,
      space: RowSpace(of: jacobians, threads: 1), normalization: averaging,
      orthogonality: averaging)
  }

  @Test func agreeWithNumPy() throws {
    let reference = try FlowReference.read().measures
    let points = measures(.points, reference)
    expectClose(Tensor(points.relativeInvariances), Tensor(reference.relativeInvariances))
    expectClose(
      points.relativeInvariance, reference.relativeInvariances.reduce(0, +) / 3)
    expectClose(points.normError, reference.normError)
    expectClose(points.meanAbsoluteCosine, reference.meanAbsoluteCosine)
    expectClose(points.seenShare, reference.seenShare)
    expectClose(points.normalizationLoss, reference.normalization.points)
    expectClose(points.orthogonalityLoss, reference.orthogonality.points)
    expectClose(
      points.conflict, reference.normalization.points + reference.orthogonality.points)
    let average = measures(.average, reference)
    expectClose(average.normalizationLoss, reference.normalization.average)
    expectClose(average.orthogonalityLoss, reference.orthogonality.average)
  }

  /// A random direction is as variant as random directions are; a null one is not at all.
  @Test func scaleOfTheInvariance() {
    let jacobians = normals([4000, 2, 6], seed: 1)
    let space = RowSpace(of: jacobians, threads: 2)
    let random = normals([4000, 1, 6], seed: 2)
    func measures(_ fields: Tensor<Double>) -> FlowMeasures {
      FlowMeasures(
        fields, jacobians: jacobians, space: space, normalization: .points, orthogonality: .points)
    }
    expectClose(measures(random).relativeInvariance, 1, rtol: 0.1)
    let null = measures(space.removed(from: random))
    #expect(null.relativeInvariance < 1e-20 && null.seenShare < 1e-10)
    #expect(null.meanAbsoluteCosine == 0 && null.orthogonalityLoss == 0)
  }
}
