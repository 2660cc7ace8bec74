#!/usr/bin/python3
"""Golden outputs and gradients of the layers that Keras's introductions reach for next: more-layers.json.

By PyTorch in float64, under Keras 3's conventions; images and series have their channels last. Where a transposed
convolution begins and ends is computed as Keras does for its JAX backend (backend_utils.py).

    python3 generate_more_layers.py            writes the file
    python3 generate_more_layers.py --check    computes it again and compares

Made with Debian's python3-torch 1.13 and python3-numpy, as generate_golden.py.
"""

import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F

import generate_golden
from generate_golden import HERE, draw, numbers, tensor, text

generate_golden.SEED = SEED = 20250117      # the seed that the header tells
cases = []


def first(x):
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def add(rng, layer, settings, function, x, *weights, **more):
    for t in (x, *weights):
        t.requires_grad_(True)
    y = function(x, *weights)
    dy = draw(rng, *y.shape)
    y.backward(dy)
    cases.append({"layer": layer, "settings": settings, "x": tensor(x), "dy": tensor(dy), "y": tensor(y),
                  "dx": tensor(x.grad), "weights": [tensor(w) for w in weights],
                  "gradients": [tensor(w.grad) for w in weights], **more})


def pointwise(rng):
    for slope in (0.3, 0.01, 0.0):
        add(rng, "LeakyReLU", {"negativeSlope": slope}, lambda x: F.leaky_relu(x, slope), draw(rng, 3, 5))
    for alpha in (1.0, 0.2, 2.5):
        add(rng, "ELU", {"alpha": alpha}, lambda x: F.elu(x, alpha), draw(rng, 3, 5))
    for shape, shared in [((3, 4), []), ((2, 3, 4), [1]), ((2, 3, 2, 4), [1, 2]), ((2, 3, 4), [-1])]:
        alpha = draw(rng, *[1 if axis in shared or axis - len(shape) in shared else shape[axis]
                            for axis in range(1, len(shape))])
        add(rng, "PReLU", {"sharedAxes": shared}, lambda x, a: torch.where(x > 0, x, a * x), draw(rng, *shape), alpha)


def edge(size, pool, stride):
    """Keras's "same": as many places as ⌈size / stride⌉, and the extra pixel at the end."""
    total = max(0, (math.ceil(size / stride) - 1) * stride + pool - size)
    return total // 2, total - total // 2


def pooling(rng):
    for shape, pool, stride in [((2, 6, 3), 2, 2), ((1, 7, 2), 3, 2), ((2, 5, 1), 2, 1), ((1, 9, 4), 2, 3), ((1, 4, 9), 4, 4)]:
        for padding in ("valid", "same"):
            around = (0, 0) if padding == "valid" else edge(shape[1], pool, stride)
            share = lambda t: F.avg_pool1d(F.pad(t, around), pool, stride)
            settings = {"poolSize": pool, "strides": stride, "padding": padding}
            add(rng, "MaxPooling1D", settings, lambda x: last(F.max_pool1d(F.pad(first(x), around, value=-math.inf),
                pool, stride)), draw(rng, *shape, decimals=1))
            add(rng, "AveragePooling1D", settings, lambda x: last(share(first(x)) / share(torch.ones_like(first(x)))),
                draw(rng, *shape))
    for shape in [(2, 5, 3), (1, 1, 2), (3, 8, 1)]:
        add(rng, "GlobalAveragePooling1D", {}, lambda x: x.mean(1), draw(rng, *shape))
        add(rng, "GlobalMaxPooling1D", {}, lambda x: F.adaptive_max_pool1d(first(x), 1).flatten(1), draw(rng, *shape))
        mask = torch.tensor(rng.integers(0, 2, shape[:2]), dtype=torch.float64)
        mask[:, 0] = 1
        add(rng, "GlobalAveragePooling1D", {}, lambda x: (x * mask[:, :, None]).sum(1) / mask.sum(1)[:, None],
            draw(rng, *shape), mask=tensor(mask))
    for shape in [(2, 3, 4, 5), (1, 7, 2, 2)]:
        add(rng, "GlobalMaxPooling2D", {}, lambda x: F.adaptive_max_pool2d(first(x), 1).flatten(1), draw(rng, *shape))


def edges(rng):
    for shape, size in [((2, 3, 2), 2), ((1, 4, 3), 3)]:
        add(rng, "UpSampling1D", {"size": [1, size]}, lambda x: last(F.interpolate(first(x), scale_factor=size)),
            draw(rng, *shape))
    for shape, size in [((2, 3, 4, 2), (2, 2)), ((1, 2, 5, 3), (3, 1)), ((1, 1, 3, 1), (2, 4))]:
        for how in ("nearest", "bilinear"):
            more = {} if how == "nearest" else {"align_corners": False}
            add(rng, "UpSampling2D", {"size": size, "interpolation": how}, lambda x: last(F.interpolate(
                first(x), size=(x.shape[1] * size[0], x.shape[2] * size[1]), mode=how, **more)), draw(rng, *shape))
    add(rng, "ZeroPadding1D", {"edges": [0, 0, 2, 1]}, lambda x: F.pad(x, (0, 0, 2, 1)), draw(rng, 2, 3, 2))
    add(rng, "Cropping1D", {"edges": [0, 0, 2, 1]}, lambda x: x[:, 2:-1] * 1, draw(rng, 2, 5, 2))
    add(rng, "Cropping2D", {"edges": [1, 0, 2, 1]}, lambda x: x[:, 1:, 2:-1] * 1, draw(rng, 2, 3, 5, 2))


def span(size, kernel, stride, dilation, padding, more):
    """Where the result begins in all that the filters reach, and its size, by Keras's rules."""
    reach = (kernel - 1) * dilation + 1
    if padding == "valid":
        return 0, (size - 1) * stride + (max(reach, stride) if more is None else reach + more)
    pad = stride + reach - 2 if more is None else reach + reach % 2 - 2 + more
    left = min(pad // 2 + pad % 2, reach - 1)
    return reach - 1 - left, size * stride if more is None else (size - 1) * stride + reach % 2 + more


def transposed(x, kernel, bias, strides, dilation, padding, more):
    """x (N, …, C) with kernel (…, F, C), one axis or two."""
    axes = x.ndim - 2
    whole = [F.conv_transpose1d, F.conv_transpose2d][axes - 1](
        first(x), kernel.movedim(-1, 0).movedim(-1, 1), stride=strides, dilation=dilation)
    for axis in range(axes):
        start, size = span(x.shape[axis + 1], kernel.shape[axis], strides[axis], dilation[axis], padding,
                           None if more is None else more[axis])
        rest = max(0, start + size - whole.shape[axis + 2])
        whole = F.pad(whole, [0, 0] * (axes - 1 - axis) + [0, rest]).narrow(axis + 2, start, size)
    return last(whole) + bias


def convolutions(rng):
    for shape, kernel, filters, strides, dilation, padding, more in [
            ((2, 3, 4, 2), (3, 3), 3, (1, 1), (1, 1), "valid", None), ((2, 3, 4, 2), (3, 3), 3, (2, 2), (1, 1), "same", None),
            ((1, 4, 3, 3), (5, 4), 2, (2, 3), (1, 1), "same", None), ((1, 4, 3, 1), (2, 2), 2, (3, 3), (1, 1), "valid", None),
            ((1, 3, 3, 2), (2, 1), 2, (3, 2), (1, 1), "same", None), ((1, 3, 4, 2), (3, 2), 2, (1, 1), (2, 3), "same", None),
            ((1, 3, 3, 2), (3, 3), 2, (2, 2), (1, 1), "same", (1, 0)), ((1, 2, 3, 2), (4, 3), 2, (3, 2), (1, 1), "valid", (2, 1)),
            ((1, 3, 3, 2), (4, 5), 1, (2, 3), (1, 1), "same", (1, 2)), ((1, 5, 2), (3,), 3, (2,), (1,), "same", None),
            ((2, 4, 1), (4,), 2, (3,), (1,), "valid", None), ((1, 3, 2), (3,), 2, (2,), (2,), "same", (1,))]:
        add(rng, f"Conv{len(kernel)}DTranspose",
            {"filters": filters, "kernelSize": kernel, "strides": strides, "dilationRate": dilation, "padding": padding,
             **({} if more is None else {"outputPadding": more})},
            lambda x, k, b: transposed(x, k, b, strides, dilation, padding, more), draw(rng, *shape),
            draw(rng, *kernel, filters, shape[-1]), draw(rng, filters))
    for shape, kernel, strides, dilation, padding, M, filters in [
            ((2, 5, 4, 3), (3, 2), (1, 1), (1, 1), "valid", 1, None), ((1, 6, 5, 2), (3, 3), (2, 2), (1, 1), "same", 3, None),
            ((1, 7, 6, 2), (2, 3), (1, 1), (2, 2), "same", 2, None), ((2, 5, 4, 3), (3, 2), (1, 1), (1, 1), "valid", 1, 4),
            ((1, 6, 5, 2), (3, 3), (2, 2), (1, 1), "same", 3, 2), ((2, 7, 3), (3,), (2,), (1,), "same", 2, None),
            ((2, 7, 3), (3,), (1,), (2,), "valid", 2, 4)]:
        axes, C = len(kernel), shape[-1]

        def function(x, D, *more):
            x = first(x)
            around = []
            for axis in range(axes):
                reach = (kernel[axis] - 1) * dilation[axis] + 1
                around = list((0, 0) if padding == "valid" else edge(x.shape[axis + 2], reach, strides[axis])) + around
            D = D.reshape(*kernel, 1, C * M).movedim(-1, 0).movedim(-1, 1)
            y = last([F.conv1d, F.conv2d][axes - 1](F.pad(x, around), D, stride=strides, dilation=dilation, groups=C))
            return (y if filters is None else y @ more[0].reshape(C * M, filters)) + more[-1]

        P = [] if filters is None else [draw(rng, *(1,) * axes, C * M, filters)]
        add(rng, f"{'Depthwise' if filters is None else 'Separable'}Conv{axes}D",
            {"kernelSize": kernel, "strides": strides, "dilationRate": dilation, "padding": padding, "depthMultiplier": M,
             "filters": filters or 0}, function, draw(rng, *shape), draw(rng, *kernel, C, M), *P,
            draw(rng, filters or C * M))


def main():
    torch.set_num_threads(1)
    for index, make in enumerate((pointwise, pooling, edges, convolutions)):    # the place is part of the seed
        make(np.random.default_rng([SEED, index]))
    fresh, path = text(__file__, cases), HERE / "more-layers.json"
    if "--check" not in sys.argv:
        path.write_text(fresh)
        print(f"{path.name}: {len(cases)} cases, {len(fresh):,} characters")
        return 0
    old, new = (np.array(numbers(json.loads(t))) for t in (path.read_text(), fresh))
    worst = float("inf") if len(old) != len(new) else np.max(np.abs(old - new) / np.maximum(1, np.abs(old)))
    print(f"{path.name}: {len(old)} numbers, worst difference {worst:.1e}")
    return int(worst > 1e-13)


if __name__ == "__main__":
    sys.exit(main())
