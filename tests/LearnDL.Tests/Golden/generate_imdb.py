#!/usr/bin/python3
"""Writes small files in the form of Keras's imdb.npz, by NumPy, and what Keras's load_data makes of them.

    python3 generate_imdb.py            writes imdb-2.npz, imdb-3.npz, imdb-4.npz (by pickle protocol) and imdb.json
    python3 generate_imdb.py --check    computes them again and compares with the committed ones

Made with Debian's python3-numpy 1.24. The tests read the files and need no Python.
The numbers are drawn by chance; what is Keras's is the form of the file and the steps from it to the lists.
"""

import io
import json
import pathlib
import pickle
import sys
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).parent
SETTINGS = [
    {},
    {"num_words": 100},
    {"num_words": 300, "skip_top": 20, "oov_char": None},
    {"num_words": 300, "maxlen": 8, "seed": 7},
    {"num_words": 1000, "start_char": None, "index_from": 0},
    {"num_words": 70_000, "skip_top": 2, "index_from": 2},
]


def reviews(rng, count):
    x = np.empty(count, dtype=object)
    for n in range(count):
        words = rng.geometric(0.01, size=rng.integers(1, 13)).tolist()     # one byte and two
        x[n] = words + ([66_000 + n] if n % 7 == 0 else [])                # and four
    return x, rng.integers(0, 2, size=count)


def savez(arrays, protocol):
    if protocol == 3:                                   # what this NumPy itself writes
        stream = io.BytesIO()
        np.savez_compressed(stream, **arrays)
        return stream.getvalue()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            write_header = np.lib.format.write_array_header_1_0 if protocol == 2 else np.lib.format.write_array_header_2_0
            write_header(data, np.lib.format.header_data_from_array_1_0(array))
            data.write(pickle.dumps(array, protocol) if array.dtype == object else array.tobytes())
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def load_data(arrays, num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, oov_char=2, index_from=3):
    """The steps of keras.datasets.imdb.load_data. Without num_words all words stay; Keras then drops the highest."""
    rng = np.random.RandomState(seed)
    result = {}
    for part in ("train", "test"):
        order = np.arange(len(arrays[f"x_{part}"]))
        rng.shuffle(order)
        x, y = [], []
        for row in order:
            words = ([] if start_char is None else [start_char]) + [w + index_from for w in arrays[f"x_{part}"][row]]
            if maxlen and len(words) >= maxlen:
                continue
            kept = [skip_top <= w and (num_words is None or w < num_words) for w in words]
            x.append([w if keep else oov_char for w, keep in zip(words, kept) if keep or oov_char is not None])
            y.append(int(arrays[f"y_{part}"][row]))
        result[part] = {"x": x, "y": y}
    return result


def main():
    rng = np.random.default_rng(20240607)
    arrays = {}
    for part, count in (("train", 40), ("test", 25)):
        arrays[f"x_{part}"], arrays[f"y_{part}"] = reviews(rng, count)
    files = {f"imdb-{protocol}.npz": savez(arrays, protocol) for protocol in (2, 3, 4)}
    cases = [{"settings": settings, **load_data(arrays, **settings)} for settings in SETTINGS]
    orders = [{"seed": seed, "order": np.random.RandomState(seed).permutation(count).tolist()} for seed, count in ((113, 1), (113, 2), (0, 100), (4_294_967_295, 1000))]
    files["imdb.json"] = (json.dumps({"cases": cases, "orders": orders}, separators=(",", ":")) + "\n").encode()
    for name, data in files.items():
        if "--check" in sys.argv:
            if (HERE / name).read_bytes() != data:
                sys.exit(f"{name} differs from what this script computes")
        else:
            (HERE / name).write_bytes(data)


if __name__ == "__main__":
    main()
