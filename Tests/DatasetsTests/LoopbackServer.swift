import Foundation

/// A server of files on this machine, in Python, there while `body` runs.
///
/// Under `/good/` it serves the folder; `/cut/` announces the whole file and sends half of it, `/endless/`
/// does not stop, `/other/` sends other bytes, and everything else is 404.
struct LoopbackServer {
  /// The address of the server, with a slash.
  let address: String

  private static let script = """
    import http.server, os, pathlib, sys, threading
    folder = pathlib.Path(sys.argv[1])
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            kind, _, name = self.path[1:].partition("/")
            file = folder / name
            if kind not in ("good", "cut", "endless", "other") or not file.is_file():
                return self.send_error(404)
            data = file.read_bytes()
            self.send_response(200)
            if kind != "endless":
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if kind == "good":
                self.wfile.write(data)
            elif kind == "cut":
                self.wfile.write(data[:len(data) // 2])
            elif kind == "other":
                self.wfile.write(bytes(len(data)))
            else:
                try:
                    while True:
                        self.wfile.write(bytes(1 << 16))
                except OSError:
                    pass
        def log_message(self, *arguments):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever).start()
    sys.stdin.read()
    os._exit(0)
    """

  @discardableResult
  static func serving<Result>(
    _ folder: URL, _ body: (LoopbackServer) throws -> Result
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, folder.path]
    // It ends with its input: what is started may be a script that starts Python, and not be Python.
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try Port(line)
    return try body(LoopbackServer(address: "http://127.0.0.1:\(port.number)/"))
  }

  /// What the server prints first.
  private struct Port {
    let number: Int
    struct Missing: Error {}

    init(_ line: String) throws {
      guard let number = Int(line.filter(\.isNumber)), number > 0 else { throw Missing() }
      self.number = number
    }
  }
}
