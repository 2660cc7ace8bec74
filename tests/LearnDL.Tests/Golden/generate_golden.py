#!/usr/bin/python3
"""Writes the golden files beside it: values and gradients by PyTorch in float64, under Keras 3's conventions.

    python3 generate_golden.py            writes the files
    python3 generate_golden.py --check    computes them again and compares with the committed ones

Made with Debian's python3-torch 1.13 and python3-numpy. The tests read the files and need neither.
Inputs are drawn with few decimals, so that the files stay small and a case can be redone by hand.
Where PyTorch and Keras differ (Adam's epsilon, Adagrad's start, the mean over weighted samples),
the comment beside the case says how one was mapped to the other.
"""

import json
import math
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

SEED = 20240607
HERE = pathlib.Path(__file__).parent
EPSILON = 1e-7                     # Keras's epsilon

ACTIVATIONS = {
    "linear": lambda x: x * 1,
    "relu": F.relu,
    "leaky_relu": lambda x: F.leaky_relu(x, 0.2),             # slope of Keras's function; its layer has 0.3
    "elu": F.elu,
    "selu": F.selu,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": lambda x: F.relu6(x + 3) / 6,
    "tanh": torch.tanh,
    "softplus": lambda x: F.softplus(x, threshold=700),       # PyTorch's own threshold of 20 costs 1e-9
    "softsign": F.softsign,
    "exponential": torch.exp,
    "silu": F.silu,
    "softmax": lambda x: torch.softmax(x, -1),
}


def draw(rng, *shape, scale=1.0, decimals=3):
    return torch.tensor(np.round(rng.normal(size=shape) * scale, decimals), dtype=torch.float64)


def tensor(t):
    t = t.detach()
    return {"shape": list(t.shape), "data": [clean(v) for v in t.flatten().tolist()]}


def clean(v):
    if isinstance(v, float) and not math.isfinite(v):
        raise ValueError("a golden value must be finite")
    return v


def dense(rng):
    """y = activation(x·W + b), and the gradients of Σ y∘dy."""
    cases = []
    shapes = [((1, 1), 1), ((1, 5), 3), ((2, 3), 2), ((3, 7), 1), ((4, 1), 9), ((5, 4), 8), ((7, 3), 5), ((13, 2), 3),
              ((3, 17), 2), ((2, 2), 17), ((2, 3, 4), 5), ((3, 1, 2), 3), ((1, 4, 3), 1), ((2, 2, 3, 5), 2)]
    names = list(ACTIVATIONS)
    for i, (shape, units) in enumerate(shapes * 2):
        name = names[i % len(names)] if i >= len(shapes) else "linear"
        bias = i % 5 != 4
        x, W, dy = draw(rng, *shape), draw(rng, shape[-1], units, scale=0.7), draw(rng, *shape[:-1], units)
        b = draw(rng, units, scale=0.5)
        for t in (x, W, b):
            t.requires_grad_(True)
        y = ACTIVATIONS[name](x @ W + b if bias else x @ W)
        y.backward(dy)
        case = {"activation": name, "x": tensor(x), "kernel": tensor(W), "dy": tensor(dy),
                "y": tensor(y), "dx": tensor(x.grad), "dKernel": tensor(W.grad)}
        if bias:
            case |= {"bias": tensor(b), "dBias": tensor(b.grad)}
        cases.append(case)
    return cases


def activations(rng):
    """Each function and its gradient at ±0, tiny, ordinary and huge values."""
    points = [0.0, -0.0, 5e-324, -5e-324, 1e-300, -1e-300, 1e-16, -1e-16, 1e-8, -1e-8, 1e-3, -1e-3, 0.25, -0.25, 0.5, -0.5,
              1.0, -1.0, 2.5, -2.5, 2.999, -2.999, 3.0, -3.0, 3.001, -3.001, 10.0, -10.0, 19.9, 20.1, 36.5, -36.5, 100.0, -100.0,
              700.0, -700.0, -745.0, -750.0, 1e4, -1e4, 1e10, -1e10, 1e300, -1e300]
    points += np.round(rng.normal(size=20) * 2, 3).tolist()
    cases = []
    for name, function in ACTIVATIONS.items():
        if name == "softmax":
            continue
        values = [p for p in points if not (name == "exponential" and p > 5)]       # values, not 1e43, are compared
        if name == "selu":                                                          # two slopes meet at 0; systems differ
            values = [p for p in values if p != 0]
        x = torch.tensor(values, dtype=torch.float64).reshape(1, -1).requires_grad_(True)
        dy = draw(rng, *x.shape)
        y = function(x)
        y.backward(dy)
        cases.append({"activation": name, "x": tensor(x), "dy": tensor(dy), "y": tensor(y), "dx": tensor(x.grad)})
    rows = [draw(rng, 4, 3), draw(rng, 1, 10, scale=5), draw(rng, 3, 1), draw(rng, 2, 3, 4), draw(rng, 5, 2, scale=100),
            torch.tensor([[1e4, 1e4 + 1, 1e4 - 1], [-1e4, -1e4, -1e4], [0.0, -0.0, 1e-300], [800.0, -800.0, 0.0]], dtype=torch.float64),
            torch.tensor([[1e300, -1e300], [1e300, 1e300]], dtype=torch.float64)]
    for x in rows:
        x.requires_grad_(True)
        dy = draw(rng, *x.shape)
        y = torch.softmax(x, -1)
        y.backward(dy)
        cases.append({"activation": "softmax", "x": tensor(x), "dy": tensor(dy), "y": tensor(y), "dx": tensor(x.grad)})
    for limit, slope, threshold in [(None, 0.3, 0.0), (6.0, 0.0, 0.0), (2.0, 0.1, 0.75), (None, 0.0, 1.5), (1.5, 0.25, 0.0)]:
        # Keras's ReLU layer with settings; x keeps away from the kinks. Slope 0.3 alone is its LeakyReLU layer.
        x = torch.tensor([p + 0.01 for p in points if abs(p) < 1e4], dtype=torch.float64).reshape(2, -1).requires_grad_(True)
        y = torch.where(x >= threshold, x, slope * (x - threshold))
        y = y if limit is None else torch.clamp(y, max=limit)
        dy = draw(rng, *x.shape)
        y.backward(dy)
        cases.append({"activation": "relu", "settings": {"maxValue": limit, "negativeSlope": slope, "threshold": threshold},
                      "x": tensor(x), "dy": tensor(dy), "y": tensor(y), "dx": tensor(x.grad)})
    return cases


def padding(kind, size, kernel, stride, dilation):
    """Zeros before and after an axis, as Keras puts them: for 'same', an odd one comes at the end."""
    reach = (kernel - 1) * dilation + 1
    if kind == "causal":
        return reach - 1, 0
    total = max(0, (-(-size // stride) - 1) * stride + reach - size) if kind == "same" else 0
    return total // 2, total - total // 2


def convolution(rng):
    """y = x ⋆ W + b, channels last, and the gradients of Σ y∘dy. PyTorch pads both sides alike, so zeros are put around x first."""
    cases = []
    images = [  # x (N, H, W, C), kernel, filters, strides, padding, dilation, groups
        ((1, 3, 3, 1), (3, 3), 1, (1, 1), "valid", (1, 1), 1), ((2, 5, 4, 2), (3, 2), 3, (1, 1), "valid", (1, 1), 1),
        ((1, 5, 5, 3), (3, 3), 2, (1, 1), "same", (1, 1), 1), ((2, 6, 6, 1), (3, 3), 2, (2, 2), "same", (1, 1), 1),
        ((1, 7, 6, 2), (3, 3), 2, (2, 2), "same", (1, 1), 1), ((1, 6, 7, 2), (2, 4), 2, (2, 3), "same", (1, 1), 1),
        ((1, 8, 8, 1), (3, 3), 2, (3, 3), "valid", (1, 1), 1), ((1, 9, 7, 2), (3, 2), 3, (1, 1), "valid", (2, 3), 1),
        ((1, 7, 7, 2), (3, 3), 2, (1, 1), "same", (2, 2), 1), ((1, 8, 9, 1), (3, 3), 2, (1, 1), "same", (3, 3), 1),
        ((1, 9, 8, 2), (2, 3), 2, (2, 2), "same", (2, 2), 1), ((1, 5, 5, 4), (3, 3), 6, (1, 1), "valid", (1, 1), 2),
        ((2, 4, 5, 6), (2, 2), 3, (1, 2), "same", (1, 1), 3), ((1, 5, 5, 4), (3, 3), 4, (1, 1), "same", (1, 1), 4),
        ((1, 5, 6, 3), (2, 3), 6, (2, 1), "valid", (1, 1), 3), ((1, 4, 4, 5), (1, 1), 3, (1, 1), "valid", (1, 1), 1),
        ((1, 5, 5, 2), (1, 1), 2, (2, 2), "same", (1, 1), 1), ((1, 2, 2, 1), (5, 5), 2, (1, 1), "same", (1, 1), 1),
        ((1, 1, 9, 1), (1, 4), 2, (1, 2), "valid", (1, 1), 1), ((1, 6, 6, 2), (5, 3), 35, (2, 2), "same", (1, 1), 1),
    ]
    series = [  # x (N, T, C), kernel, filters, stride, padding, dilation, groups
        ((2, 6, 1), 3, 2, 1, "valid", 1, 1), ((1, 7, 2), 3, 3, 2, "same", 1, 1), ((1, 8, 2), 3, 2, 1, "causal", 1, 1),
        ((1, 9, 1), 2, 2, 1, "causal", 4, 1), ((2, 8, 4), 3, 4, 1, "same", 2, 2), ((1, 9, 3), 4, 3, 3, "valid", 1, 3),
        ((1, 7, 2), 3, 2, 2, "causal", 2, 1), ((1, 5, 2), 1, 3, 1, "valid", 1, 1),
    ]
    for shape, kernel, filters, strides, kind, dilation, groups in images + [
            (shape, (kernel,), filters, (stride,), kind, (dilation,), groups) for shape, kernel, filters, stride, kind, dilation, groups in series]:
        bias = len(cases) % 4 != 3
        x, W, b = draw(rng, *shape), draw(rng, *kernel, shape[-1] // groups, filters, scale=0.7), draw(rng, filters, scale=0.5)
        for t in (x, W, b):
            t.requires_grad_(True)
        rank = len(kernel)
        around = [n for size, k, s, d in reversed(list(zip(shape[1:], kernel, strides, dilation))) for n in padding(kind, size, k, s, d)]
        first = F.pad(x.movedim(-1, 1), around)                                     # (N, C, H, W)
        convolve = F.conv2d if rank == 2 else F.conv1d
        y = convolve(first, W.permute(rank + 1, rank, *range(rank)), b if bias else None, strides, 0, dilation, groups).movedim(1, -1)
        dy = draw(rng, *y.shape)
        y.backward(dy)
        case = {"padding": kind, "strides": strides, "dilation": dilation, "groups": groups, "x": tensor(x), "kernel": tensor(W), "dy": tensor(dy),
                "y": tensor(y), "dx": tensor(x.grad), "dKernel": tensor(W.grad)}
        if bias:
            case |= {"bias": tensor(b), "dBias": tensor(b.grad)}
        cases.append(case)
    return cases


def mean_squared_error(y, p):
    return ((y - p) ** 2).mean(-1)


def mean_absolute_error(y, p):
    return (y - p).abs().mean(-1)


def binary_crossentropy(y, p):
    return F.binary_cross_entropy(p, y, reduction="none").mean(-1)


def binary_crossentropy_logits(y, z):
    return F.binary_cross_entropy_with_logits(z, y, reduction="none").mean(-1)


def categorical_crossentropy(y, p):
    return -(y * torch.log(p / p.sum(-1, keepdim=True))).sum(-1)       # Keras makes each row sum to 1 first


def categorical_crossentropy_logits(y, z):
    return -(y * torch.log_softmax(z, -1)).sum(-1)


def one_hot(y, classes):
    return F.one_hot(y, classes).to(torch.float64)


def losses(rng):
    """Loss = Σ weight·loss(sample) / number of samples (Keras 3 counts all samples, also those of weight 0)."""
    cases = []
    shapes = [(1, 1), (5, 1), (6, 3), (1, 7), (4, 2), (3, 2, 4)]

    def add(name, from_logits, function, y, p, stored):
        for weighted in (False, True):
            p = p.detach().requires_grad_(True)
            rows = function(y, p)                                             # one loss a sample
            w = torch.ones(len(y), dtype=torch.float64)
            if weighted:
                w = torch.tensor(np.round(rng.uniform(0, 2, len(y)), 3))
                w[rng.integers(len(y))] = 0.0
                if len(y) == 1:
                    w[0] = 0.375
            loss = (rows * w.reshape([-1] + [1] * (rows.dim() - 1))).sum() / rows.numel()
            loss.backward()
            case = {"loss": name, "fromLogits": from_logits, "yTrue": tensor(stored), "yPred": tensor(p),
                    "value": loss.item(), "gradient": tensor(p.grad)}
            if weighted:
                case["sampleWeight"] = tensor(w)
            cases.append(case)

    for shape in shapes:
        y, p = draw(rng, *shape), draw(rng, *shape)
        p = torch.where((p - y).abs() < 1e-3, p + 0.5, p)                        # away from the kink of |y − p|
        add("mean_squared_error", False, mean_squared_error, y, p, y)
        add("mean_absolute_error", False, mean_absolute_error, y, p, y)
        binary = torch.tensor(rng.integers(0, 2, shape), dtype=torch.float64)
        soft = torch.tensor(np.round(rng.uniform(0, 1, shape), 2))               # targets between 0 and 1 are allowed
        unit = torch.tensor(np.round(rng.uniform(0.01, 0.99, shape), 3))
        add("binary_crossentropy", False, binary_crossentropy, binary, unit, binary)
        add("binary_crossentropy", False, binary_crossentropy, soft, unit, soft)
        add("binary_crossentropy", True, binary_crossentropy_logits, binary, draw(rng, *shape, scale=4), binary)
        if shape[-1] == 1:
            continue
        K = shape[-1]
        labels = torch.tensor(rng.integers(0, K, shape[:-1]))
        hot = one_hot(labels, K)
        exact = torch.tensor(np.round(rng.uniform(0.05, 1, shape), 3))           # positive rows that do not sum to 1
        logits = draw(rng, *shape, scale=4)
        sparse = lambda f: lambda y, p: f(one_hot(y, K), p)
        add("categorical_crossentropy", False, categorical_crossentropy, hot, exact, hot)
        add("categorical_crossentropy", True, categorical_crossentropy_logits, hot, logits, hot)
        add("sparse_categorical_crossentropy", False, sparse(categorical_crossentropy), labels, exact, labels)
        add("sparse_categorical_crossentropy", True, sparse(categorical_crossentropy_logits), labels, logits, labels)
    return cases


CHECKPOINTS = [1, 2, 10, 50, 150, 240]


def optimizers(rng):
    """One sequence of 240 gradients from 1e-6 to 10 for all; the weights at six checkpoints."""
    elements, steps = 6, CHECKPOINTS[-1]
    magnitude = 10 ** rng.uniform(-6, 1, (steps, elements))
    magnitude[:, 0] = 10 ** rng.uniform(-6, -5, steps)                  # one weight that only sees tiny gradients
    magnitude[:, 1] = 10 ** rng.uniform(0, 1, steps)                    # one that only sees large ones
    sign = np.where(rng.uniform(size=(steps, elements)) < 0.7, 1.0, -1.0)
    gradients = np.array([[float(f"{v:.3e}") for v in row] for row in magnitude * sign])
    start = draw(rng, elements)
    cases = []

    def add(name, settings, oracle, make=None, before=None, step=None):
        w = start.clone().requires_grad_(True)
        optimizer = make([w]) if make else None
        weights = []
        for t in range(1, steps + 1):
            g = torch.tensor(gradients[t - 1])
            if optimizer:
                if before:
                    before(optimizer.param_groups[0], t)
                w.grad = g
                optimizer.step()
            else:
                step(w.data, g)
            if t in CHECKPOINTS:
                weights.append([clean(v) for v in w.detach().tolist()])
        cases.append({"optimizer": name, "settings": settings, "oracle": oracle, "weights": weights})

    for lr, momentum, nesterov in [(0.01, 0, False), (0.3, 0, False), (0.01, 0.9, False), (0.1, 0.5, False), (0.001, 0.99, False),
                                   (0.01, 0.9, True), (0.1, 0.5, True), (0.001, 0.99, True)]:
        # At a constant rate v ← m·v − lr·g (Keras) and buf ← m·buf + g (PyTorch) move the weights alike.
        add("SGD", {"learningRate": lr, "momentum": momentum, "nesterov": nesterov}, "torch.optim.SGD",
            lambda p, lr=lr, m=momentum, n=nesterov: torch.optim.SGD(p, lr=lr, momentum=m, nesterov=n))

    for lr, accumulator, epsilon in [(0.001, 0.1, EPSILON), (0.5, 0.3, 1e-6), (0.01, 0.0, EPSILON), (0.05, 1.0, 1e-3)]:
        # ε inside the root is the same as a start that is larger by ε and no ε at all.
        add("Adagrad", {"learningRate": lr, "initialAccumulatorValue": accumulator, "epsilon": epsilon},
            "torch.optim.Adagrad, start + epsilon, eps 0",
            lambda p, lr=lr, a=accumulator, e=epsilon: torch.optim.Adagrad(p, lr=lr, initial_accumulator_value=a + e, eps=0))

    for lr, rho, momentum, centered in [(0.001, 0.9, 0, False), (0.01, 0.99, 0, False), (0.001, 0.9, 0.9, False), (0.01, 0.5, 0.3, False),
                                        (0.001, 0.9, 0, True), (0.01, 0.99, 0, True), (0.001, 0.95, 0.9, True)]:
        # PyTorch's ε stands outside the root. With 1e-40 it has no weight on either side.
        add("RMSprop", {"learningRate": lr, "rho": rho, "momentum": momentum, "centered": centered, "epsilon": 1e-40},
            "torch.optim.RMSprop, eps 0",
            lambda p, lr=lr, r=rho, m=momentum, c=centered: torch.optim.RMSprop(p, lr=lr, alpha=r, momentum=m, centered=c, eps=0))
        for epsilon in (EPSILON, 1e-3):
            # The place of ε itself: inside the root, as Keras 3 has it.
            v, mean, buf = (torch.zeros(elements, dtype=torch.float64) for _ in range(3))

            def step(w, g, lr=lr, rho=rho, m=momentum, c=centered, e=epsilon, v=v, mean=mean, buf=buf):
                v.mul_(rho).add_(g * g * (1 - rho))
                mean.mul_(rho).add_(g * (1 - rho))
                root = torch.sqrt(v - mean * mean + e) if c else torch.sqrt(v + e)
                buf.mul_(m).add_(lr * g / root)
                w.sub_(buf)

            if epsilon == EPSILON or (momentum and rho == 0.9) or (centered and not momentum):
                add("RMSprop", {"learningRate": lr, "rho": rho, "momentum": momentum, "centered": centered, "epsilon": epsilon},
                    "formula, epsilon inside the root", step=step)

    for lr, beta1, beta2, epsilon, amsgrad in [(0.001, 0.9, 0.999, EPSILON, False), (0.1, 0.5, 0.9, EPSILON, False),
                                               (0.01, 0.9, 0.999, 1e-3, False), (0.01, 0.0, 0.99, EPSILON, False), (0.001, 0.99, 0.5, 1e-8, False),
                                               (0.001, 0.9, 0.999, EPSILON, True), (0.01, 0.9, 0.9, EPSILON, True), (0.05, 0.5, 0.99, 1e-3, True)]:
        # Keras adds ε to √v, PyTorch to √(v / (1 − β2^t)): the same with ε / √(1 − β2^t), set anew each step.
        def hat(group, t, b2=beta2, e=epsilon):
            group["eps"] = e / math.sqrt(1 - b2 ** t)

        add("Adam", {"learningRate": lr, "beta1": beta1, "beta2": beta2, "epsilon": epsilon, "amsgrad": amsgrad},
            "torch.optim.Adam, eps / sqrt(1 - beta2^t)",
            lambda p, lr=lr, b1=beta1, b2=beta2, a=amsgrad: torch.optim.Adam(p, lr=lr, betas=(b1, b2), amsgrad=a), before=hat)
    return {"start": tensor(start), "gradients": tensor(torch.tensor(gradients)), "checkpoints": CHECKPOINTS, "cases": cases}


def mlp(rng):
    """8-12-8-1, relu, relu, sigmoid; binary cross-entropy; Adam; 100 batches of 10 out of 64 rows."""
    sizes, rows, batch, steps, lr = [8, 12, 8, 1], 64, 10, 100, 0.01
    x = draw(rng, rows, sizes[0])
    y = torch.tensor((x[:, 0] + x[:, 1] * x[:, 2] + draw(rng, rows, scale=0.5) > 0).numpy().astype(float))
    order = [rng.permutation(rows)[:batch].tolist() for _ in range(steps)]
    weights = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        weights += [draw(rng, inputs, outputs, scale=0.4), draw(rng, outputs, scale=0.1)]
    initial = [tensor(w) for w in weights]
    for w in weights:
        w.requires_grad_(True)
    optimizer = torch.optim.Adam(weights, lr=lr)
    curve = []
    for t, part in enumerate(order, 1):
        W1, b1, W2, b2, W3, b3 = weights
        h1 = torch.relu(x[part] @ W1 + b1)
        h2 = torch.relu(h1 @ W2 + b2)
        z = (h2 @ W3 + b3).squeeze(-1)
        loss = F.binary_cross_entropy_with_logits(z, y[part])
        optimizer.zero_grad()
        loss.backward()
        optimizer.param_groups[0]["eps"] = EPSILON / math.sqrt(1 - 0.999 ** t)
        optimizer.step()
        curve.append(loss.item())
    return {"learningRate": lr, "x": tensor(x), "y": tensor(y), "batches": order, "initial": initial,
            "losses": curve, "final": [tensor(w) for w in weights]}


def resampling(rng):
    """Images read through affine maps, and the gradients of Σ y∘dy. With align_corners=False, PyTorch's "reflection" is Keras's "reflect",
    the pixel at the edge twice, its "border" is "nearest", its "zeros" of x − k, plus k, are "constant"; for "wrap", x is laid out fifteen by fifteen."""
    cases = []
    shapes = [(2, 4, 4, 1), (1, 5, 3, 2), (3, 1, 6, 1), (2, 7, 2, 3), (1, 3, 4, 9), (2, 1, 1, 1), (2, 6, 5, 8)]
    for fill in ["reflect", "constant", "nearest", "wrap"]:
        for i, (N, H, W, C) in enumerate(shapes):
            interpolation = "nearest" if i % 3 == 2 else "bilinear"
            value = [0.0, -0.7][i % 2] if fill == "constant" else 0.0
            x, dy = draw(rng, N, H, W, C).requires_grad_(True), draw(rng, N, H, W, C)
            turn = torch.tensor(np.round(rng.uniform(-1, 1, (N, 4)), 3))                    # a0, a1, b0, b1
            shift = torch.tensor(np.round(rng.uniform(-0.9, 0.9, (N, 2)) * [W, H], 3)) / 2  # how far the centre moves
            a0, a1, b0, b1 = turn.T
            cx, cy = (W - 1) / 2, (H - 1) / 2
            a2, b2 = shift[:, 0] + cx - a0 * cx - a1 * cy, shift[:, 1] + cy - b0 * cx - b1 * cy
            rows, columns = torch.meshgrid(torch.arange(H, dtype=torch.float64), torch.arange(W, dtype=torch.float64), indexing="ij")
            per_image = lambda a: a.reshape(N, 1, 1)
            u = per_image(a0) * columns + per_image(a1) * rows + per_image(a2)
            v = per_image(b0) * columns + per_image(b1) * rows + per_image(b2)
            source = x.permute(0, 3, 1, 2) - value
            if fill == "wrap":
                source, u, v = source.repeat(1, 1, 15, 15), u + 7 * W, v + 7 * H
            h, w = source.shape[2:]
            grid = torch.stack([(2 * u + 1) / w - 1, (2 * v + 1) / h - 1], -1)
            mode = {"reflect": "reflection", "nearest": "border"}.get(fill, "zeros")
            y = (F.grid_sample(source, grid, interpolation, mode, align_corners=False) + value).permute(0, 2, 3, 1)
            y.backward(dy)
            cases.append({"fillMode": fill, "fillValue": value, "interpolation": interpolation, "x": tensor(x),
                          "maps": tensor(torch.stack([a0, a1, a2, b0, b1, b2], 1)), "dy": tensor(dy), "y": tensor(y), "dx": tensor(x.grad)})
    return cases


def layers(rng):
    """Pooling and normalization, images with their channels last: y, and the gradients of Σ y∘dy."""
    cases = []
    first, last = (lambda x: x.permute(0, 3, 1, 2)), (lambda x: x.permute(0, 2, 3, 1))

    def add(layer, settings, function, x, **weights):
        given = {name: tensor(w) for name, w in weights.items()}
        for t in (x, *weights.values()):
            t.requires_grad_(True)
        y = function(x)
        dy = draw(rng, *y.shape)
        y.backward(dy)
        gradients = {"d" + name[0].upper() + name[1:]: tensor(w.grad) for name, w in weights.items()}
        cases.append({"layer": layer, "settings": settings, "x": tensor(x), "dy": tensor(dy), "y": tensor(y), "dx": tensor(x.grad), **given, **gradients})

    def edge(size, pool, stride):
        """Keras's "same": as many places as ⌈size / stride⌉, and the extra pixel at the end."""
        total = max(0, (math.ceil(size / stride) - 1) * stride + pool - size)
        return total // 2, total - total // 2

    def pooled(x, kind, pool, strides, padding):
        x = first(x)
        (top, bottom), (left, right) = ((0, 0), (0, 0)) if padding == "valid" else (edge(x.shape[2], pool[0], strides[0]), edge(x.shape[3], pool[1], strides[1]))
        around = lambda t, value: F.pad(t, (left, right, top, bottom), value=value)
        if kind == "max":
            return last(F.max_pool2d(around(x, -math.inf), pool, strides))
        share = lambda t: F.avg_pool2d(around(t, 0.0), pool, strides)
        return last(share(x) / share(torch.ones_like(x)))                       # the mean of the real pixels

    for shape, pool, strides in [((2, 4, 6, 3), (2, 2), (2, 2)), ((1, 5, 5, 2), (2, 2), (2, 2)), ((2, 7, 5, 1), (3, 3), (2, 2)), ((1, 6, 7, 4), (3, 2), (1, 2)),
                                 ((2, 5, 8, 2), (2, 3), (3, 1)), ((1, 3, 3, 9), (3, 3), (1, 1)), ((1, 4, 4, 17), (2, 2), (2, 2)), ((1, 6, 6, 2), (4, 4), (4, 4))]:
        for padding in ("valid", "same"):
            for kind, layer in (("max", "MaxPooling2D"), ("average", "AveragePooling2D")):
                # One decimal only: some pixels of a window are equal, and the first must get the gradient.
                add(layer, {"poolSize": pool, "strides": strides, "padding": padding},
                    lambda x, k=kind, p=pool, s=strides, e=padding: pooled(x, k, p, s, e), draw(rng, *shape, decimals=1 if kind == "max" else 3))
    for shape in [(2, 3, 4, 5), (1, 7, 7, 2)]:
        add("GlobalAveragePooling2D", {}, lambda x: F.adaptive_avg_pool2d(first(x), 1).flatten(1), draw(rng, *shape))
        add("ZeroPadding2D", {"padding": [1, 2, 0, 3]}, lambda x: last(F.pad(first(x), (0, 3, 1, 2))), draw(rng, *shape))

    for shape, momentum, epsilon in [((4, 3), 0.99, 1e-3), ((7, 5), 0.9, 1e-5), ((3, 4, 2), 0.5, 1e-3), ((2, 3, 5, 4), 0.99, 1e-3), ((1, 4, 4, 17), 0.75, 0.1), ((13, 1), 0.99, 1e-3)]:
        for training in (True, False):
            C, n = shape[-1], math.prod(shape[:-1])
            gamma, beta, mean = draw(rng, C), draw(rng, C), draw(rng, C)
            variance = torch.tensor(np.round(rng.uniform(0.3, 2, C), 3))
            moved = [mean.clone(), variance.clone()]
            x = draw(rng, *shape, scale=2) + draw(rng, C, scale=3)
            add("BatchNormalization", {"momentum": momentum, "epsilon": epsilon, "training": training},
                lambda x: F.batch_norm(x.reshape(-1, C), *moved, gamma, beta, training, 1 - momentum, epsilon).reshape(x.shape), x, gamma=gamma, beta=beta)
            # PyTorch keeps the unbiased variance, Σ/(n − 1), Keras the biased one: the new share is smaller by (n − 1)/n.
            moved[1] = momentum * variance + (moved[1] - momentum * variance) * (n - 1) / n if training else moved[1]
            cases[-1] |= {"movingMean": tensor(mean), "movingVariance": tensor(variance), "movedMean": tensor(moved[0]), "movedVariance": tensor(moved[1])}

    for shape, axes, epsilon in [((4, 3), 1, 1e-3), ((2, 5), 1, 1e-5), ((2, 3, 4), 1, 1e-3), ((2, 3, 4), 2, 1e-3), ((2, 2, 3, 17), 1, 0.1), ((3, 2, 2, 5), 3, 1e-3)]:
        size = shape[-axes:]
        gamma, beta = draw(rng, *size), draw(rng, *size)
        add("LayerNormalization", {"axes": list(range(-axes, 0)), "epsilon": epsilon},
            lambda x: F.layer_norm(x, size, gamma, beta, epsilon), draw(rng, *shape, scale=2) + 1.5, gamma=gamma, beta=beta)
    return cases


GATES = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}       # blocks of a kernel: h; i, f, c, o; z, r, h


class Recurrent:
    """One recurrent layer of a case: random weights, and what else it is given. Computed by a loop over the steps, and by PyTorch's own module where it can."""

    def __init__(self, rng, layer, units, features, batch, sequences=True, backwards=False, bias=True, activation="tanh", gate="sigmoid", after=True,
                 initial=False, final=False, remember=False, dropout=0.0, recurrent_dropout=0.0):
        gates, states = GATES[layer], 2 if layer == "LSTM" else 1
        self.layer, self.units = layer, units
        self.settings = {"units": units, "activation": activation, "recurrentActivation": gate, "useBias": bias, "returnSequences": sequences,
                         "goBackwards": backwards, "resetAfter": after, "dropout": dropout, "recurrentDropout": recurrent_dropout}
        if layer != "GRU":
            del self.settings["resetAfter"]
        if layer == "SimpleRNN":
            del self.settings["recurrentActivation"]
        self.weights = {"kernel": draw(rng, features, gates * units, scale=0.6), "recurrentKernel": draw(rng, units, gates * units, scale=0.7 / math.sqrt(units))}
        if bias:
            self.weights["bias"] = draw(rng, *[2] * (layer == "GRU" and after), gates * units, scale=0.4)
        if remember and layer != "SimpleRNN":
            self.weights["bias"][..., slice(units, 2 * units) if layer == "LSTM" else slice(units)] += 3          # f or z near 1: gradients reach far back
        self.initial = [draw(rng, batch, units, scale=0.6).requires_grad_(True) for _ in range(states)] if initial else []
        self.dstate = [draw(rng, batch, units) for _ in range(states)] if final else []
        for w in self.weights.values():
            w.requires_grad_(True)

        def masks(rate, count, width):
            """0 for a share of the numbers, 1 / (1 − rate) for the others; one (N, width) a gate."""
            dropped = math.ceil(rate * batch * width)
            values = [0.0] * dropped + [1 / (1 - rate)] * (batch * width - dropped)
            return [torch.tensor(rng.permutation(values)).reshape(batch, width) for _ in range(count)] if rate else []

        self.input_masks = masks(dropout, gates if recurrent_dropout else 1, features)
        self.recurrent_masks = masks(recurrent_dropout, gates, units)

    def start(self, x):
        return self.initial or [torch.zeros(len(x), self.units, dtype=torch.float64) for _ in range(2 if self.layer == "LSTM" else 1)]

    def loop(self, x, mask=None):
        """The outputs of all steps in the order they were computed, and the final state."""
        s, u, gates = self.settings, self.units, GATES[self.layer]
        W, R = self.weights["kernel"].split(u, -1), self.weights["recurrentKernel"].split(u, -1)
        b = self.weights.get("bias", torch.zeros(1, gates * u, dtype=torch.float64)).reshape(-1, gates * u)
        input_bias, recurrent_bias = b[0].split(u), (b[1] if len(b) == 2 else torch.zeros_like(b[0])).split(u)
        dropped, recurrent_dropped = ((masks * gates if len(masks) == 1 else masks) or [1.0] * gates for masks in (self.input_masks, self.recurrent_masks))
        f, g = away_from_kinks(s["activation"]), away_from_kinks(s.get("recurrentActivation", "linear"))
        state, y, outputs = self.start(x), torch.zeros(len(x), u, dtype=torch.float64), []
        for t in range(x.shape[1])[::-1 if s["goBackwards"] else 1]:
            h = state[0]
            a = [(x[:, t] * dropped[k]) @ W[k] + input_bias[k] for k in range(gates)]
            v = [(h * recurrent_dropped[k]) @ R[k] + recurrent_bias[k] for k in range(gates)]
            if self.layer == "SimpleRNN":
                new = [f(a[0] + v[0])]
            elif self.layer == "LSTM":
                i, forget, o = (g(a[k] + v[k]) for k in (0, 1, 3))
                c = forget * state[1] + i * f(a[2] + v[2])
                new = [o * f(c), c]
            else:
                z, r = g(a[0] + v[0]), g(a[1] + v[1])
                candidate = f(a[2] + (r * v[2] if s["resetAfter"] else (r * h * recurrent_dropped[2]) @ R[2]))
                new = [z * h + (1 - z) * candidate]
            keep = torch.ones(len(x), 1, dtype=torch.bool) if mask is None else mask[:, t, None] > 0
            y = torch.where(keep, new[0], y)                        # a masked step repeats the output, at first zeros,
            state = [torch.where(keep, n, old) for n, old in zip(new, state)]     # and carries the state
            outputs.append(y)
        return torch.stack(outputs, 1), state

    def has_module(self):
        s = self.settings
        plain = s["activation"] == "tanh" or (self.layer, s["activation"]) == ("SimpleRNN", "relu")
        return plain and s.get("recurrentActivation", "sigmoid") == "sigmoid" and s.get("resetAfter", True)

    def module(self, x, mask=None):
        """The same by the functions inside torch.nn.RNN, LSTM and GRU. With a mask or dropout each row is a sequence of its own: its masked steps are left out,
        its outputs then repeated, and where the loop drops inputs and states, the rows of the weights are dropped."""
        u, gates = self.units, GATES[self.layer]
        blocks = [1, 0, 2] if self.layer == "GRU" else range(gates)                                     # PyTorch's r, z, n
        turned = lambda w: torch.cat([w.split(u, -1)[k] for k in blocks], -1).movedim(-1, 0)
        biases = []
        if self.settings["useBias"]:
            b = self.weights["bias"].reshape(-1, gates * u)
            biases = [turned(b[0]), turned(b[1]) if len(b) == 2 else torch.zeros_like(b[0])]
        function = {"LSTM": torch.lstm, "GRU": torch.gru, "SimpleRNN": torch.rnn_relu if self.settings["activation"] == "relu" else torch.rnn_tanh}[self.layer]

        def run(x, state, W, R):
            state = [s[None].contiguous() for s in state]                                               # (layers, N, units)
            state, weights = state if self.layer == "LSTM" else state[0], [turned(W), turned(R), *biases]
            y, *state = function(x, state, weights, bool(biases), 1, 0.0, False, False, True)
            return y, [s[0] for s in state]

        def share(w, masks, n):
            masks = masks * gates if len(masks) == 1 else masks
            return w * torch.cat([m[n, :, None].expand(-1, u) for m in masks], 1) if masks else w

        state, (W, R) = self.start(x), (self.weights[name] for name in ("kernel", "recurrentKernel"))
        if self.settings["goBackwards"]:
            x, mask = x.flip(1), None if mask is None else mask.flip(1)
        if mask is None and not self.input_masks and not self.recurrent_masks:
            return run(x, state, W, R)
        outputs, states = [], []
        for n in range(len(x)):
            kept = torch.ones(x.shape[1], dtype=torch.bool) if mask is None else mask[n] > 0
            row, row_state = torch.zeros(1, 0, u, dtype=torch.float64), [s[n:n + 1] for s in state]
            if kept.any():
                row, row_state = run(x[n:n + 1, kept], row_state, share(W, self.input_masks, n), share(R, self.recurrent_masks, n))
            outputs.append(torch.cat([torch.zeros(1, 1, u, dtype=torch.float64), row], 1)[:, kept.cumsum(0)])          # zeros while no step was kept
            states.append(row_state)
        return torch.cat(outputs), [torch.cat(s) for s in zip(*states)]

    def given(self):
        case = {"layer": self.layer, "settings": self.settings} | {name: tensor(w) for name, w in self.weights.items()}
        for name, tensors in [("initialState", self.initial), ("inputMasks", self.input_masks), ("recurrentMasks", self.recurrent_masks), ("dState", self.dstate)]:
            if tensors:
                case[name] = [tensor(t) for t in tensors]
        return case

    def leaves(self):
        return [*self.weights.values(), *self.initial]

    def found(self, state, gradients):
        weights, initial = gradients[:len(self.weights)], gradients[len(self.weights):]
        case = {"state": [tensor(s) for s in state]} | {"d" + name[0].upper() + name[1:]: tensor(d) for name, d in zip(self.weights, weights)}
        return case | ({"dInitialState": [tensor(d) for d in initial]} if initial else {})


def away_from_kinks(name):
    """An activation; where its slope jumps, no argument may be so near that the last digit decides. An exact 0, as of an LSTM's unused relu, has slope 0."""
    kinks = {"relu": [0.0], "hard_sigmoid": [-3.0, 3.0]}.get(name, [])

    def function(x):
        assert all(((x - kink).abs() > 1e-9).logical_or(x == 0).all() for kink in kinks), f"{name} at its kink"
        return ACTIVATIONS[name](x)

    return function


def recurrent(rng):
    """SimpleRNN, LSTM, GRU and what is built of them, in Keras's layout. Gradients are those of Σ y∘dy + Σ state∘dState.

    A layer has: layer, settings; kernel (D, G·U), recurrentKernel (U, G·U), bias (G·U), for a GRU with resetAfter (2, G·U), none without useBias,
    in blocks i, f, c, o (LSTM), z, r, h (GRU); the final state, [h] or [h, c], each (N, U); dKernel, dRecurrentKernel, dBias. Where they are given:
    initialState and dInitialState, dState (the final state's), all lists like state; inputMasks, each (N, D), one for all blocks or, with recurrent
    dropout, one a block; recurrentMasks, each (N, U), one a block, on h before it is multiplied (not on the GRU's h in z∘h).
    A case has besides: x (N, T, D), mask (N, T) if any, 0 where a step is masked, y, (N, T, U) or without returnSequences (N, U), dy, dx.
    With goBackwards, y stands in the order it was computed, that of the last step of x first.

    "SimpleRNN", "LSTM", "GRU": the layer's parts stand in the case itself.
    "Stacked": layers, first to last; each sees the mask.
    "Bidirectional": forward and backward (which has goBackwards), mergeMode; y of backward is put in the order of x first.
    With sequences and a mask, both give zeros at masked steps, as Keras has it there, not the output before.
    "Model": ids (N, T) → embeddings (V, D), where 0 is masked → recurrent, a layer → dense, with kernel and bias → yPred; with yTrue, the loss: the mean
    of squares, with sequences over the steps that are not masked; the gradients of loss: dEmbeddings, and those of both layers.
    """
    cases = []

    def output(layer, y):
        return y if layer.settings["returnSequences"] else y[:, -1]

    def evaluate(layers, function, x, mask):
        """y, the states and the gradients; function(run, x) calls run(layer, x) for each layer. By PyTorch's modules where all have one: the loop must agree."""
        results, dy = [], None
        for way in ["loop", "module"] if all(layer.has_module() for layer in layers) else ["loop"]:
            states = []

            def run(layer, x):
                y, state = getattr(layer, way)(x, mask)
                states.append(state)
                return output(layer, y)

            y = function(run, x)
            dy = draw(rng, *y.shape) if dy is None else dy
            total = (y * dy).sum() + sum((s * d).sum() for layer, state in zip(layers, states) for s, d in zip(state, layer.dstate))
            leaves = [x] + [w for layer in layers for w in layer.leaves()]
            gradients = torch.autograd.grad(total, leaves, allow_unused=True)       # where every step is masked, PyTorch sees no weight used
            results.append((y, states, [torch.zeros_like(w) if d is None else d for w, d in zip(leaves, gradients)]))
        if len(results) == 2:
            flat = lambda r: [r[0], *(s for state in r[1] for s in state), *r[2]]
            worst = max(((a - b).abs() / b.abs().clamp(min=max(1, b.abs().max().item()))).max().item() for a, b in zip(*map(flat, results)))
            bound = 1e-14 * max(1, x.shape[1] / 200)                                # a gradient sums over the steps, in another order
            assert worst <= bound, f"loop and module differ by {worst:.1e}"
        y, states, gradients = results[-1]
        parts, at = [], 1
        for layer, state in zip(layers, states):
            parts.append(layer.given() | layer.found(state, gradients[at:at + len(layer.leaves())]))
            at += len(layer.leaves())
        masked = {} if mask is None else {"mask": tensor(mask)}
        return {"x": tensor(x)} | masked | {"dy": tensor(dy), "y": tensor(y), "dx": tensor(gradients[0])}, parts

    def single(layer, steps, batch, features, units, mask=None, **how):
        recurrent = Recurrent(rng, layer, units, features, batch, **how)
        x = draw(rng, batch, steps, features, scale=3 if "hard_sigmoid" in how.values() else 1).requires_grad_(True)      # beyond its corners, too
        common, (part,) = evaluate([recurrent], lambda run, x: run(recurrent, x), x, mask)
        cases.append(part | common)

    def mask_of(*rows):
        return torch.tensor([[float(c) for c in row] for row in rows], dtype=torch.float64)

    shapes = [(1, 1, 1, 1), (1, 3, 2, 3), (2, 1, 3, 2), (3, 2, 2, 4), (7, 1, 3, 5), (7, 4, 5, 3), (50, 2, 2, 3), (200, 1, 2, 2), (500, 2, 1, 3)]
    for i, shape in enumerate(shapes):
        for j, layer in enumerate(GATES):
            single(layer, *shape, sequences=(i + j) % 2 == 0, backwards=(i + 2 * j) % 3 == 2, bias=(i + j) % 4 != 3, initial=i % 3 != 0, final=i % 3 == 2 or i == 1,
                   remember=i > 6)
        if i % 2 == 1:
            single("GRU", *shape, after=False, sequences=i % 4 == 1, backwards=i == 3, bias=i != 5, initial=i != 1, final=i > 4, remember=i > 6)

    for layer, activation, gate in [("SimpleRNN", "relu", None), ("SimpleRNN", "hard_sigmoid", None), ("SimpleRNN", "linear", None), ("LSTM", "relu", "sigmoid"),
                                    ("LSTM", "tanh", "hard_sigmoid"), ("LSTM", "relu", "hard_sigmoid"), ("LSTM", "softsign", "tanh"), ("GRU", "relu", "sigmoid"),
                                    ("GRU", "tanh", "hard_sigmoid"), ("GRU", "relu", "hard_sigmoid"), ("GRU", "elu", "tanh")]:
        k = len(cases)
        single(layer, 6, 2, 3, 4, activation=activation, gate=gate, sequences=k % 3 != 0, initial=k % 2 == 0, final=k % 3 == 0)
        if layer == "GRU" and activation != "elu":
            single(layer, 5, 3, 2, 3, activation=activation, gate=gate, after=False, sequences=k % 2 == 0, backwards=k % 2 == 1)

    rows = mask_of("11111", "00111", "11100", "10110", "00000", "01001")        # none, leading, trailing, gap, all, leading and gap
    for layer, after in [("SimpleRNN", True), ("LSTM", True), ("GRU", True), ("GRU", False)]:
        how = {"after": after}
        single(layer, 5, 6, 2, 3, rows, **how)
        single(layer, 5, 6, 2, 2, rows, sequences=False, initial=True, final=True, **how)
        single(layer, 5, 6, 3, 2, rows, backwards=True, initial=True, final=True, **how)
        if after:
            single(layer, 5, 6, 1, 2, rows, backwards=True, sequences=False, bias=False, **how)
            single(layer, 3, 1, 2, 2, mask_of("000"), initial=True, final=True, **how)
            single(layer, 50, 2, 1, 2, torch.tensor(rng.integers(0, 2, (2, 50)), dtype=torch.float64), sequences=layer != "GRU", **how)
    single("LSTM", 1, 2, 2, 3, mask_of("0", "1"), sequences=False, initial=True)
    single("LSTM", 4, 2, 3, 3, mask_of("0110", "1001"), activation="relu", gate="hard_sigmoid", final=True)

    for layer, after in [("SimpleRNN", True), ("LSTM", True), ("GRU", True), ("GRU", False)]:
        how = {"after": after}
        single(layer, 5, 3, 4, 3, dropout=0.25, sequences=after, **how)
        single(layer, 5, 3, 2, 4, recurrent_dropout=0.2, initial=True, final=True, **how)
        single(layer, 4, 2, 4, 3, dropout=0.5, recurrent_dropout=0.3, sequences=not after, backwards=after, **how)
        if after:
            single(layer, 5, 6, 3, 3, rows, dropout=0.4, recurrent_dropout=0.5, initial=True, final=True, **how)

    for names, steps, batch, features, sizes, mask, last in [
            (["LSTM", "LSTM"], 5, 3, 2, [4, 3], None, {}), (["LSTM", "LSTM"], 5, 6, 3, [2, 3], rows, {"sequences": False, "initial": True, "final": True}),
            (["LSTM", "GRU"], 20, 2, 2, [3, 2], None, {"sequences": False}), (["SimpleRNN", "GRU", "LSTM"], 5, 6, 2, [3, 2, 4], rows, {"final": True})]:
        stack = [Recurrent(rng, name, units, width, batch, **(last if k == len(names) - 1 else {}))
                 for k, (name, width, units) in enumerate(zip(names, [features, *sizes], sizes))]

        def through(run, x):
            for layer in stack:
                x = run(layer, x)
            return x

        common, parts = evaluate(stack, through, draw(rng, batch, steps, features).requires_grad_(True), mask)
        cases.append({"layer": "Stacked", "layers": parts} | common)

    merges = {"concat": lambda a, b: torch.cat([a, b], -1), "sum": lambda a, b: a + b, "mul": lambda a, b: a * b, "ave": lambda a, b: (a + b) / 2}
    for k, (layer, merge, sequences, mask, steps, batch) in enumerate(
            [(["LSTM", "GRU", "SimpleRNN"][k % 3], merge, k % 2 == 0, None, 4 + k % 3, 1 + k % 3) for k, merge in enumerate(m for m in merges for _ in range(2))]
            + [("LSTM", "concat", True, rows, 5, 6), ("GRU", "mul", False, rows, 5, 6), ("SimpleRNN", "sum", True, rows, 5, 6), ("LSTM", "concat", False, rows, 5, 6),
               ("LSTM", "ave", True, None, 1, 2), ("LSTM", "concat", True, None, 60, 2)]):
        features, units = 2 + k % 2, 3 - k % 2
        how = {"sequences": sequences, "initial": k % 4 == 3, "final": k % 4 >= 2}
        forward, backward = (Recurrent(rng, layer, units, features, batch, backwards=backwards, **how) for backwards in (False, True))

        def both(run, x):
            y, back = run(forward, x), run(backward, x)
            if sequences:
                back = back.flip(1)
                if mask is not None:
                    y, back = y * mask[..., None], back * mask[..., None]
            return merges[merge](y, back)

        common, (part, back) = evaluate([forward, backward], both, draw(rng, batch, steps, features).requires_grad_(True), mask)
        cases.append({"layer": "Bidirectional", "mergeMode": merge, "forward": part, "backward": back} | common)

    for layer, sequences, ids in [("LSTM", True, [[1, 2, 0, 0], [3, 3, 1, 4], [4, 0, 0, 0]]), ("GRU", True, [[0, 0, 2, 1], [0, 4, 4, 2], [1, 3, 2, 0]]),
                                  ("LSTM", False, [[0, 0, 0, 5, 1], [2, 2, 1, 3, 4]])]:
        ids = torch.tensor(ids)
        mask = (ids != 0).to(torch.float64)
        inner = Recurrent(rng, layer, 4, 3, len(ids), sequences=sequences)
        embeddings, kernel, bias = draw(rng, 6, 3).requires_grad_(True), draw(rng, 4, 2).requires_grad_(True), draw(rng, 2, scale=0.5).requires_grad_(True)
        target = draw(rng, *ids.shape[:2 if sequences else 1], 2)
        y, state = inner.module(F.embedding(ids, embeddings), mask)
        prediction = output(inner, y) @ kernel + bias
        rows_loss = ((prediction - target) ** 2).mean(-1)
        loss = (rows_loss * mask).sum() / mask.sum() if sequences else rows_loss.mean()
        dE, dK, db, *rest = torch.autograd.grad(loss, [embeddings, kernel, bias, *inner.leaves()])
        cases.append({"layer": "Model", "ids": tensor(ids), "embeddings": tensor(embeddings), "recurrent": inner.given() | inner.found(state, rest),
                      "dense": {"kernel": tensor(kernel), "bias": tensor(bias), "dKernel": tensor(dK), "dBias": tensor(db)}, "yTrue": tensor(target),
                      "yPred": tensor(prediction), "loss": loss.item(), "dEmbeddings": tensor(dE)})
    return cases


def text(script, content):
    """Compact JSON with one case a line, so that a change shows as the lines it touches."""
    header = {"script": pathlib.Path(script).name, "seed": SEED, "torch": torch.__version__, "numpy": np.__version__,
              "convention": "Keras 3", "dtype": "float64"}
    body = {"cases": content} if isinstance(content, list) else content
    compact = lambda v: json.dumps(v, separators=(",", ":"))
    lines = [f'"header":{compact(header)}']
    for key, value in body.items():
        if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
            lines.append(f'"{key}":[\n' + ",\n".join(map(compact, value)) + "\n]")
        else:
            lines.append(f'"{key}":{compact(value)}')
    return "{" + ",\n".join(lines) + "}\n"


def numbers(node):
    """All numbers of a file in order, to compare two runs that may differ in a last digit."""
    if isinstance(node, dict):
        return [n for key, value in node.items() if key != "header" for n in numbers(value)]
    if isinstance(node, list):
        return [n for value in node for n in numbers(value)]
    return [float(node)] if isinstance(node, (int, float)) else []


def main():
    torch.set_num_threads(1)
    groups = [("dense", dense), ("activations", activations), ("losses", losses), ("optimizers", optimizers), ("mlp", mlp),
              ("convolution", convolution), ("layers", layers), ("resampling", resampling), ("recurrent", recurrent)]           # the place in the list is part of the seed
    bad = 0
    for index, (name, make) in enumerate(groups):
        fresh = text(__file__, make(np.random.default_rng([SEED, index])))
        path = HERE / f"{name}.json"
        if "--check" in sys.argv:
            old, new = (np.array(numbers(json.loads(t))) for t in (path.read_text(), fresh))
            worst = float("inf") if len(old) != len(new) else np.max(np.abs(old - new) / np.maximum(1, np.abs(old)))
            bad += worst > 1e-13
            print(f"{path.name}: {len(old)} numbers, worst difference {worst:.1e}")
        else:
            path.write_text(fresh)
            print(f"{path.name}: {len(fresh):,} characters")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
