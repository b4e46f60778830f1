"""Training steps of the same two networks in PyTorch: the peer of TrainingStepBenchmark.java.

    python3 training_step.py ARCHITECTURE SIZE WARM_UP STEPS      prints one JSON line
    python3 training_step.py ARCHITECTURE SIZE --compare FILE     takes the step in FILE, and says how far apart they are

One step: embeddings of 64 pictures, semi-hard triplets, triplet loss, backward, SGD with momentum.
"""

import json
import resource
import statistics
import struct
import sys
import time

import torch
from torch import nn
from torch.nn import functional

EMBEDDING_SIZE = 128
IDENTITIES, PICTURES_PER_IDENTITY = 16, 4
MARGIN = 0.2
LEARNING_RATE, COMPARED_LEARNING_RATE, MOMENTUM = 0.000001, 0.01, 0.9
MOST_DIFFERENCE = 1e-4


def convolution(inputs, outputs, kernel, stride=1, padding=None, groups=1):
    padding = kernel // 2 if padding is None else padding
    return nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)


def activated(*settings, **more):
    layer = convolution(*settings, **more)
    return nn.Sequential(layer, nn.BatchNorm2d(layer.out_channels), nn.PReLU(layer.out_channels))


class Bottleneck(nn.Module):
    """arXiv 1801.04381, figure 3b, with PReLU."""

    def __init__(self, inputs, expansion, outputs, stride):
        super().__init__()
        inner = inputs * expansion
        self.path = nn.Sequential(
            activated(inputs, inner, 1),
            activated(inner, inner, 3, stride, groups=inner),
            convolution(inner, outputs, 1),
            nn.BatchNorm2d(outputs),
        )
        self.has_shortcut = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.path(x) if self.has_shortcut else self.path(x)


class MobileFaceNet(nn.Sequential):
    """arXiv 1804.07573, table 1."""

    ROWS = [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)]

    def __init__(self, size):
        layers = [activated(3, 64, 3, 2), activated(64, 64, 3, groups=64)]
        channels = 64
        for expansion, outputs, repeats, stride in self.ROWS:
            for repeat in range(repeats):
                layers.append(Bottleneck(channels, expansion, outputs, stride if repeat == 0 else 1))
                channels = outputs
        layers.append(activated(channels, 512, 1))
        layers += [convolution(512, 512, size // 16, padding=0, groups=512), nn.BatchNorm2d(512), nn.Flatten()]
        layers += [nn.Linear(512, EMBEDDING_SIZE, bias=False), nn.BatchNorm1d(EMBEDDING_SIZE)]
        super().__init__(*layers)


class Block(nn.Module):
    """arXiv 1801.07698, section 3.2.2."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.path = nn.Sequential(
            nn.BatchNorm2d(inputs),
            *activated(inputs, outputs, 3),
            convolution(outputs, outputs, 3, stride),
            nn.BatchNorm2d(outputs),
        )
        same = stride == 1 and inputs == outputs
        self.shortcut = (
            nn.Identity() if same else nn.Sequential(convolution(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))
        )

    def forward(self, x):
        return self.path(x) + self.shortcut(x)


class SmallResidual(nn.Sequential):
    """The network of Likeness's default recipe."""

    def __init__(self, size):
        layers = [activated(3, 16, 5, 2)]
        layers += [Block(16, 16, 1), Block(16, 32, 2), Block(32, 64, 2), Block(64, 128, 2)]
        layers += [nn.BatchNorm2d(128), nn.Flatten()]
        layers += [nn.Linear(128 * (size // 16) ** 2, EMBEDDING_SIZE), nn.BatchNorm1d(EMBEDDING_SIZE)]
        super().__init__(*layers)


ARCHITECTURES = {"mobile-face-net": MobileFaceNet, "small-residual": SmallResidual}


def triplet_loss(embeddings, labels):
    """FaceNet, arXiv 1503.03832: for each pair the nearest semi-hard negative; the mean over the active triplets."""
    products = embeddings @ embeddings.T
    distances = (2 - 2 * products).clamp_min(0)
    with torch.no_grad():
        same = labels[:, None] == labels[None, :]
        anchors, positives = torch.nonzero(same.fill_diagonal_(False), as_tuple=True)
        same.fill_diagonal_(True)
        to_positive = distances[anchors, positives][:, None]
        candidates = distances[anchors]
        allowed = ~same[anchors] & (candidates > to_positive) & (candidates < to_positive + MARGIN)
        nearest, negatives = candidates.masked_fill(~allowed, float("inf")).min(dim=1)
        found = torch.isfinite(nearest)
        anchors, positives, negatives = anchors[found], positives[found], negatives[found]
    losses = functional.relu(distances[anchors, positives] - distances[anchors, negatives] + MARGIN)
    active = int((losses > 0).sum())
    if active == 0:
        raise SystemExit("no triplet is active: the step would have no way back")
    return losses.sum() / active


def take_step(network, optimizer, pixels, labels):
    optimizer.zero_grad(set_to_none=True)
    embeddings = functional.normalize(network(pixels.to(memory_format=torch.channels_last)))
    loss = triplet_loss(embeddings, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def time_steps(network, optimizer, size, warm_up, steps):
    generator = torch.Generator().manual_seed(1)
    shape = (IDENTITIES * PICTURES_PER_IDENTITY, 3, size, size)
    pixels = torch.rand(shape, generator=generator) * 2 - 1
    labels = torch.arange(IDENTITIES).repeat_interleave(PICTURES_PER_IDENTITY)
    seconds, processor_seconds = [], []
    for _ in range(warm_up + steps):
        start, processor_start = time.perf_counter(), time.process_time()
        take_step(network, optimizer, pixels, labels)
        seconds.append(time.perf_counter() - start)
        processor_seconds.append(time.process_time() - processor_start)
    return shape[0] / statistics.median(seconds[warm_up:]), statistics.median(processor_seconds[warm_up:])


def read_safetensors(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    tensors = {}
    for name, entry in json.loads(content[8 : 8 + length]).items():
        if name != "__metadata__":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            kind = {"F32": torch.float32, "I64": torch.int64}[entry["dtype"]]
            tensors[name] = torch.frombuffer(bytearray(content[start:end]), dtype=kind).reshape(entry["shape"])
    return tensors


def state(network):
    """Weights and running statistics by Likeness's names: both number the layers of a kind as the data meets them."""
    kinds = {
        nn.Conv2d: ("conv", {"weight": "weight"}),
        nn.Linear: ("linear", {"weight": "weight", "bias": "bias"}),
        nn.PReLU: ("prelu", {"weight": "slope"}),
        nn.BatchNorm2d: ("norm", {"weight": "scale", "bias": "bias", "running_mean": "mean", "running_var": "variance"}),
    }
    kinds[nn.BatchNorm1d] = kinds[nn.BatchNorm2d]
    counts, tensors = {}, {}
    for module in network.modules():
        if type(module) in kinds:
            kind, names = kinds[type(module)]
            counts[kind] = counts.get(kind, 0) + 1
            for ours, theirs in names.items():
                if getattr(module, ours) is not None:
                    tensors[f"{kind}{counts[kind]}.{theirs}"] = getattr(module, ours).detach()
    return tensors


def compare(network, optimizer, path):
    stored = read_safetensors(path)
    before = {name[len("before/") :]: tensor for name, tensor in stored.items() if name.startswith("before/")}
    tensors = state(network)
    if before.keys() != tensors.keys():
        raise SystemExit(f"the networks differ in {sorted(before.keys() ^ tensors.keys())}")
    for name, tensor in tensors.items():
        tensor.copy_(before[name].reshape(tensor.shape))
    optimizer.param_groups[0]["lr"] = COMPARED_LEARNING_RATE
    loss = take_step(network, optimizer, stored["pixels"], stored["labels"])
    network.eval()
    with torch.no_grad():
        embeddings = functional.normalize(network(stored["pixels"].to(memory_format=torch.channels_last)))
    after = {name: stored[f"after/{name}"].reshape(tensor.shape) for name, tensor in tensors.items()}
    moved = max((after[name] - before[name].reshape(after[name].shape)).abs().max().item() for name in tensors)
    difference = {
        "loss": abs(loss - stored["loss"].item()),
        "weights": max((after[name] - tensors[name]).abs().max().item() for name in tensors),
        "embeddings": (embeddings - stored["embeddings"]).abs().max().item(),
    }
    print(json.dumps({"parameters": parameters(network), "loss": loss, "moved": moved, "difference": difference}))
    if max(difference.values()) > MOST_DIFFERENCE:
        raise SystemExit(f"the two do not compute the same: {difference}, at most {MOST_DIFFERENCE} is allowed")


def parameters(network):
    return sum(parameter.numel() for parameter in network.parameters())


def main():
    architecture, size = sys.argv[1], int(sys.argv[2])
    torch.manual_seed(1)
    network = ARCHITECTURES[architecture](size).to(memory_format=torch.channels_last).train()
    optimizer = torch.optim.SGD(network.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM)
    if sys.argv[3] == "--compare":
        compare(network, optimizer, sys.argv[4])
        return
    speed, processor_seconds = time_steps(network, optimizer, size, int(sys.argv[3]), int(sys.argv[4]))
    result = {
        "engine": f"PyTorch {torch.__version__}",
        "architecture": architecture,
        "size": size,
        "parameters": parameters(network),
        "threads": torch.get_num_threads(),
        "picturesPerSecond": speed,
        "processorSeconds": processor_seconds,
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
