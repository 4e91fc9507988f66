#!/usr/bin/env bash
# build-without-warnings.sh COMMAND…: runs a build, and fails if it warns about a file of ours.
#
# (The compiler's own switch for that contradicts the one that silences dependencies.)
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$@" 2>&1 | tee "$log"
if grep -E "^$PWD/(Sources|Tests|Package\.swift).*warning:" "$log"; then
  echo "error: the build has warnings" >&2
  exit 1
fi
