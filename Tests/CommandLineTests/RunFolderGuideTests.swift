import Foundation
import Testing

/// The Python of `docs/RunFolder.md` runs and agrees: arrays are what the guide says.
@Suite struct RunFolderGuideTests {
  static let hasNumPy: Bool = {
    let probe = try? SymmetronTool.run(
      shell: "python3 -c 'import numpy'", in: FileManager.default.temporaryDirectory)
    return probe?.status == 0
  }()

  /// Runs whose generators are matrices, affine and polynomial fields, and none.
  static let runs = [
    "symmetron discover Examples/invariant-mass.csv --target mass",
    "symmetron algebra --invariant g2",
    "symmetron algebra --vectors x:6,y:6 'x.y'",
    "symmetron algebra --complex z:3,w:3 'inner(z,w)'",
    "symmetron algebra --invariant e:3",
    "symmetron algebra --fields quadratic 'x^3 - y^2'",
    "symmetron discover Examples/none.csv --target y",
  ]

  @Test(.enabled(if: hasNumPy, "python3 with NumPy is missing"), arguments: runs)
  func numpyReadsTheArrays(command: String) throws {
    try SymmetronTool.inPlayground { folder in
      _ = try SymmetronTool.run(shell: "\(command) --output runs/demo", in: folder)
      let guide = try String(
        contentsOf: SymmetronTool.package.appendingPathComponent("docs/RunFolder.md"),
        encoding: .utf8)
      let blocks = guide.split(separator: "```python\n").dropFirst()
        .map { String($0.prefix { $0 != "`" }) }
      #expect(blocks.count == 2)
      let script = blocks.joined(separator: "\n") + Self.checks
      try Data(script.utf8).write(to: folder.appendingPathComponent("read.py"))
      let run = try SymmetronTool.run(shell: "python3 read.py", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(run.output.hasSuffix("checked\n"), "\(run.output)")
    }
  }

  /// Beyond the guide: all shapes, and that the JSON holds the same numbers.
  private static let checks = """

    n, b, d = len(result["coordinates"]), len(result["monomials"]), result["count"]
    assert e.shape == (d, n, b) and e.dtype == np.float64
    assert np.array_equal(e, np.array([g["coefficients"] for g in result["generators"]]).reshape(d, n, b))
    assert np.array_equal(arrays["spectrum"][:200], result["spectrum"])
    assert np.all(np.diff(arrays["spectrum"]) >= 0)
    if d:
        c = arrays["structure_constants"]
        assert c.shape == (d, d, d)
        assert np.abs(c + c.transpose(1, 0, 2)).max() < 1e-9
        jacobi = np.einsum("ijl,lkm->ijkm", c, c)
        jacobi = jacobi + jacobi.transpose(1, 2, 0, 3) + jacobi.transpose(2, 0, 1, 3)
        assert np.abs(jacobi).max() < 1e-9
        if result["fields"] != "quadratic":
            assert closure < 1e-9, closure
    print("checked")
    """
}
