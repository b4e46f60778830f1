"""How often people are missed in an open-set search, by the share of strangers who are identified: bench/README.md.

    open_set_draws.py EMBEDDINGS.csv...

Each file is what `likeness embed FOLDER --out EMBEDDINGS.csv` writes for one folder per person. Of 200 drawn people, 100 are enrolled with
their first picture, and 100 are strangers. Prints means of 40 draws: rank-1, and FNIR at thresholds that the strangers themselves give.
"""

import csv
import sys

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
    """Rank-1, then FNIR at each rate."""
    chosen = [people[i] for i in random.permutation(len(people))[: 2 * PEOPLE]]
    known, strangers = chosen[:PEOPLE], chosen[PEOPLE:]
    gallery = np.stack([person[0] for person in known])
    probes = 2 - 2 * np.concatenate([person[1:] for person in known]) @ gallery.T
    own = np.repeat(np.arange(PEOPLE), [len(person) - 1 for person in known])
    right = probes.argmin(1) == own
    nearest = probes.min(1)
    impostors = (2 - 2 * np.concatenate(strangers) @ gallery.T).min(1)
    return [right.mean()] + [1 - (right & (nearest <= np.quantile(impostors, rate))).mean() for rate in RATES]


def main():
    print(f"| file | rank-1 | {' | '.join(f'FNIR at FPIR {rate:.0%}' for rate in RATES)} |")
    print("|---" * (2 + len(RATES)) + "|")
    for path in sys.argv[1:]:
        people, random = read(path), np.random.default_rng(0)
        figures = np.mean([draw(people, random) for _ in range(DRAWS)], axis=0)
        print(f"| {path} | {' | '.join(f'{figure:.1%}' for figure in figures)} |")


if __name__ == "__main__":
    main()
