"""Draws spectrum.svg, the picture of the README, from a run: python3 spectrum.py RESULT.json

Made from: symmetron discover Examples/invariant-mass.csv --target mass
Needs only Python's standard library.
"""

import json
import math
import pathlib
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 300, 70, 20, 44, 58
FONT = 'font-family="Helvetica, Arial, sans-serif"'
SYMMETRY, BROKEN, INK = "#0072b2", "#b0b6bd", "#333333"

result = json.loads(pathlib.Path(sys.argv[1]).read_text())
values, count = result["spectrum"], result["count"]
floor = result["certificate"]["noiseFloor"]
low = math.floor(math.log10(floor)) - 1  # what is smaller is drawn as 0
high = math.ceil(math.log10(max(values)))


def y(value):
    share = max(0.008, (math.log10(value) - low) / (high - low))
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def text(x, y, words, size=13, anchor="middle", color=INK, more=""):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{color}"'
        f" {FONT}{more}>{words}</text>")


def line(x1, y1, x2, y2, style):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


step = (WIDTH - LEFT - RIGHT) / len(values)
base = HEIGHT - BOTTOM
svg = [
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
    f"<title>{result['summary']}</title>",
    f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
]
for power in range(low, high + 1):
    at = y(10.0**power)
    svg.append(line(LEFT, at, WIDTH - RIGHT, at, 'stroke="#e6e6e6"'))
    label = "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    svg.append(text(LEFT - 8, at + 4, label, 13, "end"))
for k, value in enumerate(values):
    color = SYMMETRY if k < count else BROKEN
    svg.append(
        f'<rect x="{LEFT + (k + 0.15) * step:.1f}" y="{y(value):.1f}" width="{0.7 * step:.1f}"'
        f' height="{base - y(value):.1f}" fill="{color}"/>')
    svg.append(text(LEFT + (k + 0.5) * step, base + 16, str(k + 1), 11))
    if value < 10.0**low:
        svg.append(text(LEFT + (k + 0.5) * step, y(value) - 5, "0", 11, color=SYMMETRY))
svg += [
    line(LEFT, y(floor), WIDTH - RIGHT, y(floor), f'stroke="{INK}" stroke-dasharray="5 4"'),
    text(LEFT + 6, y(floor) - 7, "noise floor", 12, "start"),
    line(LEFT, base, WIDTH - RIGHT, base, f'stroke="{INK}"'),
    text(
        LEFT + count * step / 2, TOP - 14, f"{count} symmetries: {result['algebra']['name']}", 15,
        color=SYMMETRY),
    text(LEFT + (count + len(values)) * step / 2, TOP - 14, "no symmetries", 15, color="#666666"),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "linear vector fields, most symmetric first"),
    text(
        18, (TOP + base) / 2, "change of the mass", 13,
        more=f' transform="rotate(-90 18 {(TOP + base) / 2:.0f})"'),
    "</svg>",
]
target = pathlib.Path(__file__).with_suffix(".svg")
target.write_text("\n".join(svg) + "\n")
