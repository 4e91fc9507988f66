extension Program {
  /// The values of registers and their derivatives by every coordinate, in forward mode: each register
  /// holds a dual number that carries its whole gradient.
  ///
  /// Samples are taken in blocks, so that the price of finding out what to do is paid once a block.
  ///
  /// Samples are `[N, dimension]`, outputs are registers; the answers are `[N, outputs]` and
  /// `[N, outputs, dimension]`, all row-major.
  func evaluate(
    at samples: [Double], dimension: Int, outputs: [Int]
  ) -> (values: [Double], jacobians: [Double]) {
    let count = samples.count / max(dimension, 1)
    var values = [Double](repeating: 0, count: count * outputs.count)
    var jacobians = [Double](repeating: 0, count: count * outputs.count * dimension)
    var machine = Machine(self, block: min(count, Machine.block(for: self)))
    for first in stride(from: 0, to: count, by: max(machine.block, 1)) {
      let here = min(machine.block, count - first)
      machine.run(on: samples, from: first, count: here, dimension: dimension)
      for (k, register) in outputs.enumerated() {
        for b in 0..<here {
          let row = (first + b) * outputs.count + k
          values[row] = machine.value(of: register, b)
          for (slot, coordinate) in instructions[register].support.enumerated() {
            jacobians[row * dimension + coordinate] = machine.derivative(of: register, slot, b)
          }
        }
      }
    }
    return (values, jacobians)
  }
}

/// The registers of a program for a block of samples.
struct Machine {
  let program: Program
  let block: Int
  /// Where each register begins: `block` values, then `block` derivatives for each coordinate of its
  /// support.
  private let starts: [Int]
  private var memory: [Double]
  private var partials: [Double]

  /// As many samples as fit in a cache of 512 KiB, at most 256.
  static func block(for program: Program) -> Int {
    max(1, min(256, 65_536 / max(program.size, 1)))
  }

  init(_ program: Program, block: Int) {
    var starts: [Int] = []
    var size = 0
    for instruction in program.instructions {
      starts.append(size)
      size += block * (1 + instruction.support.count)
    }
    let widest = program.instructions.map(\.operands.count).max() ?? 0
    (self.program, self.block, self.starts) = (program, block, starts)
    memory = [Double](repeating: 0, count: size)
    partials = [Double](repeating: 0, count: widest * block)
  }

  func value(of register: Int, _ b: Int = 0) -> Double { memory[starts[register] + b] }

  func derivative(of register: Int, _ slot: Int, _ b: Int = 0) -> Double {
    memory[starts[register] + (1 + slot) * block + b]
  }

  /// Runs the program on samples `first ..< first + count`.
  mutating func run(on samples: [Double], from first: Int, count: Int, dimension: Int) {
    memory.withUnsafeMutableBufferPointer { memory in
      partials.withUnsafeMutableBufferPointer { partials in
        guard let memory = memory.baseAddress, let partials = partials.baseAddress else { return }
        for (register, instruction) in program.instructions.enumerated() {
          let target = memory + starts[register]
          if case .coordinate(let index) = instruction.operation {
            for b in 0..<count { target[b] = samples[(first + b) * dimension + index] }
            (target + block).update(repeating: 1, count: count)
            continue
          }
          let operands = instruction.operands.map { UnsafePointer(memory + starts[$0]) }
          instruction.operation.apply(to: operands, count: count, value: target, partials: partials)
          // The chain rule: ∂/∂coordinate = Σ over operands of partial · ∂operand/∂coordinate.
          let derivatives = target + block
          derivatives.update(repeating: 0, count: instruction.support.count * block)
          for (index, slots) in instruction.slots.enumerated() {
            let partial = partials + index * count
            for (from, to) in slots.enumerated() {
              let source = operands[index] + (1 + from) * block
              let sum = derivatives + to * block
              for b in 0..<count { sum[b] += partial[b] * source[b] }
            }
          }
        }
      }
    }
  }
}
