public import Datasets
internal import Oracles
public import Tensors

extension FlowExperiment.Result {
  /// The angles between the true rotation of images and the flows, at validation images.
  ///
  /// - Parameters:
  ///   - images: Those that the experiment was carried out on, in their order.
  ///   - degrees: The angle by which they are turned both ways.
  ///   - threads: Threads to use; the result does not depend on it.
  /// - Precondition: There are as many as samples.
  public func rotationAngles(
    _ images: LabelledImages, degrees: Double = 3, threads: Int = Parallel.processors
  ) -> RotationAngles {
    precondition(
      images.count == points.inputs.shape[0],
      "\(images.count) images are not the \(points.inputs.shape[0]) samples")
    let rows = Array(points.validationRows.prefix(Self.rotatedImages))
    let some = images.selecting(rows: rows)
    let radians = degrees * .pi / 180
    func latent(turnedBy angle: Double) -> Tensor<Float> {
      let turned = some.rotated(
        radians: Array(repeating: angle, count: some.count), threads: threads
      ).pixels
      return autoencoder?.encode(turned, threads: threads) ?? turned
    }
    let difference = latent(turnedBy: radians) - latent(turnedBy: -radians)
    let n = difference.shape[1]
    let names = images.classes.map(String.init)
    let classes = images.classIndices
    return RotationAngles(
      tangents: Tensor(
        difference.scalars.map { Double($0) / (2 * radians) }, shape: difference.shape),
      flow: finding.flow,
      at: Tensor(
        rows.flatMap { row in (0..<n).map { Double(points.inputs[row, $0]) } },
        shape: [rows.count, n]),
      classes: rows.map { names[classes[$0]] }, degrees: degrees, threads: threads)
  }

  /// The most images that are turned.
  private static let rotatedImages = 2000
}
