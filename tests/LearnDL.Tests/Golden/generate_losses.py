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


def share(a, b):
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0)


def auc(y, p, w, thresholds, curve, method):
    """Counts at every threshold, by comparing every prediction with it; then Keras's sums."""
    above = p[None, :] > thresholds[:, None]
    yes = y != 0
    tp, fp = (above & yes) @ w, (above & ~yes) @ w
    fn, tn = (~above & yes) @ w, (~above & ~yes) @ w
    if curve == "PR" and method == "interpolation":                # Davis and Goadrich 2006
        dtp, positive = tp[:-1] - tp[1:], tp + fp
        slope = share(dtp, np.maximum(positive[:-1] - positive[1:], 0))
        intercept = tp[1:] - slope * positive[1:]
        both = (positive[:-1] > 0) & (positive[1:] > 0)
        ratio = np.where(both, share(positive[:-1], positive[1:]), 1.0)
        return share(slope * (dtp + intercept * np.log(ratio)), tp[1:] + fn[1:]).sum()
    recall = share(tp, tp + fn)
    x, height = (share(fp, fp + tn), recall) if curve == "ROC" else (recall, share(tp, tp + fp))
    a, b = height[:-1], height[1:]
    return ((x[:-1] - x[1:]) * {"interpolation": (a + b) / 2, "minoring": np.minimum(a, b), "majoring": np.maximum(a, b)}[method]).sum()


def auc_thresholds(inner=None, count=200):
    inner = [i / (count - 1) for i in range(1, count - 1)] if inner is None else sorted(inner)
    return np.array([-EPSILON, *inner, 1 + EPSILON])


def f_scores(y, p, w, beta, threshold, average):
    said = p > threshold if threshold is not None else (p >= p.max(-1, keepdims=True)) & (np.abs(p) > 1e-9)
    w = w[:, None]
    axis = None if average == "micro" else 0
    tp, fp, fn = ((said * y * w).sum(axis), (said * (1 - y) * w).sum(axis), ((1 - said) * y * w).sum(axis))
    precision, recall = tp / (tp + fp + EPSILON), tp / (tp + fn + EPSILON)
    f = precision * recall / (beta ** 2 * precision + recall + EPSILON) * (1 + beta ** 2)
    if average == "weighted":
        targets = (y * w).sum(0)
        return (f * targets / (targets.sum() + EPSILON)).sum()
    return f.mean()


def top_k(y, p, k):
    return (p > np.take_along_axis(p, y[:, None], 1)).sum(1) < k


def r2(y, p, w, aggregation, regressors):
    w = w[:, None]
    mean = (w * y).sum(0) / w.sum()
    total, residual = (w * (y - mean) ** 2).sum(0), (w * (y - p) ** 2).sum(0)
    scores = 1 - residual / total
    score = scores.mean() if aggregation == "uniform_average" else (total * scores).sum() / total.sum()
    n = y.size
    return score if regressors == 0 else 1 - (1 - score) * (n - 1) / (n - regressors - 1)


def precision_recall(y, p, w, thresholds, top, class_id):
    """Figures at every threshold; of equal outputs the first is the larger."""
    order = np.argsort(-p, axis=-1, kind="stable")
    rank = np.argsort(order, axis=-1, kind="stable")
    if class_id is not None:
        y, p, rank = y[:, [class_id]], p[:, [class_id]], rank[:, [class_id]]
    figures = []
    for t in thresholds:
        said = (p > t) & (rank < top if top is not None else True)
        tp, fp, fn = ((m * w[:, None]).sum() for m in (said & (y != 0), said & (y == 0), ~said & (y != 0)))
        figures.append((tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0))
    return np.array(figures).T


def metrics(rng):
    """Batches of a size of their own, with sample weights or none; the figure after the first batch, and after all."""
    data, cases, places = [], [], {}

    def place(y, p):
        key = (y.tobytes(), p.tobytes())
        if key not in places:
            places[key] = len(data)
            data.append({"yTrue": tensor(torch.tensor(y)), "yPred": tensor(torch.tensor(p))})
        return places[key]

    def add(metric, y, p, function, **settings):
        for weighted in (False, True):
            w = np.round(rng.uniform(0, 2, len(y)), 2) if weighted else np.ones(len(y))
            sizes = [len(y) // 3, len(y) // 2, len(y) - len(y) // 3 - len(y) // 2]
            first = sizes[0]
            case = {"metric": metric, **settings, "sizes": sizes, "data": place(y, p), "first": float(function(y[:first], p[:first], w[:first])),
                    "all": float(function(y, p, w))}
            if weighted:
                case["sampleWeight"] = tensor(torch.tensor(w))
            cases.append(case)

    def unit(*shape):
        return np.round(rng.uniform(0, 1, shape), 3)

    for n, K in [(30, 1), (61, 1), (24, 3), (33, 5)]:
        binary = (rng.uniform(size=(n, K)) < 0.4).astype(float)
        p = np.round(np.clip(unit(n, K) * 0.7 + binary * 0.3, 0, 1), 3)
        repeated = np.repeat
        for curve in ("ROC", "PR"):
            for method in ("interpolation", "minoring", "majoring"):
                area = lambda t, c=curve, m=method: lambda y, p, w: auc(y.ravel(), p.ravel(), repeated(w, y.shape[1]), t, c, m)
                add("auc", binary, p, area(auc_thresholds()), curve=curve, method=method)
                add("auc", binary, p, area(auc_thresholds(count=7)), curve=curve, method=method, count=7)
                inner = sorted(unit(4).tolist())
                add("auc", binary, p, area(auc_thresholds(inner)), curve=curve, method=method, thresholds=inner)
            by_label = lambda y, p, w, c=curve: np.mean([auc(y[:, k], p[:, k], w, auc_thresholds(), c, "interpolation")
                                                         for k in range(y.shape[1])])
            add("auc", binary, p, by_label, curve=curve, method="interpolation", multiLabel=True)
        for settings in ({}, {"thresholds": [0.3]}, {"thresholds": [0.2, 0.55, 0.8]}, {"topK": 1}, {"topK": 2, "thresholds": [0.4]},
                         {"classId": K - 1}, {"topK": 2, "classId": 0}):
            t = settings.get("thresholds", [-1e10] if "topK" in settings else [0.5])
            for figure, name in enumerate(("precision", "recall")):
                add(name, binary, p, lambda y, p, w, s=settings, t=t, f=figure:
                    precision_recall(y, p, w, t, s.get("topK"), s.get("classId"))[f].mean(), **settings)
        for average in (None, "micro", "macro", "weighted"):
            for beta, threshold in ((1.0, None), (2.0, 0.5), (0.5, 0.35)):
                add("fbeta_score", binary, p, lambda y, p, w, a=average, b=beta, t=threshold: f_scores(y, p, w, b, t, a),
                    average=average, beta=beta, threshold=threshold)
        y, p = rng.normal(size=(n, K)).round(3), rng.normal(size=(n, K)).round(3)
        near = np.round(y + 0.3 * p + 5, 3)
        for aggregation in ("uniform_average", "variance_weighted_average"):
            for regressors in (0, 2):
                add("r2_score", y + 5, near, lambda y, p, w, a=aggregation, r=regressors: r2(y, p, w, a, r),
                    aggregation=aggregation, regressors=regressors)
        mean = lambda rows: lambda y, p, w: (rows(y, p) * w).sum() / w.sum()
        rows = lambda f: mean(lambda y, p: f(torch.tensor(y), torch.tensor(p)).numpy())
        add("root_mean_squared_error", y, p, lambda y, p, w: np.sqrt((((y - p) ** 2).mean(1) * w).sum() / w.sum()))
        add("mean_squared_error", y, p, mean(lambda y, p: ((y - p) ** 2).mean(1)))
        add("mean_absolute_percentage_error", y + 5, p, rows(mape))
        add("mean_squared_logarithmic_error", np.abs(y), np.abs(p), rows(msle))
        add("log_cosh", y, p, rows(log_cosh))
        add("cosine_similarity", y, p, rows(lambda y, p: -cosine_similarity(y, p)))
        add("hinge", binary, p, rows(hinge))
        add("binary_accuracy", binary, np.round(unit(n, K), 2), mean(lambda y, p: ((p > 0.35) == y).mean(1)), threshold=0.35)
        if K > 1:
            labels = rng.integers(0, K, n)
            p = np.round(unit(n, K), 1)                                  # with equal ones among them
            for k in (1, 2, 3):
                hits = mean(lambda y, p, k=k: top_k(y.astype(int), p, k))
                add("sparse_top_k_categorical_accuracy", labels.astype(float), p, hits, k=k)
                hot = np.eye(K)[labels]
                add("top_k_categorical_accuracy", hot, p, mean(lambda y, p, k=k: top_k(y.argmax(1), p, k)), k=k)
    return {"data": data, "cases": cases}


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
    groups = [("more-losses", losses), ("metrics", metrics)]
    return sum(write(name, make(np.random.default_rng([SEED, 100 + index]))) for index, (name, make) in enumerate(groups))


if __name__ == "__main__":
    sys.exit(main())
