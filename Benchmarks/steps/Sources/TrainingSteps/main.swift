// training-steps [--step A]… [--threads N] [--seconds S]: a line of JSON for each step, in the form of
// Benchmarks/peers.
import CountAllocations
import Dispatch
import Foundation
import Symmetron

func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  return arguments.firstIndex(of: name).flatMap { arguments[($0 + 1)...].first }
}

func milliseconds() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e6 }

func report(_ peer: String, _ problem: Problem, _ times: [Double], _ more: [String: Any] = [:]) {
  let sorted = times.sorted()
  func quantile(_ q: Double) -> Double { sorted[Int(q * Double(sorted.count - 1))] }
  var line: [String: Any] = [
    "peer": peer, "step": problem.rawValue, "threads": threads, "median_ms": quantile(0.5),
    "p10_ms": quantile(0.1), "p90_ms": quantile(0.9), "steps": times.count,
  ]
  line.merge(more) { $1 }
  let data = (try? JSONSerialization.data(withJSONObject: line, options: .sortedKeys)) ?? Data()
  print(String(decoding: data, as: UTF8.self))
}

/// Trains for some seconds; the time of each step is from the report of the last to its own.
func time(_ problem: Problem) throws {
  let settings = TrainingSettings(
    learningRate: 1e-3, epochs: 1_000_000, batchSize: problem.batchSize, restoresBest: false)
  let trainer = Trainer(problem.objective, settings)
  var times: [Double] = []
  times.reserveCapacity(1_000_000)
  var (last, end) = (milliseconds(), Double.infinity)
  var (first, loss) = (Double.nan, Double.nan)
  var (counts, bytes): ([Int], [Int]) = ([], [])
  counts.reserveCapacity(1_000_000)
  bytes.reserveCapacity(1_000_000)
  var (before, warmUp) = (0, 0)
  _ = try trainer.train(
    on: problem.data, threads: threads, shouldStop: { milliseconds() > end },
    report: { event in
      guard case .step(_, _, let value) = event else { return }
      let now = milliseconds()
      warmUp += 1
      if warmUp == 50 {
        end = now + seconds * 1000
        first = value
      } else if warmUp > 50, warmUp % 8 != 1 {  // the first of an epoch waits for its shuffling
        times.append(now - last)
        counts.append(allocations() - before)
        if warmUp % 64 == 0 { bytes.append(allocated_bytes()) }
      }
      loss = value
      before = allocations()
      last = milliseconds()
    })
  precondition(loss < first, "the loss did not fall: \(first) to \(loss)")
  let growth = (bytes.last ?? 0) - (bytes.dropFirst(bytes.count / 2).first ?? 0)
  report(
    "symmetron", problem, times,
    [
      "allocations": counts.sorted()[counts.count / 2], "growth_bytes": growth,
      "first_loss": first, "last_loss": loss,
    ])
}

/// The matrix products of a step alone, in the same shards on the same threads.
func timeProducts(_ problem: Problem) {
  let products = ShardedProducts(
    problem, shardRows: TrainingSettings(batchSize: problem.batchSize).shardRows)
  defer { products.deallocate() }
  var times: [Double] = []
  let end = milliseconds() + seconds * 1000
  while milliseconds() < end || times.count < 10 {
    let start = milliseconds()
    products.run(threads: threads)
    times.append(milliseconds() - start)
  }
  report("products", problem, Array(times.dropFirst(5)))
}

let threads = option("--threads").flatMap { Int($0) } ?? 2
let seconds = option("--seconds").flatMap { Double($0) } ?? 5
let chosen = zip(CommandLine.arguments, CommandLine.arguments.dropFirst()).filter {
  $0.0 == "--step"
}
.compactMap { Problem(rawValue: $0.1) }
for problem in chosen.isEmpty ? Problem.allCases : chosen {
  if CommandLine.arguments.contains("--products") {
    timeProducts(problem)
  } else {
    try time(problem)
  }
}
