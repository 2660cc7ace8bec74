#!/usr/bin/env python3
"""Golden losses of a linear layer with regularizers on its kernel, bias and output: regularizers.json.

Keras 3's semantics in Python's floats (float64), without any library. y = x·W + b, mean squared error, plain SGD,
batches in order. The loss of an epoch, and val_loss, are means over batches by their number of samples; penalties of
weights count once in each batch, those of outputs are divided by the batch's size.

    python3 generate_regularizers.py            writes the file
    python3 generate_regularizers.py --check    compares it with what is computed now
"""

import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).parent
D, U, ROWS, HELD, BATCH, EPOCHS, RATE = 3, 2, 10, 5, 4, 60, 0.05

# (l1, l2) of the kernel, the bias and the output
CASES = [[[0.01, 0], [0, 0], [0, 0]], [[0, 0.02], [0, 0.1], [0, 0]], [[0, 0], [0.05, 0], [0.03, 0.05]],
         [[0.01, 0.02], [0.03, 0.01], [0.02, 0.04]], [[0, 0], [0, 0], [0, 0]]]


def penalty(values, rates):
    return rates[0] * sum(abs(v) for v in values) + rates[1] * sum(v * v for v in values)


def slope(v, rates):
    return rates[0] * ((v > 0) - (v < 0)) + 2 * rates[1] * v


def forward(x, y, W, b, rates):
    p = [[sum(row[d] * W[d][u] for d in range(D)) + b[u] for u in range(U)] for row in x]
    n = len(x)
    loss = sum((p[i][u] - y[i][u]) ** 2 for i in range(n) for u in range(U)) / (n * U)
    loss += penalty([w for row in W for w in row], rates[0]) + penalty(b, rates[1])
    return p, loss + penalty([v for row in p for v in row], rates[2]) / n


def epoch_of(x, y, W, b, rates, learn):
    total = 0
    for start in range(0, len(x), BATCH):
        rows, targets = x[start:start + BATCH], y[start:start + BATCH]
        n = len(rows)
        p, loss = forward(rows, targets, W, b, rates)
        total += loss * n
        if not learn:
            continue
        dp = [[2 * (p[i][u] - targets[i][u]) / (n * U) + slope(p[i][u], rates[2]) / n for u in range(U)]
              for i in range(n)]
        dW = [[sum(rows[i][d] * dp[i][u] for i in range(n)) + slope(W[d][u], rates[0]) for u in range(U)]
              for d in range(D)]
        db = [sum(dp[i][u] for i in range(n)) + slope(b[u], rates[1]) for u in range(U)]
        W[:] = [[W[d][u] - RATE * dW[d][u] for u in range(U)] for d in range(D)]
        b[:] = [b[u] - RATE * db[u] for u in range(U)]
    return total / len(x)


def make():
    source = random.Random(7)
    draw = lambda rows, columns: [[round(source.gauss(0, 1), 3) for _ in range(columns)] for _ in range(rows)]
    x, y, held_x, held_y, W0 = draw(ROWS, D), draw(ROWS, U), draw(HELD, D), draw(HELD, U), draw(D, U)
    cases = []
    for rates in CASES:
        W, b, losses, held = [list(row) for row in W0], [0.0] * U, [], []
        for _ in range(EPOCHS):
            losses.append(epoch_of(x, y, W, b, rates, learn=True))
            held.append(epoch_of(held_x, held_y, W, b, rates, learn=False))
        cases.append({"rates": rates, "loss": losses, "val_loss": held, "kernel": tensor(W), "bias": tensor([b])})
    return {"header": {"script": pathlib.Path(__file__).name, "convention": "Keras 3", "dtype": "float64"},
            "learningRate": RATE, "batchSize": BATCH, "epochs": EPOCHS, "x": tensor(x), "y": tensor(y),
            "heldX": tensor(held_x), "heldY": tensor(held_y), "start": tensor(W0), "cases": cases}


def tensor(rows):
    return {"shape": [len(rows), len(rows[0])], "data": [v for row in rows for v in row]}


def main():
    path = HERE / "regularizers.json"
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
