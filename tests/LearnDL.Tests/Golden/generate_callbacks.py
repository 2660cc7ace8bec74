#!/usr/bin/env python3
"""Golden runs of ReduceLROnPlateau and golden files of CSVLogger: callbacks.json.

The rates follow from the rules in Keras 3's documentation, written here as a look back over all epochs at once rather
than as a callback with counters: which epochs set a new best, which are counted, and where a reduction falls.
The CSV files are written by Python's csv module, which Keras uses, from Keras's rules for columns.

    python3 generate_callbacks.py            writes the file
    python3 generate_callbacks.py --check    compares it with what is computed now
"""

import csv
import io
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).parent


def improves(value, best, mode, delta):
    if best is None:
        return True
    return value < best - delta if mode == "min" else value > best + delta


def rates(values, rate, factor, patience, mode, delta, cooldown, least):
    """The rate in each epoch, and the one after the last."""
    used = []
    counted = []          # epochs without improvement since the last improvement, reduction or cooling epoch
    cold_until = -1       # the last epoch in which the cooldown still runs
    for epoch, value in enumerate(values):
        used.append(rate)
        best = None
        for before in values[:epoch]:
            if improves(before, best, mode, delta):
                best = before
        if improves(value, best, mode, delta) or epoch < cold_until:
            counted = []
            continue
        if epoch == cold_until:  # the cooldown ends with this epoch, which is the first to be counted
            counted = []
        counted.append(epoch)
        if len(counted) >= patience and rate > least:
            rate = max(rate * factor, least)
            counted = []
            cold_until = epoch + cooldown if cooldown else -1
    return used + [rate]


def plateau_cases():
    draw = random.Random(113)
    for number in range(60):
        yield {
            "values": [round(draw.choice([1, 1, 2, 3]) - 0.05 * epoch * draw.random(), draw.choice([1, 2, 5]))
                       for epoch in range(25)],
            "rate": 0.5, "factor": draw.choice([0.1, 0.5, 0.75, 0.0]), "patience": draw.choice([0, 1, 2, 3, 5]),
            "mode": draw.choice(["min", "max"]), "delta": draw.choice([0, 1e-4, 0.1, 0.5]),
            "cooldown": draw.choice([0, 0, 1, 2, 4]), "least": draw.choice([0, 0, 0.01, 0.2])}


def csv_text(separator, epochs):
    out = io.StringIO(newline="")
    keys = sorted(epochs[0])
    if not any(key.startswith("val_") for key in keys):
        keys += ["val_" + key for key in keys]
    writer = csv.DictWriter(out, ["epoch", *keys], delimiter=separator)
    writer.writeheader()
    for epoch, logs in enumerate(epochs):
        writer.writerow({"epoch": epoch, **{key: logs.get(key, "NA") for key in keys}})
    return out.getvalue()


NUMBERS = [0.5, 1.0, 0.0, -0.0, 3.0, 1e-4, 0.00012345, 1e-5, 9.999e-5, 1.5e-7, 5e-324, 123456.789, 1e15, 1e16, -1.25e16, 72057594037927952.0, 1e17, -3.0,
           1234567890123456.8, 9007199254740993.0, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3, -2.5e-9,
           float("nan"), float("inf"), float("-inf")]

CSV_RUNS = [
    (",", [{"loss": 0.5, "accuracy": 0.75, "val_loss": 0.6, "val_accuracy": 0.7}, {"loss": 0.25, "accuracy": 1.0,
           "val_loss": float("nan"), "val_accuracy": 0.7}]),
    (";", [{"loss": 0.5, "accuracy": 0.75}, {"loss": 0.25, "accuracy": 1.0}]),
    ("\t", [{"loss": 0.5}, {"loss": 0.25, "val_loss": 1.5, "mine": 3.0}, {"loss": 0.125}]),
    (",", [{"loss": 0.5, "a,b": 1.0, 'say "x"': 2.0, "Zeta": 3.0, "two\nlines": 4.0, "_under": 5.0}]),
    ("e", [{"loss": 1e-7}, {"loss": 0.5}]),
    (".", [{"loss": 1.5}]),
    (",", [{"loss": number} for number in NUMBERS]),
]


def text(value):
    """JSON has no NaN: numbers of a run travel as hexadecimal text or a name."""
    return repr(value) if value != value or value in (float("inf"), float("-inf")) else value


def build():
    plateau = []
    for case in plateau_cases():
        case["rates"] = rates(**case)
        plateau.append(case)
    runs = [{"separator": separator, "epochs": [{key: text(value) for key, value in logs.items()} for logs in epochs],
             "text": csv_text(separator, epochs)} for separator, epochs in CSV_RUNS]
    return {"plateau": plateau, "csv": runs}


if __name__ == "__main__":
    target = HERE / "callbacks.json"
    made = json.dumps(build(), indent=1, allow_nan=False) + "\n"
    if "--check" in sys.argv:
        sys.exit(0 if target.read_text() == made else "callbacks.json is not what is computed now")
    target.write_text(made)
