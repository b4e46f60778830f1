"""Measures `likeness spark mine` on drawn sets of growing size; prints a table, and draws the growth: bench/README.md.

    SPARK_HOME=... negatives_growth.py FOLDER GROWTH.svg DECAY FACES... [FACES=SECONDS...]

Sizes with seconds are not mined: they are points that were computed from parts of a job, and are drawn hollow.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import time

DIMENSION = 128
MOST_EXACT = 200_000  # faces whose pairs are all compared, too: beyond, it takes more than half an hour


def draw(folder, faces, decay):
    with open("bench/target/class-path.txt", encoding="utf-8") as file:
        class_path = "bench/target/classes:" + file.read().strip()
    subprocess.run(["java", "-cp", class_path, "org.likeness.bench.DrawnEmbeddings", folder, str(faces), str(DIMENSION), decay],
                   check=True)


def mine(embedded, out, recall):
    command = ["./likeness", "spark", "mine", embedded, "--out", out, "--master", f"local[{os.cpu_count()}]",
               "--conf", "spark.driver.maxResultSize=0", "--recall", recall, "--people", "1", "--json"]
    before = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        answer = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    seconds = time.monotonic() - before
    shutil.rmtree(out)
    return {**json.loads(answer), "seconds": seconds, "megabytes": used.ru_maxrss / 1024}


def chart(exact, cells, computed, path):
    """Seconds against faces, both logarithmic."""
    left, top, width, height, lowest, powers = 60, 16, 520, 300, 4.7, 4

    def place(faces, seconds):
        return (f"{left + width * (math.log10(faces) - lowest) / 2.2:.1f},"
                f"{top + height * (1 - math.log10(max(seconds, 1)) / powers):.1f}")

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 90} {top + height + 48}" '
             'font-family="sans-serif" font-size="12" fill="#555">',
             f'<rect width="{left + width + 90}" height="{top + height + 48}" fill="#fff"/>']
    for power in range(powers + 1):
        y = top + height * (1 - power / powers)
        parts += [f'<path d="M{left} {y:.1f}h{width}" stroke="#ddd"/>',
                  f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}</text>']
    for faces in (100_000, 300_000, 1_000_000, 3_000_000):
        x = left + width * (math.log10(faces) - lowest) / 2.2
        parts.append(f'<text x="{x:.1f}" y="{top + height + 18}" text-anchor="middle">{faces:,}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 38}" text-anchor="middle">'
                 "faces; seconds, both axes logarithmic</text>")
    for name, color, points in (("all pairs", "#c0562f", exact), ("cells", "#1b6ca8", cells)):
        if points:
            places = [place(point["faceCount"], point["seconds"]) for point in points]
            parts.append(f'<polyline points="{" ".join(places)}" fill="none" stroke="{color}" stroke-width="2"/>')
            parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{color}"/>' for x, y in (p.split(",") for p in places)]
            x, y = places[-1].split(",")
            parts.append(f'<text x="{float(x) + 8}" y="{float(y) + 12}" fill="{color}">{name}</text>')
    before = place(cells[-1]["faceCount"], cells[-1]["seconds"]) if cells else None
    for faces, seconds in computed:
        x, y = place(faces, seconds).split(",")
        if before:
            parts.append(f'<polyline points="{before} {x},{y}" fill="none" stroke="#1b6ca8" stroke-width="2" stroke-dasharray="5 4"/>')
        parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="#fff" stroke="#1b6ca8" stroke-width="1.5"/>')
        parts.append(f'<text x="{float(x) - 8}" y="{float(y) - 10}" text-anchor="end" fill="#1b6ca8">{faces:,}, computed</text>')
        before = f"{x},{y}"
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n</svg>\n")


def main():
    folder, svg, decay, *sizes = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    computed = [(int(faces), float(seconds)) for faces, seconds in (size.split("=") for size in sizes if "=" in size)]
    exact, cells = [], []
    print("| faces | cells, searched of them | recall of a sample | seconds | peak MB | all pairs, seconds |")
    print("|---|---|---|---|---|---|", flush=True)
    for faces in sorted(int(size) for size in sizes if "=" not in size):
        embedded, out = os.path.join(folder, "embedded"), os.path.join(folder, "negatives")
        draw(embedded, faces, decay)
        run = mine(embedded, out, "0.95")
        if run["cellCount"]:
            cells.append(run)
            searched = f"{run['cellCount']:,}, {run['searchedCount']:,}"
            in_cells = f"{searched} | {run['recall']:.3f} | {run['seconds']:,.0f} | {run['megabytes']:,.0f}"
        else:
            in_cells = "too few faces | – | – | –"
        if faces <= MOST_EXACT:
            exact.append(mine(embedded, out, "1"))
        print(f"| {faces:,} | {in_cells} | {format(exact[-1]['seconds'], ',.0f') if faces <= MOST_EXACT else '–'} |", flush=True)
        shutil.rmtree(embedded)
        chart(exact, cells, computed, svg)


if __name__ == "__main__":
    main()
