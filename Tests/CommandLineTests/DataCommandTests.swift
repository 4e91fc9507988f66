import Foundation
import TestSupport
import Testing

/// `symmetron data`, with every place that it looks into below a folder of the test.
@Suite struct DataCommandTests {
  /// Runs a line with an empty cache, no `SYMMETRON_DATA`, and no way to the mirrors.
  static func run(_ line: String, in folder: URL) throws -> SymmetronTool.Run {
    try SymmetronTool.run(
      shell: """
        unset SYMMETRON_DATA; export HOME="$PWD/home" XDG_CACHE_HOME="$PWD/cache"
        export https_proxy=http://127.0.0.1:1 http_proxy=http://127.0.0.1:1 no_proxy=127.0.0.1
        \(line)
        """, in: folder)
  }

  /// The files of data sets below a folder, hidden ones too.
  static func files(in folder: URL) -> [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
      .filter { $0.contains("mnist") || $0.contains("cicy") }.sorted()
  }

  @Test func lists() throws {
    try SymmetronTool.inPlayground { folder in
      let text = try Self.run("symmetron data list", in: folder)
      #expect(text.status == 0 && text.complaint.isEmpty)
      #expect(text.output.contains("mnist, 55 MB, not here: symmetron data get mnist"))
      #expect(text.output.contains("terms: CC BY-SA 3.0"))
      let json = try Self.run("symmetron data list --json", in: folder)
      struct List: Decodable {
        var datasets: [Entry]
        struct Entry: Decodable {
          var name: String
          var folder: String?
          var bytes: Int
          var license: String
          var source: String
        }
      }
      let list = try JSONDecoder().decode(List.self, from: Data(json.output.utf8))
      #expect(list.datasets.map(\.name) == ["mnist", "fashion-mnist", "cicy"])
      #expect(list.datasets[0].folder == nil && list.datasets[0].bytes == 54_950_048)
      #expect(list.datasets.allSatisfy { !$0.license.isEmpty && !$0.source.isEmpty })
    }
  }

  @Test(arguments: ["mnist", "cicy"])
  func offline(set: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try Self.run("symmetron data get \(set)", in: folder)
      #expect(run.status == 74 && run.output.isEmpty)
      #expect(run.complaint.contains("'\(set)' could not be downloaded"))
      let target = folder.resolvingSymlinksInPath().lastPathComponent + "/cache/symmetron/" + set
      #expect(run.complaint.contains(target))
      #expect(run.complaint.contains("symmetron data get \(set) --from"))
      #expect(!run.complaint.contains("\u{1B}"))  // no progress bar where there is no terminal
      #expect(run.complaint.contains("mnist-from-pypi.sh") == (set == "mnist"))
      #expect(Self.files(in: folder).isEmpty)
    }
  }

  @Test func wrongUse() throws {
    try SymmetronTool.inPlayground { folder in
      let unknown = try Self.run("symmetron data get mnits", in: folder)
      #expect(unknown.status == 64 && unknown.complaint.contains("'fashion-mnist'"))
      #expect(try Self.run("symmetron data get", in: folder).status == 64)
      let missing = try Self.run("symmetron data get mnist --from nowhere", in: folder)
      #expect(missing.status == 66 && missing.complaint.contains("nowhere/mnist"))
      let wrong = try Self.run(
        "mkdir d; echo 1 > d/cicylist.txt; symmetron data get cicy --from d", in: folder)
      #expect(
        wrong.status == 65 && wrong.complaint.contains("d/cicylist.txt: this is another file"))
      let blocked = try Self.run("touch f; symmetron data get cicy --from d --to f", in: folder)
      #expect(blocked.status == 74 && blocked.complaint.contains("cannot be written"))
      #expect(Self.files(in: folder) == ["d/cicylist.txt"])
    }
  }

  /// A server in Python that answers once: with a file below the folder that it is given, or with the
  /// first half of one.
  ///
  /// It goes when the client does: a shell may not have its own process to kill.
  static let server = """
    import pathlib, signal, socket, sys
    signal.alarm(60)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    client, _ = listener.accept()
    path = client.recv(65536).decode().split()[1]
    file = pathlib.Path(sys.argv[1] + path)
    data, missing = (file.read_bytes(), 0) if file.is_file() else (bytes(500000), 500000)
    header = f"HTTP/1.1 200 OK\\r\\nContent-Length: {len(data) + missing}\\r\\n\\r\\n"
    client.sendall(header.encode() + data)
    print("sent", flush=True)
    while client.recv(65536):
        pass
    """

  /// A proxy in the environment is not for this machine.
  @Test(.needsData("cicy/cicylist.txt.gz")) func downloads() throws {
    let data = try #require(dataFolder).path
    try SymmetronTool.inPlayground { folder in
      try Data(Self.server.utf8).write(to: folder.appendingPathComponent("server.py"))
      let run = try Self.run(
        """
        python3 server.py '\(data)' > port &
        for i in $(seq 400); do [ -s port ] && break; sleep 0.05; done
        symmetron data get cicy --from http://127.0.0.1:$(head -1 port)/cicy --to data &&
        symmetron data get cicy --to data && SYMMETRON_DATA=data symmetron data list
        """, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(run.output.contains("cicy is in data/cicy; every SHA-256 is right."))
      #expect(run.output.contains("cicy, 2 MB, in data/cicy"))
      #expect(Self.files(in: folder) == ["data/cicy", "data/cicy/cicylist.txt.gz"])
    }
  }

  /// A server that does not come to the end of a file: nothing is left of what had come.
  @Test(arguments: ["INT", "TERM"])
  func interruption(signal: String) throws {
    try SymmetronTool.inPlayground { folder in
      try Data(Self.server.utf8).write(to: folder.appendingPathComponent("server.py"))
      let run = try Self.run(
        """
        python3 server.py nowhere > port &
        for i in $(seq 400); do [ -s port ] && break; sleep 0.05; done
        symmetron data get cicy --from http://127.0.0.1:$(head -1 port) --to data & process=$!
        for i in $(seq 400); do grep -q sent port && break; sleep 0.05; done
        ls -A data > during; kill -\(signal) $process; wait $process
        """, in: folder)
      #expect(run.status == 130 && run.complaint.contains("interrupted"))
      let during = try String(
        contentsOf: folder.appendingPathComponent("during"), encoding: .utf8)
      #expect(during.hasPrefix(".cicy-"))
      #expect(Self.files(in: folder).isEmpty)
    }
  }
}
