// FindNeighbors POINTS DIMENSION COUNT THREADS INDICES: reads float32 points, writes the int32 indices of the
// nearest other points of each, and prints the seconds that the search took.

import Foundation
import Symmetron

let arguments = CommandLine.arguments
guard arguments.count == 6, let dimension = Int(arguments[2]), let count = Int(arguments[3]),
  let threads = Int(arguments[4]),
  let data = try? Data(contentsOf: URL(fileURLWithPath: arguments[1]))
else {
  print("usage: FindNeighbors POINTS DIMENSION COUNT THREADS INDICES")
  exit(64)
}
let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
let points = Tensor(numbers, shape: [numbers.count / dimension, dimension])
let (start, used) = (DispatchTime.now(), clock())
let (indices, _) = NearestNeighbors(points).neighborsOfPoints(count: count, threads: threads)
let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
try indices.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: arguments[5]))
let processors = Double(clock() - used) / Double(CLOCKS_PER_SEC)
print("{\"seconds\": \(seconds), \"processors\": \(processors)}")
