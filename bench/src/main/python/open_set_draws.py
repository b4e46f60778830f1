"""How often people are missed in an open-set search, by the share of strangers who are identified: bench/README.md.

    open_set_draws.py [--threshold DISTANCE] EMBEDDINGS.csv...

Each file is what `likeness embed FOLDER --out EMBEDDINGS.csv` writes for one folder per person. Of 200 drawn people, 100 are enrolled with
their first picture, and 100 are strangers. Prints means of 40 draws: rank-1, and FNIR at thresholds that the strangers themselves give. With
--threshold, instead, FPIR and FNIR at this distance.
"""

import argparse
import csv

import numpy as np

PEOPLE = 100  # that are enrolled, and as many strangers
DRAWS = 40
RATES = (0.05, 0.04, 0.03, 0.02, 0.01)  # of strangers who are identified, FPIR


def read(path):
    """The embeddings of each person, in the order of the file."""
    people = {}
    with open(path, encoding="utf-8", newline="") as file:
        for picture, _, *numbers in list(csv.reader(file))[1:]:
            people.setdefault(picture.split("/")[-2], []).append(numbers)
    return [np.array(rows, dtype=np.float32) for rows in people.values()]


def draw(people, random):
    """Whether the nearest is the right one, its distance, and that of the nearest to each stranger's picture."""
    chosen = [people[i] for i in random.permutation(len(people))[: 2 * PEOPLE]]
    known, strangers = chosen[:PEOPLE], chosen[PEOPLE:]
    gallery = np.stack([person[0] for person in known])
    probes = 2 - 2 * np.concatenate([person[1:] for person in known]) @ gallery.T
    own = np.repeat(np.arange(PEOPLE), [len(person) - 1 for person in known])
    return probes.argmin(1) == own, probes.min(1), (2 - 2 * np.concatenate(strangers) @ gallery.T).min(1)


def figures(right, nearest, impostors, threshold):
    """Rank-1, then FPIR and FNIR at the threshold, or FNIR at each rate."""

    def missed(limit):
        return 1 - (right & (nearest <= limit)).mean()

    if threshold is not None:
        return [right.mean(), (impostors <= threshold).mean(), missed(threshold)]
    return [right.mean()] + [missed(np.quantile(impostors, rate)) for rate in RATES]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threshold", type=float, metavar="DISTANCE", help="squared distance of an identification")
    parser.add_argument("embeddings", nargs="+", metavar="EMBEDDINGS.csv")
    options = parser.parse_args()
    columns = ["FPIR", "FNIR"] if options.threshold is not None else [f"FNIR at FPIR {rate:.0%}" for rate in RATES]
    print(f"| file | rank-1 | {' | '.join(columns)} |")
    print("|---" * (2 + len(columns)) + "|")
    for path in options.embeddings:
        people, random = read(path), np.random.default_rng(0)
        means = np.mean([figures(*draw(people, random), options.threshold) for _ in range(DRAWS)], axis=0)
        print(f"| {path} | {' | '.join(f'{mean:.1%}' for mean in means)} |")


if __name__ == "__main__":
    main()
