"""The peer of MiningBenchmark: distances, mining, triplet loss, statistics and the gradient of the embeddings in PyTorch.

    triplet_objective.py FILE PICTURES STRATEGY FORM TIMES [masked]     prints one line of JSON

Anchors come in blocks, as the [B, B] of all would not fit at the larger sizes. Distances and the way back are matrix
products. Negatives are sorted row by row, and what is asked of them is searched for; `masked` is the usual way instead,
which compares all negatives with each anchor-positive pair.
"""

import json
import math
import resource
import statistics
import sys
import time

import numpy
import torch
from torch.nn import functional

EMBEDDING_SIZE, MARGIN = 128, 0.2
LEAST_DISTANCE, MOST_DISTANCE = 0.25, 1.96
BLOCK = {"sorted": 256, "masked": 32, "soft": 8}  # anchors: all keep to some tens of megabytes


class Objective:
    def __init__(self, embeddings, pictures, strategy, form, way):
        self.e, self.pictures, self.strategy, self.form, self.way = embeddings, pictures, strategy, form, way
        self.batch = len(embeddings)
        self.labels = torch.arange(self.batch) // pictures
        rows = torch.arange(self.batch)[:, None]
        others = torch.arange(pictures - 1)[None, :]
        self.positives = rows // pictures * pictures + others + (others >= rows % pictures)
        self.squares = (embeddings * embeddings).sum(1)
        self.block = BLOCK["soft" if strategy == "all" and form == "soft" else way]

    def __call__(self):
        self.gradient = torch.zeros_like(self.e)
        self.sum, self.triplets, self.active, self.valid_active = 0.0, 0, 0, 0
        self.to_positive = self.to_negative = 0.0
        for first in range(0, self.batch, self.block):
            self.add(first, min(first + self.block, self.batch))
        self.gradient *= 2 / max(self.active, 1)
        valid = self.batch * (self.pictures - 1) * (self.batch - self.pictures)
        return self.sum / max(self.active, 1), self.valid_active / valid

    def add(self, first, last):
        own = self.e[first:last]
        distances = self.squares[first:last, None] + self.squares[None, :]
        distances = distances.addmm_(own, self.e.T, alpha=-2).clamp_min_(0)
        positives = self.positives[first:last]
        to_positive = distances.gather(1, positives)
        same = self.labels[first:last, None] == self.labels[None, :]
        to_negative = distances.masked_fill(same, math.inf)
        self.to_positive += to_positive.sum().item()
        self.to_negative += distances.masked_fill_(same, 0).sum().item()
        pulls = torch.zeros(last - first, self.batch)
        if self.way == "masked":
            self.semi_hard_masked(positives, to_positive, to_negative, pulls)
        elif self.strategy == "all":
            self.all(positives, to_positive, to_negative, pulls)
        else:
            self.chosen(positives, to_positive, to_negative, pulls)
        gradient = pulls.sum(1, keepdim=True) * own - pulls @ self.e
        self.gradient[first:last] += gradient
        self.gradient += pulls.sum(0)[:, None] * self.e - pulls.T @ own

    def chosen(self, positives, to_positive, to_negative, pulls):
        values, rows = to_negative.sort(dim=1)
        bound = torch.searchsorted(values, to_positive + MARGIN)
        self.valid_active += bound.sum().item()
        count = self.batch - self.pictures
        if self.strategy == "semi-hard":
            place = torch.searchsorted(values, to_positive, right=True)
            found = place < bound
        elif self.strategy == "hard":
            place = torch.zeros_like(bound)
            found = values[:, :1] < to_positive
        elif self.strategy == "random":
            place = torch.randint(count, bound.shape)
            found = torch.ones_like(bound, dtype=torch.bool)
        elif self.strategy == "distance-weighted":
            s = values[:, :count].clamp_min(LEAST_DISTANCE)
            half = (EMBEDDING_SIZE - 3) / 2
            weights = -half * (s * (1 - s / 4)).log() - 0.5 * s.log()
            weights = weights.masked_fill(values[:, :count] >= MOST_DISTANCE, -math.inf)
            highest = weights.max(dim=1, keepdim=True).values
            weights = torch.where(highest > -math.inf, (weights - highest).exp(), torch.ones(()))
            place = torch.multinomial(weights, self.pictures - 1, replacement=True)
            found = torch.ones_like(bound, dtype=torch.bool)
        elif self.strategy == "batch-hard":
            to_positive, farthest = to_positive.max(dim=1, keepdim=True)
            positives = positives.gather(1, farthest)
            place = torch.zeros_like(farthest)
            found = torch.ones_like(farthest, dtype=torch.bool)
        place = place.clamp_max(count - 1)
        self.learn(positives, to_positive, rows.gather(1, place), values.gather(1, place), found, pulls)

    def semi_hard_masked(self, positives, to_positive, to_negative, pulls):
        candidates, bound = to_negative[:, None, :], to_positive[:, :, None]
        near = candidates < bound + MARGIN
        self.valid_active += near.sum().item()
        allowed = near & (candidates > bound)
        nearest, negatives = torch.where(allowed, candidates, torch.full((), math.inf)).min(dim=2)
        self.learn(positives, to_positive, negatives, nearest, torch.isfinite(nearest), pulls)

    def learn(self, positives, to_positive, negatives, nearest, found, pulls):
        x = to_positive - nearest + MARGIN
        if self.form == "hinge":
            losses, slopes = x.clamp_min(0), (x > 0).float()
        else:
            losses, slopes = functional.softplus(x), x.sigmoid()
        losses, slopes = losses.masked_fill(~found, 0), slopes.masked_fill(~found, 0)
        self.sum += losses.sum(dtype=torch.float64).item()
        self.active += int((losses > 0).sum())
        self.triplets += int(found.sum())
        pulls.scatter_add_(1, positives, slopes)
        pulls.scatter_add_(1, negatives, -slopes)

    def all(self, positives, to_positive, to_negative, pulls):
        count = self.batch - self.pictures
        self.triplets += to_positive.numel() * count
        if self.form == "soft":
            values, rows = to_negative.topk(count, dim=1, largest=False, sorted=False)
            x = (to_positive + MARGIN)[:, :, None] - values[:, None, :]
            self.valid_active += (x > 0).sum().item()
            self.active += x.numel()
            self.sum += functional.softplus(x).sum(dtype=torch.float64).item()
            slopes = x.sigmoid_()
            pulls.scatter_add_(1, positives, slopes.sum(2))
            pulls.scatter_add_(1, rows, -slopes.sum(1))
            return
        values, rows = to_negative.sort(dim=1)
        values, rows = values[:, :count].contiguous(), rows[:, :count]
        bound = torch.searchsorted(values, to_positive + MARGIN)
        active = int(bound.sum())
        self.valid_active += active
        self.active += active
        sums = functional.pad(values.double().cumsum(1), (1, 0))
        self.sum += (bound * (to_positive.double() + MARGIN) - sums.gather(1, bound)).sum().item()
        lasts = torch.zeros(len(bound), count + 1).scatter_add_(1, bound, torch.ones(bound.shape))
        pulls.scatter_add_(1, positives, bound.float())
        pulls.scatter_add_(1, rows, -lasts.flip(1).cumsum(1).flip(1)[:, 1:])


def main():
    path, pictures, strategy, form, times = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])
    way = sys.argv[6] if len(sys.argv) > 6 else "sorted"
    torch.manual_seed(1)
    torch.set_grad_enabled(False)
    embeddings = torch.from_numpy(numpy.fromfile(path, dtype="<f4").reshape(-1, EMBEDDING_SIZE))
    objective = Objective(embeddings, pictures, strategy, form, way)
    milliseconds, processor = [], []
    for _ in range(2 + times):
        start, processor_start = time.perf_counter(), time.process_time()
        value, active_share = objective()
        milliseconds.append((time.perf_counter() - start) * 1e3)
        processor.append((time.process_time() - processor_start) * 1e3)
    result = {
        "engine": f"PyTorch {torch.__version__}" + (" masked" if way == "masked" else ""),
        "strategy": strategy,
        "form": form,
        "batch": len(embeddings),
        "threads": torch.get_num_threads(),
        "milliseconds": statistics.median(milliseconds[2:]),
        "least": min(milliseconds[2:]),
        "processorMilliseconds": statistics.median(processor[2:]),
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "value": value,
        "triplets": objective.triplets,
        "active": objective.active,
        "activeShare": active_share,
        "norm": objective.gradient.norm().item(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
