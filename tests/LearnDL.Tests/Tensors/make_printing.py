"""Writes printing.golden: what NumPy prints for the arrays below.

    /usr/bin/python3 make_printing.py > printing.golden      (NumPy 1.24)

An array is described by its type, its shape and its elements; floats as hexadecimal bits, so that no digit is lost on the way.
Long arrays are described by a rule, i * step + start, computed in double.
"""
import numpy as np

f4, f8, i4, u1 = np.float32, np.float64, np.int32, np.uint8
inf, nan = np.inf, np.nan


def bits(a):
    if a.dtype == f4:
        return [f"{b:08x}" for b in a.ravel().view(np.uint32)]
    if a.dtype == f8:
        return [f"{b:016x}" for b in a.ravel().view(np.uint64)]
    return [str(v) for v in a.ravel()]


def show(a, rule=None):
    shape = ",".join(str(n) for n in a.shape)
    print(f"### {a.dtype} ({shape}) {'rule ' + ' '.join(repr(v) for v in rule) if rule else ' '.join(bits(a))}")
    print(str(a))


def given(dtype, values, shape=None):
    a = np.array(values, dtype=dtype)
    show(a if shape is None else a.reshape(shape))


def ruled(dtype, shape, step, start=0.0):
    n = int(np.prod(shape))
    show((np.arange(n, dtype=f8) * step + start).astype(dtype).reshape(shape), (step, start))


# whole numbers
given(i4, [1, 2, 3])
given(i4, [-1, 20, -300])
given(i4, range(12), (4, 3))
given(i4, [[2147483647, -2147483648]])
given(u1, [0, 7, 255])
given(u1, range(8), (2, 2, 2))
ruled(i4, (40,), 1)
ruled(i4, (1000,), 1)
ruled(i4, (1001,), 1)
ruled(i4, (50, 50), 1, -7.0)
ruled(u1, (28, 28, 3), 0.01)

# rank 0
for dtype in (f4, f8):
    for value in (0, -0.0, 1, 0.1, -2.5, 3.14159265358979, 1e-5, 1e-4, 123456789, 1e16, 1.5e30, 0.7795138888888889, inf, -inf, nan):
        given(dtype, value)
given(i4, -5)
given(u1, 200)

# empty
given(f4, [])
given(f8, [], (0, 3))
given(i4, [], (2, 0))

# floats, fixed point
for dtype in (f4, f8):
    given(dtype, [6, 8, 10, 12])
    given(dtype, [0, -0.0, 1])
    given(dtype, [0, 0, 0])
    given(dtype, [0.1, 0.25, -3])
    given(dtype, [1 / 3, 2 / 3, 1])
    given(dtype, [[1.5, -2.25], [100, 0.125]])
    given(dtype, [2.0 ** -9, 3 * 2.0 ** -9, 0.5 + 2.0 ** -9])
    given(dtype, [0.999999999, 0.123456789, 0.5])
    given(dtype, [12345.678, 99.5, 7000])
    given(dtype, [99999992, 1e6])
    given(dtype, [1.0, nan, -1.0])
    given(dtype, [inf, 1.0, 2.5])
    given(dtype, [-inf, nan, inf])
    given(dtype, [nan, nan])
    given(dtype, [100.25, -inf])
    given(dtype, [[[[1.0, 2.0], [3.0, 4.5]]], [[[-5.0, 6.0], [7.0, 8.0]]]])
    given(dtype, [0.001, 1])
    given(dtype, [0.0011, 1.1])
    given(dtype, np.linspace(-1, 1, 23))
    given(dtype, np.sqrt(np.arange(1, 41)).reshape(2, 20))

# floats, scientific
for dtype in (f4, f8):
    given(dtype, [1e-5, 1])
    given(dtype, [1e8, 1])
    given(dtype, [0.1, 1e-9])
    given(dtype, [0.1, 1.234567e-9, -3])
    given(dtype, [0, 2.0 ** -13, 2.0 ** -14])
    given(dtype, [1e-10, nan, -inf])
    given(dtype, [123456.789, 0.001])
    given(dtype, [9.999999999e5, 1e-3])
    given(dtype, [[1e10, -1e-10], [0, inf]])
    given(dtype, [1e38, 1e-38, 1e-45])
    given(dtype, np.exp(np.linspace(-12, 12, 30)))
given(f8, [1e100, 1e-5])
given(f8, [1e-300, 1.7976931348623157e308, 5e-324])

# long ones
for dtype in (f4, f8):
    ruled(dtype, (1001,), 0.5)
    ruled(dtype, (2000,), 1e-3, -1.0)
    ruled(dtype, (60, 20), 0.25, -100.0)
    ruled(dtype, (5, 300), 0.1)
    ruled(dtype, (300, 5), 0.1)
    ruled(dtype, (12, 10, 11), 1.0)
    ruled(dtype, (7, 8, 9, 10), 3.0)
    ruled(dtype, (3, 2, 30), 0.37, -5.0)
    ruled(dtype, (2, 600), 1e5)
    ruled(dtype, (8, 26), 0.04)
