"""Makes a Markdown table and a picture of growth of what run-mining.sh wrote.

    mining_report.py RESULTS.jsonl GROWTH.svg
"""

import json
import math
import statistics
import sys

COMPARED_BATCH = 1800
RANDOM = ("random", "distance-weighted")
MOST_DIFFERENCE = 1e-4


def median(runs, name):
    return statistics.median(run[name] for run in runs)


def ratio(theirs, ours, name):
    ratios = [their[name] / our[name] for their, our in zip(theirs, ours)]
    return f"{statistics.median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f})"


def require_same(theirs, ours):
    """What draws is compared by what does not depend on the draws; near ties may fall otherwise by matrix products."""
    names = ["activeShare"] + ([] if ours["strategy"] in RANDOM else ["value", "norm"])
    for name in names:
        if abs(theirs[name] - ours[name]) > MOST_DIFFERENCE * max(1e-2, abs(ours[name])):
            raise SystemExit(f"{ours['strategy']}, {ours['form']}: {name} is {ours[name]} and {theirs[name]}")


def table(runs):
    print("| triplets | Likeness ms | PyTorch ms | ratio | processor ms | ratio of these | peak MB |")
    print("|---|---|---|---|---|---|---|")
    engines = sorted({run["engine"] for run in runs} - {"Likeness"})
    for key in dict.fromkeys((run["strategy"], run["form"]) for run in runs):
        same = [run for run in runs if (run["strategy"], run["form"]) == key]
        ours = [run for run in same if run["engine"] == "Likeness"]
        for engine in engines:
            theirs = [run for run in same if run["engine"] == engine]
            if not theirs:
                continue
            require_same(theirs[0], ours[0])
            name = key[0] + (", soft" if key[1] == "soft" else "") + (" (masked)" if "masked" in engine else "")
            cells = [name, f"{median(ours, 'milliseconds'):.0f}", f"{median(theirs, 'milliseconds'):,.0f}"]
            cells += [ratio(theirs, ours, "milliseconds")]
            cells += [f"{median(ours, 'processorMilliseconds'):.0f}, {median(theirs, 'processorMilliseconds'):,.0f}"]
            cells += [ratio(theirs, ours, "processorMilliseconds")]
            cells += [f"{median(ours, 'peakMegabytes'):.0f}, {median(theirs, 'peakMegabytes'):.0f}"]
            print("| " + " | ".join(cells) + " |")


def growth(runs, path):
    """Time against the batch, both logarithmic."""
    left, top, width, height = 60, 16, 520, 300

    def place(batch, milliseconds):
        x = left + width * (math.log2(batch) - 8) / 6
        return f"{x:.1f},{top + height * (1 - math.log10(max(milliseconds, 1)) / 5):.1f}"

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 90} {top + height + 48}" '
             'font-family="sans-serif" font-size="12" fill="#555">',
             f'<rect width="{left + width + 90}" height="{top + height + 48}" fill="#fff"/>']
    for power in range(6):
        y = top + height * (1 - power / 5)
        parts += [f'<path d="M{left} {y:.1f}h{width}" stroke="#ddd"/>',
                  f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}</text>']
    for power in range(8, 15):
        x = left + width * (power - 8) / 6
        parts.append(f'<text x="{x:.1f}" y="{top + height + 18}" text-anchor="middle">{2**power:,}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 38}" text-anchor="middle">'
                 "batch; milliseconds of a step's triplets, both axes logarithmic</text>")
    for engine, color in (("Likeness", "#1b6ca8"), ("PyTorch", "#c0562f")):
        points = [run for run in runs if run["engine"].startswith(engine)]
        places = [place(run["batch"], run["milliseconds"]) for run in points]
        parts.append(f'<polyline points="{" ".join(places)}" fill="none" stroke="{color}" stroke-width="2"/>')
        x, y = places[-1].split(",")
        parts.append(f'<text x="{float(x) + 8}" y="{float(y) + 4}" fill="{color}">{engine}</text>')
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n</svg>\n")
    print("\n| batch | Likeness ms | processor ms | peak MB | PyTorch ms | processor ms | peak MB |")
    print("|---|---|---|---|---|---|---|")
    for batch in dict.fromkeys(run["batch"] for run in runs):
        cells = [f"{batch:,}"]
        for engine in ("Likeness", "PyTorch"):
            for run in [run for run in runs if run["batch"] == batch and run["engine"].startswith(engine)]:
                cells += [f"{run[name]:,.0f}" for name in ("milliseconds", "processorMilliseconds", "peakMegabytes")]
        cells += ["–"] * (7 - len(cells))
        print("| " + " | ".join(cells) + " |")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        runs = [json.loads(line) for line in file]
    table([run for run in runs if run["batch"] == COMPARED_BATCH])
    growth([run for run in runs if run["batch"] != COMPARED_BATCH], sys.argv[2])


if __name__ == "__main__":
    main()
