public import Tensors

/// Named tensors with a little text about them, as a safetensors file holds them.
///
/// Names and keys that Unicode calls equivalent (`é` in one character or in two) are one name here; a
/// file that holds both is refused.
///
/// Source: Hugging Face, *safetensors*, README, "Format".
/// Checked by: `SafetensorsTests`, `SafetensorsDamageTests`.
public struct Safetensors: Sendable, Equatable {
  /// The elements of a tensor, of one of the types that are read and written.
  public enum Values: Sendable, Equatable {
    /// Elements written as F32; F16 and BF16 are read as this, too.
    case float(Tensor<Float>)
    /// Elements written as F64.
    case double(Tensor<Double>)
    /// Elements written as I64, in row-major order.
    case integers([Int64], shape: [Int])
    /// Elements written as U8, in row-major order.
    case bytes([UInt8], shape: [Int])

    /// The length of every axis; `[]` for a single number.
    public var shape: [Int] {
      switch self {
      case .float(let tensor): tensor.shape
      case .double(let tensor): tensor.shape
      case .integers(_, let shape), .bytes(_, let shape): shape
      }
    }
  }

  /// Texts about the tensors, by key.
  public var metadata: [String: String]
  /// The names of the tensors in the order of the header, which is the order they were added in.
  public private(set) var names: [String] = []
  private var values: [String: Values] = [:]

  /// Creates a collection without tensors.
  public init(metadata: [String: String] = [:]) {
    self.metadata = metadata
  }

  /// The tensor of a name; nil if there is none.
  ///
  /// A new name is added at the end, a known one keeps its place, and nil removes it.
  ///
  /// - Precondition: The name is not `__metadata__`, which the format reserves, and there are as many
  ///   integers or bytes as the shape has places.
  public subscript(name: String) -> Values? {
    get { values[name] }
    set {
      guard let newValue else {
        if values.removeValue(forKey: name) != nil { names.removeAll { $0 == name } }
        return
      }
      precondition(name != SafetensorsHeader.metadataKey, "a tensor cannot be named \(name)")
      newValue.checkCount()
      if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
    }
  }
}

extension Safetensors.Values {
  fileprivate func checkCount() {
    let count: Int
    switch self {
    case .float, .double: return  // a tensor has checked it
    case .integers(let elements, _): count = elements.count
    case .bytes(let elements, _): count = elements.count
    }
    precondition(
      shape.allSatisfy { $0 >= 0 } && count == shape.reduce(1, *),
      "\(count) elements cannot have shape \(shape)")
  }

  /// The type that the elements are written in.
  var type: SafetensorsType {
    switch self {
    case .float: .float32
    case .double: .float64
    case .integers: .int64
    case .bytes: .uint8
    }
  }
}
