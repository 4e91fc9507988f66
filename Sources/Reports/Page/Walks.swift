internal import Tensors

/// Paths with what is seen at their places: the page walks along them with a slider.
///
/// Pictures are bytes, probabilities shares; a path may have either or both.
public struct Walks: Sendable, Equatable {
  /// The paths.
  public var paths: [Path]
  /// The names of the classes.
  public var classes: [String]
  /// The size of pictures in pixels; zero if there are none.
  public var height, width: Int
  /// What the number of a place means, such as `path length`.
  public var label: String

  /// One path.
  public struct Path: Sendable, Equatable {
    /// What sets it apart: `from 3 along v₁`.
    public var name: String
    /// The number of each place, increasing.
    public var places: [Double]
    /// The probability of each class at each place.
    public var probabilities: [[Double]]
    /// Where among the places pictures are.
    public var pictured: [Int]
    /// Their pixels, from 0 (black) to 255, picture by picture.
    public var pixels: [UInt8]

    /// A path.
    public init(
      name: String, places: [Double], probabilities: [[Double]], pictured: [Int] = [],
      pixels: [UInt8] = []
    ) {
      (self.name, self.places, self.probabilities) = (name, places, probabilities)
      (self.pictured, self.pixels) = (pictured, pixels)
    }
  }

  /// Paths.
  ///
  /// - Precondition: Every path has a row of probabilities for each place, or none, and `height · width` pixels for each
  ///   picture.
  public init(
    _ paths: [Path], classes: [String], height: Int = 0, width: Int = 0, label: String
  ) {
    precondition(
      paths.allSatisfy { path in
        (path.probabilities.isEmpty || path.probabilities.count == path.places.count)
          && path.pixels.count == path.pictured.count * height * width
      }, "paths whose parts do not fit together")
    (self.paths, self.classes, self.label) = (paths, classes, label)
    (self.height, self.width) = (height, width)
  }

  /// What the script of the page reads.
  var json: JSONValue {
    [
      "classes": .array(classes.map(JSONValue.string)), "label": .string(label),
      "height": .number(Double(height)), "width": .number(Double(width)),
      "paths": .array(
        paths.map { path in
          [
            "name": .string(path.name), "places": .floats(path.places),
            "probabilities": .floats(path.probabilities.flatMap { $0 }),
            "pictured": .array(path.pictured.map { .number(Double($0)) }),
            "pixels": .bytes(path.pixels),
          ]
        }),
    ]
  }
}
