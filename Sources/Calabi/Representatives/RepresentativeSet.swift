public import Tensors

/// Representatives of many manifolds with their features, packed: about eight bytes for a degree.
///
/// Representatives are numbered through, manifold by manifold, the listed matrix of each first. The features of
/// one are the numbers of its vertices of each type of the dictionary, then its eigenvalues and as many zeros as
/// fill the places, decreasing: so the least eigenvalue stands last, of however many. Then come, if the walk asks for
/// them, the lists of ``FormFeatures``, each filled up with zeros.
///
/// Source: Krippendorf, Syvaeri (2021), section 2.2, without the numbers of forms.
/// Checked by: `RepresentativeSetTests`.
public struct RepresentativeSet: Sendable, Equatable {
  /// The number of the first representative of each manifold, and the number of all: one more than
  /// manifolds.
  public let starts: [Int]
  /// All vertex types that occur, in order: the dictionary.
  public let dictionary: [VertexType]
  /// The places that features have for eigenvalues.
  public let spectrumLength: Int
  /// Where the vertices of each representative begin, and the number of all.
  let vertexStarts: [Int]
  /// Of every vertex row, column and degree.
  let vertices: [UInt16]
  /// Of every vertex the place of its type in the dictionary.
  let types: [UInt16]
  /// As many eigenvalues as there are vertices.
  let spectra: [Float]
  /// Features of forms that occur, filled up, `[different ones, features of forms]`, and those of each
  /// representative; without features of topology both are empty.
  let forms: Tensor<Float>, formOfEach: [Int32]

  init(
    starts: [Int], dictionary: [VertexType], spectrumLength: Int, vertexStarts: [Int],
    vertices: [UInt16], types: [UInt16], spectra: [Float], forms: Tensor<Float>,
    formOfEach: [Int32]
  ) {
    (self.starts, self.dictionary, self.spectrumLength) = (starts, dictionary, spectrumLength)
    (self.vertexStarts, self.vertices) = (vertexStarts, vertices)
    (self.types, self.spectra) = (types, spectra)
    (self.forms, self.formOfEach) = (forms, formOfEach)
  }

  /// The number of manifolds.
  public var manifolds: Int { starts.count - 1 }
  /// The number of representatives.
  public var count: Int { starts[manifolds] }
  /// The number of features of one: types, then eigenvalues, then numbers of forms.
  public var featureCount: Int { dictionary.count + spectrumLength + formFeatureCount }
  /// The number of features of forms.
  public var formFeatureCount: Int { formOfEach.isEmpty ? 0 : forms.shape[1] }

  /// The representatives of a manifold.
  public func representatives(of manifold: Int) -> Range<Int> {
    starts[manifold]..<starts[manifold + 1]
  }

  /// The manifold of every representative.
  public var manifoldOfEach: [Int] {
    (0..<manifolds).flatMap { repeatElement($0, count: representatives(of: $0).count) }
  }

  /// The matrix of a representative.
  public func matrix(_ index: Int) -> ConfigurationMatrix {
    let packed = vertices[vertexStarts[index]..<vertexStarts[index + 1]].map(PackedVertex.init)
    let rows = packed.reduce(0) { max($0, $1.row) } + 1
    let columns = packed.reduce(0) { max($0, $1.column) } + 1
    var degrees = [UInt8](repeating: 0, count: rows * columns)
    for vertex in packed { degrees[vertex.row * columns + vertex.column] = UInt8(vertex.degree) }
    return ConfigurationMatrix(unchecked: degrees, rows: rows, columns: columns)
  }

  /// How many vertices of either representative have no partner of their type in the other.
  func typeDifference(_ a: Int, _ b: Int) -> Int {
    let x = types[vertexStarts[a]..<vertexStarts[a + 1]].sorted()
    let y = types[vertexStarts[b]..<vertexStarts[b + 1]].sorted()
    var (i, j, common) = (0, 0, 0)
    while i < x.count, j < y.count {
      if x[i] == y[j] {
        common += 1
        (i, j) = (i + 1, j + 1)
      } else if x[i] < y[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return x.count + y.count - 2 * common
  }

  /// The features of representatives, `[range.count, featureCount]`.
  public func features(_ range: Range<Int>) -> Tensor<Float> {
    var result = Tensor<Float>.zeros([range.count, featureCount])
    let (width, first) = (featureCount, dictionary.count)
    result.scalars.withUnsafeMutableBufferPointer { x in
      for (row, index) in range.enumerated() {
        let base = row * width
        let zeros = spectrumLength - (vertexStarts[index + 1] - vertexStarts[index])
        for (place, vertex) in (vertexStarts[index]..<vertexStarts[index + 1]).enumerated() {
          x[base + Int(types[vertex])] += 1
          x[base + first + place + (spectra[vertex] < 0 ? zeros : 0)] = spectra[vertex]
        }
        guard !formOfEach.isEmpty else { continue }
        let form = Int(formOfEach[index]) * forms.shape[1]
        for place in 0..<forms.shape[1] {
          x[base + first + spectrumLength + place] = forms.scalars[form + place]
        }
      }
    }
    return result
  }
}

/// A vertex as sixteen bits: five for the row, five for the column, four for the degree.
struct PackedVertex {
  let row, column, degree: Int

  init(row: Int, column: Int, degree: Int) {
    precondition(row < 32 && column < 32 && degree < 16, "a matrix too large to be packed")
    (self.row, self.column, self.degree) = (row, column, degree)
  }

  init(_ bits: UInt16) {
    (row, column, degree) = (Int(bits >> 9), Int(bits >> 4 & 31), Int(bits & 15))
  }

  var bits: UInt16 { UInt16(row << 9 | column << 4 | degree) }
}
