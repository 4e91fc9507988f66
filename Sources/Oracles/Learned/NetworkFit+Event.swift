extension NetworkFit {
  /// What a fit reports while its networks are trained.
  public enum Event: Sendable, Equatable {
    /// This share of the work is done.
    case progress(Double)
    /// Another tenth of a network's epochs is done, with this mean loss on its training rows.
    case epoch(Member, epoch: Int, of: Int, loss: Double)
    /// The training of a network ended early because its numbers were no longer finite.
    case diverged(Member, Divergence)
  }

  /// One of the networks of a fit.
  public struct Member: Sendable, Equatable {
    /// The target that it learns.
    public let target: String
    /// The half of the rows that it sees, 0 or 1.
    public let half: Int
    /// Its number among the networks of its half.
    public let network: Int
    /// Its weight decay.
    public let decay: Double
  }

  /// Where the training of a network diverged; its parameters are the last finite ones.
  public struct Divergence: Sendable, Equatable {
    /// The half of the rows that the network saw, 0 or 1.
    public let half: Int
    /// Its number among the networks of its half.
    public let network: Int
    /// The epoch, from 1.
    public let epoch: Int
    /// The step, counted from the first epoch.
    public let step: Int
  }
}
