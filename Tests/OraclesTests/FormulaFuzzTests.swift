import Oracles
import Tensors
import Testing

@Suite struct FormulaFuzzTests {
  static let seeds = [
    "t^2 - x^2 - y^2 - z^2", "sin(x)*exp(-y^2)/(1 + z^2); x*y", "det(x, y, z) + norm(x - 2*y)",
    "inner(z, w); conj(z[1])*w[2]^-2", "cross(x, y).z - 1.5e-3*x[3]", "atan2(y, x)**2 − π·x³",
    "((x + y)*(x - y))^(1/2)", "max(x, min(y, 2), pow(z, e)); e^-(x − 1)",
  ]
  static let pieces: [Character] = Array("xyzwie0123456789.,;()[]^*/+-·×²−π√|= \n\tsincojdetrm")

  /// Replaces, inserts, deletes, repeats and exchanges characters.
  static func mutate(_ text: String, using rng: inout Philox) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...4, using: &rng) {
      let place = Int.random(in: 0...characters.count, using: &rng)
      let piece = pieces.randomElement(using: &rng) ?? "x"
      switch Int.random(in: 0..<5, using: &rng) {
      case 0: characters.insert(piece, at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      case 2 where place < characters.count: characters[place] = piece
      case 3 where place < characters.count:
        let end = Int.random(in: place...characters.count, using: &rng)
        characters.insert(contentsOf: characters[place..<end], at: place)
      default:
        let other = Int.random(in: 0...characters.count, using: &rng)
        if place < characters.count, other < characters.count { characters.swapAt(place, other) }
      }
    }
    return String(characters)
  }

  /// Every mutation either compiles and evaluates, or is refused at a place inside it.
  @Test(arguments: 0..<UInt64(seeds.count)) func mutationsAreHandled(stream: UInt64) {
    var rng = Philox(seed: 20, stream: stream)
    var (accepted, refused) = (0, 0)
    for round in 0..<1500 {
      let text = Self.mutate(Self.seeds[Int(stream)], using: &rng)
      do {
        let oracle =
          switch round % 3 {
          case 0: try FormulaOracle(text)
          case 1: try FormulaOracle(text, vectors: [("x", 3), ("y", 3), ("z", 3)])
          default: try FormulaOracle(text, complex: [("x", 3), ("y", 3), ("z", 3), ("w", 3)])
          }
        let samples: Tensor<Double> = rng.normals([3, oracle.layout.count])
        let result = oracle.evaluate(at: samples)
        #expect(result.jacobians.shape == [3, oracle.outputs, oracle.layout.count])
        for i in 0..<3 {
          let finite = result.values.row(i).isFinite && result.jacobians.row(i).isFinite
          if !finite { #expect(oracle.explainNonFinite(at: samples.row(i)) != nil, "\(text)") }
        }
        accepted += 1
      } catch {
        #expect((0...text.count).contains(error.offset), "\(text)")
        #expect(!error.message.isEmpty)
        refused += 1
      }
    }
    #expect(accepted > 20 && refused > 20, "\(accepted) accepted, \(refused) refused")
  }

  @Test func noiseIsRefused() {
    var rng = Philox(seed: 21)
    for _ in 0..<2000 {
      let scalars = (0..<Int.random(in: 0...40, using: &rng)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &rng))
      }
      let text = String(String.UnicodeScalarView(scalars))
      if let oracle = try? FormulaOracle(text) { #expect(oracle.outputs > 0) }
    }
  }

  @Test("A long flat formula costs no stack", arguments: ["+", "*", ".", ";", "-", "^1-"])
  func longFormulas(separator: String) throws {
    let text = Array(repeating: "x", count: 20_000).joined(separator: separator)
    if separator == "." {
      #expect(throws: FormulaError.self) { try FormulaOracle(text, vectors: [("x", 3)]) }
    } else {
      #expect(try FormulaOracle(text).layout.count == 1)
    }
  }
}
