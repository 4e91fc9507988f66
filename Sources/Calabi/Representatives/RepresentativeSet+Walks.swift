public import Tensors

extension RepresentativeSet {
  /// The first streams of random numbers are those of the walks, one for each manifold.
  private static let manifoldsAtATime = 256

  /// Representatives of manifolds, by a walk from each matrix.
  ///
  /// - Parameters:
  ///   - matrices: A matrix of each manifold.
  ///   - walk: How representatives are made.
  ///   - seed: Each walk draws from a stream of its own.
  ///   - threads: How many threads work; the result does not depend on it.
  ///   - progress: Told what share is done.
  /// - Precondition: No matrix has more degrees than the walk allows.
  public init(
    of matrices: [ConfigurationMatrix], walk: RepresentativeWalk = RepresentativeWalk(),
    seed: UInt64, threads: Int = Parallel.processors,
    progress: (_ share: Double) -> Void = { _ in }
  ) {
    precondition(
      matrices.allSatisfy { $0.entryCount <= walk.entryLimit },
      "a matrix has more than \(walk.entryLimit) degrees")
    var all: [PackedManifold] = []
    for start in stride(from: 0, to: matrices.count, by: Self.manifoldsAtATime) {
      let count = min(Self.manifoldsAtATime, matrices.count - start)
      all += Parallel.map(count, threads: threads) { index in
        var rng = Philox(seed: seed, stream: UInt64(start + index))
        return PackedManifold(walk(matrices[start + index], using: &rng))
      }
      progress(Double(start + count) / Double(matrices.count))
    }
    self.init(all, spectrumLength: walk.entryLimit)
  }

  private init(_ manifolds: [PackedManifold], spectrumLength: Int) {
    let dictionary = Set(manifolds.flatMap(\.types)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(dictionary, 0...))
    var (starts, vertexStarts): ([Int], [Int]) = ([0], [0])
    var (vertices, types): ([UInt16], [UInt16]) = ([], [])
    var spectra: [Float] = []
    var (forms, formOfEach): ([FormFeatures], [Int32]) = ([], [])
    let total = manifolds.reduce(0) { $0 + $1.vertices.count }
    vertices.reserveCapacity(total)
    types.reserveCapacity(total)
    spectra.reserveCapacity(total)
    for manifold in manifolds {
      let local = manifold.types.map { UInt16(places[$0] ?? 0) }
      for count in manifold.vertexCounts {
        vertexStarts.append((vertexStarts.last ?? 0) + Int(count))
      }
      starts.append(vertexStarts.count - 1)
      vertices += manifold.vertices
      types += manifold.typeOfVertex.lazy.map { local[Int($0)] }
      spectra += manifold.spectra
      formOfEach += manifold.formOfEach.map { $0 + Int32(forms.count) }
      forms += manifold.forms
    }
    let classes = forms.reduce(0) { max($0, $1.classCount) }
    self.init(
      starts: starts, dictionary: dictionary, spectrumLength: spectrumLength,
      vertexStarts: vertexStarts, vertices: vertices, types: types, spectra: spectra,
      forms: Tensor(rows: forms.map { $0.features(classes: classes) }), formOfEach: formOfEach)
  }
}

/// The representatives of one manifold, packed, with a dictionary of their own.
private struct PackedManifold: Sendable {
  var types: [VertexType] = []
  var vertexCounts: [UInt8] = []
  var vertices: [UInt16] = []
  var typeOfVertex: [UInt16] = []
  var spectra: [Float] = []
  var forms: [FormFeatures] = []
  var formOfEach: [Int32] = []

  init(_ representatives: [RepresentativeWalk.Representative]) {
    var places: [VertexType: UInt16] = [:]
    var formPlaces: [FormFeatures: Int32] = [:]
    for representative in representatives {
      let matrix = representative.matrix
      vertexCounts.append(UInt8(representative.spectrum.count))
      // The types of the matrix, which are in the order of its vertices.
      for type in matrix.vertexTypes {
        let place = places[type] ?? UInt16(types.count)
        if Int(place) == types.count {
          places[type] = place
          types.append(type)
        }
        typeOfVertex.append(place)
      }
      for r in 0..<matrix.rows {
        for c in 0..<matrix.columns where matrix[r, c] > 0 {
          vertices.append(PackedVertex(row: r, column: c, degree: matrix[r, c]).bits)
        }
      }
      spectra += representative.spectrum.map(Float.init)
      guard let form = representative.forms else { continue }
      let place = formPlaces[form] ?? Int32(forms.count)
      if Int(place) == forms.count {
        formPlaces[form] = place
        forms.append(form)
      }
      formOfEach.append(place)
    }
  }
}
