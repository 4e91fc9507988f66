#!/usr/bin/env bash
# demo.sh SYMMETRON: finds the symmetry of the first example, and says what to open.
set -euo pipefail

run=runs/demo
command=(discover Examples/invariant-mass.csv --target mass)
printf '\n$ symmetron %s\n\n' "${command[*]}"
"$1" "${command[@]}" --output "$run"
printf '\nOpen %s in a browser: the evidence in pictures.\n' "$run/report.html"
