"""Puts the tool's present output, and the tested snippet of Swift, into the README.

python3 Scripts/readme.py [SYMMETRON]; the picture is figures/spectrum.png of the first report.
Tested by ReadmeSnippetTests, which fails until this is run.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/symmetron")
COMMAND = ["discover", "Examples/invariant-mass.csv", "--target", "mass"]

with tempfile.TemporaryDirectory() as folder:
    output = subprocess.check_output(
        [TOOL, *COMMAND, "--output", folder + "/run"], text=True, cwd=ROOT)
    output = output.replace(folder + "/run", "runs/2026-11-23T101500Z-discover").rstrip()

source = (ROOT / "Tests/CommandLineTests/ReadmeSnippetTests.swift").read_text()
snippet = re.search(r"// snippet begins\n(.*?)\n *// snippet ends", source, re.S)[1]
snippet = "\n".join(line[2:] for line in snippet.split("\n"))

readme = ROOT / "README.md"
text = readme.read_text()
for start, body in [("```text\n", output), ("```swift\nimport Symmetron\n\n", snippet)]:
    pattern = re.escape(start) + r".*?\n```"
    text = re.sub(pattern, lambda _: f"{start}{body}\n```", text, count=1, flags=re.S)
readme.write_text(text)
