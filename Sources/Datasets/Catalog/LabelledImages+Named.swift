extension LabelledImages {
  /// The two parts in which MNIST and its kin come.
  public enum Part: String, Sendable, CaseIterable {
    /// 60 000 images.
    case train
    /// 10 000 images.
    case test = "t10k"
  }

  /// Reads a part of a data set of images by its name, `LabelledImages(.mnist, .train)`.
  ///
  /// - Parameters:
  ///   - set: MNIST or Fashion-MNIST.
  ///   - part: Which of its two parts.
  ///   - catalog: Where to look.
  /// - Throws: `.missingDataset`, or another ``DatasetError`` if the files are damaged.
  /// - Precondition: It is a set of images.
  public init(
    _ set: NamedDataset, _ part: Part, catalog: DatasetCatalog = DatasetCatalog()
  ) throws(DatasetError) {
    precondition(set != .cicy, "\(set) has no images")
    let location = try catalog.locate(set)
    try self.init(
      images: location.path("\(part.rawValue)-images-idx3-ubyte"),
      labels: location.path("\(part.rawValue)-labels-idx1-ubyte"), name: set.rawValue)
  }
}
