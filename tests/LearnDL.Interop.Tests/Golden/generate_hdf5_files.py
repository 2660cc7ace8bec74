"""Writes small HDF5 files with h5py (3.7): types.h5 and tree.h5.gz, which a reader of Keras files must read, and
refused-*.h5, which it must not: hdf5.json says what is in them.

python generate_hdf5_files.py
"""

import gzip
import json
import os

import h5py
import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
numbers = {kind: (np.arange(6).reshape(2, 3) * 3 - 4).astype(kind) for kind in (
    "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")}
numbers["float16"] /= 3
words = ["kernel", "größe", ""]


def file(name, **settings):
    return h5py.File(os.path.join(FOLDER, name), "w", **settings)


with file("types.h5") as f:
    for kind, values in numbers.items():
        f["numbers/" + kind] = values
    f["scalar"] = np.float32(2.5)
    f["empty"] = np.zeros((0, 4), "float32")
    f["flags"] = np.array([True, False])
    f["words"] = np.array([b"a", b"bc"])
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    values = np.arange(4, dtype="float32")
    h5py.h5d.create(f.id, b"compact", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((4,)), compact).write(
        h5py.h5s.ALL, h5py.h5s.ALL, values)
    f.attrs["text"] = "größe"
    f.attrs["fixed"] = np.bytes_("größe".encode())
    f.attrs["texts"] = words
    f.attrs["fixed texts"] = np.array([word.encode() for word in words])
    f.attrs["none"] = []
    f.attrs["number"] = 3
    f.attrs["Größe"] = "a name in UTF-8"
    for i in range(30):  # more than the header's first block holds
        f.attrs[f"attribute {i}"] = f"{i}"

# a tree of two levels: a node has 32 leaves of 8 members
path = os.path.join(FOLDER, "tree.h5")
with file("tree.h5") as f:
    for i in range(300):
        f[f"{i}"] = np.float32(i)
with open(path, "rb") as f, gzip.GzipFile(path + ".gz", "wb", mtime=0) as packed:
    packed.write(f.read())
os.remove(path)

small = np.zeros(3, "float32")
with file("refused-soft-link.h5") as f:
    f["a"] = h5py.SoftLink("/a")
with file("refused-external-link.h5") as f:
    f["a"] = h5py.ExternalLink("other.h5", "/a")
with file("refused-hard-link.h5") as f:
    f["a/x"] = small
    f["b"] = f["a"]
with file("refused-circle.h5") as f:
    f["a/x"] = small
    f["a/again"] = f["a"]
with file("refused-external-storage.h5") as f:
    f.create_dataset("a", (3,), "float32", external=[("/etc/hostname", 0, 12)])
with file("refused-packed.h5") as f:
    f.create_dataset("a", (1000,), "float32", compression="gzip")
with file("refused-chunks.h5") as f:
    f.create_dataset("a", (8,), "float32", chunks=(2,))[:] = 1
with file("refused-virtual.h5") as f:
    layout = h5py.VirtualLayout((3,), "float32")
    layout[:] = h5py.VirtualSource("other.h5", "a", (3,))
    f.create_virtual_dataset("a", layout)
with file("refused-latest.h5", libver="latest") as f:
    f["a"] = small
with file("refused-ordered.h5") as f:
    f.create_group("g", track_order=True)["a"] = small
with file("refused-big-endian.h5") as f:
    f["a"] = small.astype(">f4")

with open(os.path.join(FOLDER, "hdf5.json"), "w") as f:
    json.dump({"numbers": {kind: values.astype("float64").ravel().tolist() for kind, values in numbers.items()},
               "words": words}, f)
    f.write("\n")
