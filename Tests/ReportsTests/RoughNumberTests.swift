import Discovery
import Testing

@Suite struct RoughNumberTests {
  @Test(
    arguments: zip(
      [
        0, 1, -1, 0.15, 0.0037, 0.00099999, 0.000123, 9.96, 12.4, 150.2, 9999, 99_999, 1.3e15,
        2e-17,
        .infinity, -.infinity, .nan,
      ],
      [
        "0", "1", "-1", "0.15", "0.0037", "0.001", "1.2e-4", "10", "12", "150", "1e4", "1e5",
        "1.3e15",
        "2e-17", "∞", "−∞", "undefined",
      ]))
  func twoDigits(value: Double, text: String) { #expect(RoughNumber.text(value) == text) }
}
