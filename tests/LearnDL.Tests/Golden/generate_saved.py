#!/usr/bin/python3
"""Writes small files of tensors without LearnDL: safetensors by struct and json, .npy and .npz by NumPy.

    python3 generate_saved.py            writes saved-*.safetensors, saved-*.npy, saved.npz
    python3 generate_saved.py --check    makes them again and compares with the committed ones

Made with Debian's python3-numpy 1.24. The tests read the files and need no Python.
"""

import io
import json
import pathlib
import struct
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
TYPES = ["BOOL", "U8", "I8", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64"]  # by alignment


def bf16(x):
    return (np.asarray(x, "<f4").view("<u4") >> 16).astype("<u2")


def safetensors(tensors, metadata=None, before="", after=None):
    """tensors: name, type, shape, bytes, in the order of the file."""
    header, data = {} if metadata is None else {"__metadata__": metadata}, b""
    for name, dtype, shape, content in tensors:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = (before + json.dumps(header, separators=(",", ":"), ensure_ascii=False)).encode()
    text += b" " * (-len(text) % 8) if after is None else after
    return struct.pack("<Q", len(text)) + text + data


def every_type():
    """Not aligned, blanks around the header, an empty tensor in the middle, one type that we do not have."""
    x = np.arange(6)
    half = np.array([0, 1, -2.5, 65504, 6e-8, np.inf])
    arrays = [
        ("bool", "BOOL", x % 2 == 0), ("u8", "U8", (x * 51).astype("u1")), ("i8", "I8", (x * 40 - 100).astype("i1")),
        ("i16", "I16", (x * 13000 - 32768).astype("<i2")), ("u16", "U16", (x * 13107).astype("<u2")),
        ("f16", "F16", half.astype("<f2")), ("bf16", "BF16", bf16(np.array([0, 1, -2.5, 3e38, 1e-40, np.inf]))),
        ("i32", "I32", (x * 858993459 - 2147483648).astype("<i4")), ("u32", "U32", (x * 400000000).astype("<u4")),
        ("f32", "F32", (x / 3).astype("<f4")), ("f64", "F64", x / 3),
        ("i64", "I64", (x * 858993459 - 2147483648).astype("<i8")), ("u64", "U64", (x * 400000000).astype("<u8")),
        ("large", "I64", (x + 2**31 - 3).astype("<i8")), ("eight", "F8_E4M3", x.astype("u1")),
    ]
    tensors = [(name, dtype, [2, 3], array.tobytes()) for name, dtype, array in arrays]
    tensors.insert(3, ("none", "F64", [2, 0, 3], b""))
    tensors.append(("../one", "F32", [], struct.pack("<f", 0.5)))
    return safetensors(tensors, {"text": "ein Ü, a \"quote\", 日本"}, before=" \n", after=b"\t ")


def as_the_reference():
    """What the reference's writer makes: widest types first, then by name; the header filled up with blanks."""
    rng = np.arange(12, dtype="<f8")
    tensors = [
        ("dense.bias", "F32", [3], rng[:3].astype("<f4").tobytes()),
        ("dense.kernel", "F32", [4, 3], (rng / 8).astype("<f4").tobytes()),
        ("step", "I32", [], struct.pack("<i", 7)),
        ("Ü/scale", "F64", [2], rng[:2].tobytes()),
        ("image", "U8", [2, 2], bytes([0, 1, 128, 255])),
        ("empty", "F64", [0], b""),
    ]
    tensors.sort(key=lambda tensor: (-TYPES.index(tensor[1]), tensor[0]))
    return safetensors(tensors, {"format": "pt"})


def npy(array, version=None):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version, allow_pickle=False)
    return stream.getvalue()


def files():
    x = np.arange(24).reshape(2, 3, 4)
    yield "saved-types.safetensors", every_type()
    yield "saved-reference.safetensors", as_the_reference()
    yield "saved-f4.npy", npy((x / 8).astype("<f4"))
    yield "saved-f8-fortran.npy", npy(np.asfortranarray(x / 8))
    yield "saved-i4.npy", npy(x[0, 0].astype("<i4"))
    yield "saved-f8-scalar.npy", npy(np.array(0.125))
    yield "saved-f4-empty.npy", npy(np.zeros((3, 0), "<f4"))
    yield "saved-i8-version-2.npy", npy(x - 12, (2, 0))
    yield "saved-objects.npy", (lambda s: np.save(s, np.array([[1], "x"], dtype=object)) or s.getvalue())(io.BytesIO())
    stream = io.BytesIO()
    np.savez_compressed(stream, kernel=(x / 8).astype("<f4"), bias=x[0, 0] / 8, mask=x[:, 0, 0] > 0)
    yield "saved.npz", stream.getvalue()


def main():
    check, same = "--check" in sys.argv, True
    for name, content in files():
        if check and (HERE / name).read_bytes() != content and not name.endswith(".npz"):    # it holds the time
            print(f"{name} differs")
            same = False
        elif not check:
            (HERE / name).write_bytes(content)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
