#!/usr/bin/python3
"""Writes more-losses.json and metrics.json beside it: losses by PyTorch, metrics by NumPy, under Keras 3's conventions.

    python3 generate_losses.py            writes the files
    python3 generate_losses.py --check    computes them again and compares with the committed ones

Made with Debian's python3-torch 1.13 and python3-numpy, as generate_golden.py, whose helpers it takes. Metrics are
counted the slow way, from all samples at once; the engine counts batch by batch.
"""

import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F

from generate_golden import EPSILON, HERE, SEED, draw, numbers, one_hot, tensor, text


def mape(y, p):
    return 100 * ((y - p) / y.abs().clamp(min=EPSILON)).abs().mean(-1)


def msle(y, p):
    return ((p.clamp(min=EPSILON) + 1).log() - (y.clamp(min=EPSILON) + 1).log()).square().mean(-1)


def huber(delta):
    return lambda y, p: F.huber_loss(p, y, reduction="none", delta=delta).mean(-1)


def log_cosh(y, p):
    e = p - y
    return (e + F.softplus(-2 * e, threshold=700) - math.log(2)).mean(-1)   # Keras's own way to write it


def kl_divergence(y, p):
    y, p = y.clamp(EPSILON, 1), p.clamp(EPSILON, 1)
    return F.kl_div(p.log(), y, reduction="none").sum(-1)


def poisson(y, p):
    return F.poisson_nll_loss(p, y, log_input=False, eps=EPSILON, reduction="none").mean(-1)


def signs(y):
    return 2 * y - 1 if bool(((y == 0) | (y == 1)).all()) else y


def hinge(y, p):
    return (1 - signs(y) * p).clamp(min=0).mean(-1)


def squared_hinge(y, p):
    return (1 - signs(y) * p).clamp(min=0).square().mean(-1)


def categorical_hinge(y, p):
    return (((1 - y) * p).amax(-1) - (y * p).sum(-1) + 1).clamp(min=0)


def cosine_similarity(y, p):
    return -(F.normalize(y, dim=-1, eps=EPSILON) * F.normalize(p, dim=-1, eps=EPSILON)).sum(-1)


def smooth_binary(from_logits, s):
    loss = F.binary_cross_entropy_with_logits if from_logits else F.binary_cross_entropy
    return lambda y, p: loss(p, y * (1 - s) + s / 2, reduction="none").mean(-1)


def smooth_categorical(from_logits, s):
    def loss(y, p):
        z = p if from_logits else p.log()                        # softmax(ln p) = p / Σp
        K = p.shape[-1]
        rows = F.cross_entropy(z.reshape(-1, K), y.reshape(-1, K).argmax(-1), reduction="none", label_smoothing=s)
        return rows.reshape(p.shape[:-1])
    return loss


def losses(rng):
    """Loss = Σ weight·loss(row) / number of rows."""
    cases = []

    def add(name, function, y, p, **settings):
        for weighted in (False, True):
            p = p.detach().requires_grad_(True)
            rows = function(y, p)
            w = torch.ones(len(y), dtype=torch.float64)
            if weighted:
                w = torch.tensor(np.round(rng.uniform(0, 2, len(y)), 3))
            loss = (rows * w.reshape([-1] + [1] * (rows.dim() - 1))).sum() / rows.numel()
            loss.backward()
            case = {"loss": name, **settings, "yTrue": tensor(y), "yPred": tensor(p), "value": loss.item(),
                    "gradient": tensor(p.grad)}
            if weighted:
                case["sampleWeight"] = tensor(w)
            cases.append(case)

    def uniform(shape, low, high):
        return torch.tensor(np.round(rng.uniform(low, high, shape), 3))

    for shape in [(1, 1), (5, 1), (6, 3), (1, 7), (4, 2), (3, 2, 4)]:
        y, p = draw(rng, *shape), draw(rng, *shape)
        p = torch.where((p - y).abs() < 1e-3, p + 0.5, p)
        add("mean_absolute_percentage_error", mape, torch.where(y.abs() < 0.01, y + 1, y), p)
        add("mean_squared_logarithmic_error", msle, uniform(shape, 0, 9), uniform(shape, 0.1, 9))
        add("mean_squared_logarithmic_error", msle, draw(rng, *shape, scale=2), draw(rng, *shape, scale=2))
        for delta in (1.0, 0.3, 2.5):
            add("huber", huber(delta), y, draw(rng, *shape, scale=2), delta=delta)
        add("log_cosh", log_cosh, y, p)
        add("log_cosh", log_cosh, y, draw(rng, *shape, scale=30))
        add("poisson", poisson, torch.tensor(rng.integers(0, 6, shape), dtype=torch.float64), uniform(shape, 0.05, 6))
        binary = torch.tensor(rng.integers(0, 2, shape), dtype=torch.float64)
        margin = draw(rng, *shape, scale=2)
        margin = torch.where((margin.abs() - 1).abs() < 1e-3, margin * 1.1, margin)
        for targets in (binary, 2 * binary - 1, uniform(shape, -1.5, 1.5)):
            add("hinge", hinge, targets, margin)
            add("squared_hinge", squared_hinge, targets, margin)
        add("cosine_similarity", cosine_similarity, y, p)
        for s in (0.1, 0.35):
            add("binary_crossentropy", smooth_binary(False, s), binary, uniform(shape, 0.01, 0.99), fromLogits=False, smoothing=s)
            add("binary_crossentropy", smooth_binary(True, s), binary, draw(rng, *shape, scale=4), fromLogits=True, smoothing=s)
        if shape[-1] == 1:
            continue
        hot = one_hot(torch.tensor(rng.integers(0, shape[-1], shape[:-1])), shape[-1])
        add("kl_divergence", kl_divergence, torch.softmax(draw(rng, *shape), -1), torch.softmax(draw(rng, *shape), -1))
        add("kl_divergence", kl_divergence, hot, uniform(shape, 0.02, 0.98))
        add("categorical_hinge", categorical_hinge, hot, draw(rng, *shape))
        add("categorical_hinge", categorical_hinge, 2 * hot - 1, draw(rng, *shape))
        for s in (0.1, 0.35):
            add("categorical_crossentropy", smooth_categorical(False, s), hot, uniform(shape, 0.05, 1), fromLogits=False, smoothing=s)
            add("categorical_crossentropy", smooth_categorical(True, s), hot, draw(rng, *shape, scale=4), fromLogits=True, smoothing=s)
    return cases


def write(name, content):
    fresh = text(__file__, content)
    path = HERE / f"{name}.json"
    if "--check" not in sys.argv:
        path.write_text(fresh)
        print(f"{path.name}: {len(fresh):,} characters")
        return 0
    old, new = (np.array(numbers(json.loads(t))) for t in (path.read_text(), fresh))
    worst = float("inf") if len(old) != len(new) else np.max(np.abs(old - new) / np.maximum(1, np.abs(old)))
    print(f"{path.name}: {len(old)} numbers, worst difference {worst:.1e}")
    return int(worst > 1e-13)


def main():
    torch.set_num_threads(1)
    groups = [("more-losses", losses)]
    return sum(write(name, make(np.random.default_rng([SEED, 100 + index]))) for index, (name, make) in enumerate(groups))


if __name__ == "__main__":
    sys.exit(main())
