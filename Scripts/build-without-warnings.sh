#!/usr/bin/env bash
# build-without-warnings.sh COMMAND…: runs a build, and fails if it warns about a file of ours.
#
# (The compiler's own switch for that contradicts the one that silences dependencies.)
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$@" 2>&1 | tee "$log"
if grep -E "^($PWD/(Sources|Tests|Package\.swift)|macro expansion).*: warning:" "$log" > "$log.ours"
then
  # A file that is not compiled again does not warn again: let the next build see it, too.
  sed -nE "s|^($PWD/[^:]*):.*|\1|p" "$log.ours" | sort -u | while read -r file; do touch "$file"; done
  rm -f "$log.ours"
  echo "error: the build has warnings" >&2
  exit 1
fi
rm -f "$log.ours"
