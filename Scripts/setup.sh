#!/usr/bin/env bash
# Installs what Symmetron needs beside Swift, if it is missing: OpenBLAS with LAPACKE, libzip, zlib,
# libcrypto, pkg-config, gnuplot (for the figures of reports), and Python with NumPy and safetensors (for the tests
# that read our files back, and for benchmarks). Without safetensors, which only pip has, setup goes on and says what
# will be skipped.
# Finds everything in place in well under a second, and then changes nothing.
set -euo pipefail

has_libraries() {
  command -v pkg-config >/dev/null && pkg-config --exists openblas libzip zlib &&
    { [ "$(uname)" = Darwin ] || pkg-config --exists lapacke libcrypto; }
}
has_numpy() { command -v python3 >/dev/null && python3 -c 'import numpy' 2>/dev/null; }
has_safetensors() { python3 -c 'import safetensors, numpy' 2>/dev/null; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "setup needs root for: $*" >&2
    echo "Run that as root, then run 'make setup' again." >&2
    exit 77
  fi
}

install() {
  if [ "$(uname)" = Darwin ]; then
    brew install "$@"
  elif command -v apt-get >/dev/null; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"
  else
    echo "This system has neither apt-get nor brew. Install the equivalents of: $*" >&2
    exit 69
  fi
}

if ! command -v swift >/dev/null; then
  echo "Swift 6.1 or newer is not installed: see https://www.swift.org/install" >&2
  exit 69
fi

if ! has_libraries; then
  if [ "$(uname)" = Darwin ]; then
    install openblas libzip zlib pkg-config
  else
    install libopenblas-dev liblapacke-dev libzip-dev zlib1g-dev libssl-dev pkg-config
  fi
fi

if ! command -v gnuplot >/dev/null; then
  if [ "$(uname)" = Darwin ]; then install gnuplot; else install gnuplot-nox; fi
fi

if ! has_numpy; then
  if [ "$(uname)" = Darwin ]; then install numpy; else install python3 python3-numpy; fi
  # The python3 that is found first may be another than the system's.
  has_numpy || python3 -m pip install --quiet --user numpy
fi

has_libraries || { echo "pkg-config still does not find openblas, libzip, zlib and libcrypto." >&2; exit 69; }
has_numpy || { echo "python3 still cannot import numpy." >&2; exit 69; }

# Where the system manages its Python, pip refuses without the second option.
if ! has_safetensors; then
  python3 -m pip install --quiet --user safetensors 2>/dev/null ||
    python3 -m pip install --quiet --user --break-system-packages safetensors 2>/dev/null || true
  has_safetensors || {
    echo "pip could not install safetensors: tests that read our checkpoints with it are skipped." >&2
    echo "To run them: python3 -m pip install safetensors" >&2
  }
fi
