#!/usr/bin/env python3
"""Golden outputs, gradients and masks of the layers that merge several inputs: merges.json.

Keras 3's semantics (keras/src/layers/merging), element by element in Python's decimals of 60 digits, without any
library. The gradient is that of sum(c * y), by central differences with a step of 1e-25: exact far beyond float64.

    python3 generate_merges.py            writes the file
    python3 generate_merges.py --check    compares it with what is computed now
"""

import decimal
import itertools
import json
import pathlib
import random
import sys
from decimal import Decimal

decimal.getcontext().prec = 60
HERE, STEP = pathlib.Path(__file__).parent, Decimal("1e-25")

# kind, shapes of the inputs, which inputs have a mask (of their first two axes), settings
CASES = [
    ("Add", [(2, 3), (2, 3), (2, 3)], "", {}), ("Add", [(2, 3, 2), (2, 1, 2)], "", {}),
    ("Add", [(2, 3, 2), (2, 3, 2)], "11", {}), ("Add", [(2, 3, 2), (2, 3, 2)], "10", {}),
    ("Add", [(2, 2), (2, 3, 2)], "", {}), ("Subtract", [(3, 4), (3, 4)], "", {}),
    ("Subtract", [(2, 3, 1), (2, 3, 4)], "11", {}), ("Multiply", [(2, 3), (2, 3), (2, 3)], "", {}),
    ("Multiply", [(2, 3, 2), (2, 3, 1)], "11", {}), ("Average", [(2, 3), (2, 3), (2, 3), (2, 3)], "", {}),
    ("Average", [(2, 1, 3), (2, 2, 3)], "", {}), ("Maximum", [(2, 4), (2, 4), (2, 4)], "", {}),
    ("Maximum", [(2, 3, 2), (2, 3, 2), (2, 3, 2)], "111", {}), ("Maximum", [(2, 3, 2), (2, 3, 2)], "01", {}),
    ("Minimum", [(2, 4), (2, 4)], "", {}), ("Minimum", [(2, 3, 2), (2, 3, 2), (2, 3, 2)], "110", {}),
    ("Concatenate", [(2, 3), (2, 1), (2, 2)], "", {"axis": -1}),
    ("Concatenate", [(2, 1, 3), (2, 2, 3)], "01", {"axis": 1}),
    ("Concatenate", [(2, 3, 1), (2, 3, 2)], "11", {"axis": 2}),
    ("Concatenate", [(2, 3, 1), (2, 3, 2)], "10", {"axis": -1}),
    ("Dot", [(3, 4), (3, 4)], "", {"axes": [1, 1], "normalize": False}),
    ("Dot", [(3, 4), (3, 4)], "", {"axes": [1, 1], "normalize": True}),
    ("Dot", [(2, 3, 5), (2, 4, 3)], "", {"axes": [1, 2], "normalize": False}),
    ("Dot", [(2, 3, 4), (2, 2, 4)], "", {"axes": [2, 2], "normalize": True}),
    ("Dot", [(2, 3), (2, 4, 3, 2)], "", {"axes": [1, 2], "normalize": False}),
]


def places(shape):
    return list(itertools.product(*(range(size) for size in shape)))


def stretched(shape, rank):
    """(N, D) as (N, 1, D)."""
    return shape[:1] + (1,) * (rank - len(shape)) + shape[1:]


def elementwise(kind, shapes, inputs, masks):
    rank = max(map(len, shapes))
    shapes = [stretched(shape, rank) for shape in shapes]
    result = tuple(max(sizes) for sizes in zip(*shapes))
    y = {}
    for place in places(result):
        at = [tuple(0 if size == 1 else i for i, size in zip(place, shape)) for shape in shapes]
        values = [x[flat(shape, where)] for x, shape, where in zip(inputs, shapes, at)]
        real = [mask is None or mask[where[0]][where[1]] for mask, where in zip(masks, at)]
        y[place] = merged(kind, values, real)
    return result, [y[place] for place in places(result)]


def merged(kind, values, real):
    if kind == "Add":
        return sum(values)
    if kind == "Subtract":
        return values[0] - values[1]
    if kind == "Multiply":
        product = Decimal(1)
        for value in values:
            product *= value
        return product
    if kind == "Average":
        return sum(values) / len(values)
    counted = [value for value, is_real in zip(values, real) if is_real]
    if not counted:
        return values[0]
    return max(counted) if kind == "Maximum" else min(counted)


def flat(shape, place):
    at = 0
    for size, i in zip(shape, place):
        at = at * size + i
    return at


def concatenate(shapes, inputs, axis):
    axis %= len(shapes[0])
    result = tuple(sum(s[i] for s in shapes) if i == axis else size for i, size in enumerate(shapes[0]))
    y = []
    for place in places(result):
        i = place[axis]
        for shape, x in zip(shapes, inputs):
            if i < shape[axis]:
                y.append(x[flat(shape, place[:axis] + (i,) + place[axis + 1:])])
                break
            i -= shape[axis]
    return result, y


def dot(shapes, inputs, axes, normalize):
    (x, y), (a, b) = inputs, axes
    if normalize:
        x, y = unit(shapes[0], x, a), unit(shapes[1], y, b)
    rest = [shapes[0][:a] + shapes[0][a + 1:], shapes[1][:b] + shapes[1][b + 1:]]
    result = rest[0] + rest[1][1:]
    values = []
    for place in places(result):
        left, right = place[:len(rest[0])], place[:1] + place[len(rest[0]):]
        values.append(sum(x[flat(shapes[0], left[:a] + (k,) + left[a:])] * y[flat(shapes[1], right[:b] + (k,) + right[b:])]
                          for k in range(shapes[0][a])))
    return (result + (1,) if len(result) == 1 else result), values


def unit(shape, x, axis):
    y = []
    for place in places(shape):
        row = [x[flat(shape, place[:axis] + (k,) + place[axis + 1:])] for k in range(shape[axis])]
        y.append(x[flat(shape, place)] / sum(v * v for v in row).sqrt())
    return y


def forward(kind, shapes, inputs, masks, settings):
    if kind == "Concatenate":
        return concatenate(shapes, inputs, settings["axis"])
    if kind == "Dot":
        return dot(shapes, inputs, settings["axes"], settings["normalize"])
    return elementwise(kind, shapes, inputs, masks)


def mask_of(kind, shapes, masks, settings):
    """The mask of the output, (N, T), or None."""
    if kind == "Dot" or all(mask is None for mask in masks):
        return None
    if kind != "Concatenate":
        if any(mask is None for mask in masks):
            return None
        return [[int(any(mask[n][t] for mask in masks)) for t in range(len(masks[0][0]))] for n in range(len(masks[0]))]
    whole = [mask or [[1] * shape[1] for _ in range(shape[0])] for shape, mask in zip(shapes, masks)]
    if settings["axis"] == 1:
        return [sum((mask[n] for mask in whole), []) for n in range(shapes[0][0])]
    return [[int(any(mask[n][t] for mask in whole)) for t in range(shapes[0][1])] for n in range(shapes[0][0])]


def make():
    source = random.Random(14)
    draw = lambda count: [Decimal(str(round(source.gauss(0, 1), 3))) for _ in range(count)]
    cases = []
    for kind, shapes, masked, settings in CASES:
        inputs = [draw(len(places(shape))) for shape in shapes]
        masks = [[[source.randint(0, 1) for _ in range(s[1])] for _ in range(s[0])] if i < len(masked) and masked[i] == "1"
                 else None for i, s in enumerate(shapes)]
        result, y = forward(kind, shapes, inputs, masks, settings)
        c = draw(len(y))
        gradients = []
        for x in inputs:
            gradient = []
            for i, value in enumerate(x):
                sums = []
                for step in (STEP, -STEP):
                    x[i] = value + step
                    sums.append(sum(a * b for a, b in zip(c, forward(kind, shapes, inputs, masks, settings)[1])))
                x[i] = value
                gradient.append((sums[0] - sums[1]) / (2 * STEP))
            gradients.append(gradient)
        case = {"layer": kind, **settings, "x": [tensor(s, x) for s, x in zip(shapes, inputs)],
                "masks": [tensor(s[:2], sum(m, [])) if m else None for s, m in zip(shapes, masks)],
                "y": tensor(result, y), "dy": tensor(result, c),
                "dx": [tensor(s, d) for s, d in zip(shapes, gradients)]}
        mask = mask_of(kind, shapes, masks, settings)
        if mask and not (kind == "Concatenate" and all(all(row) for row in mask)):
            case["mask"] = tensor((len(mask), len(mask[0])), sum(mask, []))
        cases.append(case)
    return {"header": {"script": pathlib.Path(__file__).name, "convention": "Keras 3", "dtype": "float64"}, "cases": cases}


def tensor(shape, values):
    return {"shape": list(shape), "data": [float(v) for v in values]}


def main():
    path = HERE / "merges.json"
    text = json.dumps(make(), separators=(",", ":")) + "\n"
    if "--check" in sys.argv:
        same = path.read_text() == text
        print(f"{path.name}: {'the same' if same else 'differs'}")
        return int(not same)
    path.write_text(text)
    print(f"{path.name}: {len(text):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
