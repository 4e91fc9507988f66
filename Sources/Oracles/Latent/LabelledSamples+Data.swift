public import Datasets
internal import Tensors

extension LabelledSamples {
  /// Images with their classes.
  ///
  /// - Parameters:
  ///   - images: At least one.
  ///   - validationShare: The share of images that only judge.
  ///   - seed: The seed of the choice.
  public init(_ images: LabelledImages, validationShare: Double, seed: UInt64) {
    self.init(
      inputs: images.pixels,
      labels: .classes(images.classIndices, names: images.classes.map(String.init)),
      validationShare: validationShare, seed: seed)
  }

  /// Rows of a table with their first target: a class, or a number, which is replaced by the normal quantile of
  /// its rank, so that level sets stay as they are and no outlier hides the rest.
  ///
  /// - Parameters:
  ///   - scaling: How features are shifted and scaled.
  ///   - validationShare: The share of rows that only judge.
  ///   - seed: The seed of the choice.
  public init(
    _ data: LabelledData, scaling: SampleScaling, validationShare: Double, seed: UInt64
  ) {
    let (features, targets) = data.samples(0..<data.count)
    let values = (0..<data.count).map { targets[$0, 0] }
    let labels: Labels =
      if case .categorical(let names) = data.targetKinds[0] {
        .classes(values.map { Int($0) }, names: names)
      } else {
        .numbers(LearnedTarget.normalScores(values).map(Float.init))
      }
    self.init(
      inputs: scaling.scaled(features), labels: labels, validationShare: validationShare,
      seed: seed)
  }
}

/// How the features of a table are brought to one scale before networks see them.
public struct SampleScaling: Sendable, Equatable {
  /// What is subtracted from every feature, and what it is divided by.
  public let shift, scale: [Double]

  /// The mean and the standard deviation of the features.
  ///
  /// - Parameter isShifted: Whether the mean is subtracted; linear fields fix the origin, so theirs must stay.
  public init(of data: LabelledData, isShifted: Bool) {
    let n = data.featureNames.count
    let features = data.features(0..<data.count)
    let count = Double(max(data.count, 1))
    var (mean, square) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for i in 0..<data.count { for j in 0..<n { mean[j] += features[i, j] / count } }
    for i in 0..<data.count {
      for j in 0..<n {
        square[j] += (features[i, j] - mean[j]) * (features[i, j] - mean[j]) / count
      }
    }
    shift = isShifted ? mean : mean.map { _ in 0 }
    scale = square.map { $0 > 0 ? $0.squareRoot() : 1 }
  }

  /// No scaling, for n features that are the brightness of pixels.
  public init(identity n: Int) {
    shift = [Double](repeating: 0, count: n)
    scale = [Double](repeating: 1, count: n)
  }

  /// Whether features look like the brightness of pixels: many of them, all in [0, 1].
  public static func isBrightness(_ data: LabelledData) -> Bool {
    guard data.featureNames.count >= fewestPixels else { return false }
    return data.blocks().allSatisfy { block in
      data.features(block).scalars.allSatisfy { (0...1).contains($0) }
    }
  }

  /// Fewer features are not taken for an image.
  private static let fewestPixels = 64

  /// `(x − shift)/scale` of features, `[N, n]`.
  func scaled(_ features: Tensor<Double>) -> Tensor<Float> {
    let n = shift.count
    return Tensor(
      features.scalars.enumerated().map { place, value in
        Float((value - shift[place % n]) / scale[place % n])
      }, shape: features.shape)
  }
}
