internal import Tensors

/// The constants of a recording, stored once for all its shards.
final class ConstantMemory<Scalar: KernelScalar> {
  private var buffers: [Int: UnsafeMutablePointer<Scalar>] = [:]

  deinit { for buffer in buffers.values { buffer.deallocate() } }

  func pointer(to tensor: Tensor<Scalar>, node: Int) -> UnsafeMutablePointer<Scalar> {
    if let known = buffers[node] { return known }
    let buffer = UnsafeMutablePointer<Scalar>.allocate(capacity: max(tensor.count, 1))
    buffer.initialize(from: tensor.scalars, count: tensor.count)
    buffers[node] = buffer
    return buffer
  }
}
