"""Figures of scikit-learn 1.2.1 for scikit-learn.json beside this file: python3 scikit-learn.py > scikit-learn.json"""
import json

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score, det_curve, normalized_mutual_info_score, roc_auc_score, roc_curve
from sklearn.metrics.cluster import pair_confusion_matrix

random = np.random.RandomState(7)


def pairs(count, steps):
    """Distances of pairs; with steps they are rounded, so that many are tied."""
    same = random.rand(count) < 0.4
    distances = np.clip(np.where(same, random.normal(1.0, 0.4, count), random.normal(1.8, 0.4, count)), 0, 4)
    if steps:
        distances = np.round(distances * steps) / steps
    distances = distances.astype(np.float32).astype(float)
    false_matches, true_matches, limits = roc_curve(same, -distances, drop_intermediate=False)
    fpr, fnr, det_limits = det_curve(same, -distances)
    return {
        "distances": distances.tolist(),
        "same": same.astype(int).tolist(),
        "auc": roc_auc_score(same, -distances),
        "roc": [[-t, f, m] for t, f, m in zip(limits[1:], false_matches[1:], true_matches[1:])],
        "det": [[-t, f, n] for t, f, n in zip(det_limits, fpr, fnr)],
    }


def agreement(count, clusters, people):
    one = random.randint(0, clusters, count)
    other = np.where(random.rand(count) < 0.6, one % people, random.randint(0, people, count))
    (_, only_cluster), (only_person, both) = pair_confusion_matrix(other, one)
    return {
        "clusters": one.tolist(),
        "people": other.tolist(),
        "mutualInformation": normalized_mutual_info_score(other, one),
        "randIndex": adjusted_rand_score(other, one),
        "precision": both / (both + only_cluster) if both + only_cluster else 1,
        "recall": both / (both + only_person) if both + only_person else 1,
    }


def linkage(count, dimension, clusters):
    points = random.normal(size=(count, dimension)).astype(np.float32)
    squared = ((points[:, None].astype(float) - points[None].astype(float)) ** 2).sum(-1)
    found = AgglomerativeClustering(n_clusters=clusters, metric="precomputed", linkage="average").fit_predict(squared)
    return {"points": points.astype(float).tolist(), "clusters": found.tolist(), "count": clusters}


def rounded(value):
    return float("%.9g" % value) if isinstance(value, float) else value


def compact(tree):
    if isinstance(tree, dict):
        return {key: compact(value) for key, value in tree.items()}
    return [compact(value) for value in tree] if isinstance(tree, list) else rounded(tree)


print(
    json.dumps(
        compact(
            {
                "pairs": [pairs(150, 0), pairs(150, 4), pairs(90, 2)],
                "agreements": [agreement(60, 8, 6), agreement(40, 3, 9), agreement(12, 1, 4), agreement(9, 9, 2)],
                "linkages": [linkage(40, 3, 7), linkage(30, 2, 4), linkage(25, 5, 24)],
            }
        ),
        separators=(",", ":"),
    )
)
