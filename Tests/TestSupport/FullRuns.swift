import Foundation

/// Whether tests run at the full size of the published tables (`SYMMETRON_FULL=1`, `make test-full`) or
/// at the size that every change is tested at.
public let isFullRun = ProcessInfo.processInfo.environment["SYMMETRON_FULL"] == "1"

/// A number of trials: `usual` for every change, `full` for the published tables.
public func trials(usual: Int, full: Int) -> Int { isFullRun ? full : usual }
