"""Convolutions and pooling for Keras's NumPy backend, which has them from JAX: here PyTorch computes them.

Channels last, strides and dilation as Keras has them; transposed convolutions without padding.
"""

import numpy as np
import torch
import torch.nn.functional as F
from keras.src.backend.numpy import nn

RUN = {1: (F.conv1d, F.conv_transpose1d, F.max_pool1d, F.avg_pool1d),
       2: (F.conv2d, F.conv_transpose2d, F.max_pool2d, F.avg_pool2d)}


def first(x):
    """Channels first."""
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(np.asarray(x), -1, 1)))


def last(x):
    return np.moveaxis(x.numpy(), 1, -1)


def each(value, axes):
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) * axes


def padded(x, size, strides, dilation, padding, value=0.0):
    """What "same" adds: the odd one behind; "causal" all in front."""
    edges = []
    for n, k, s, d in zip(x.shape[2:], size, strides, dilation):
        total = max((-(-n // s) - 1) * s + (k - 1) * d + 1 - n, 0) if padding == "same" else 0
        edges.insert(0, (total // 2, total - total // 2))
    return F.pad(x, [edge for pair in edges for edge in pair], value=value)


def conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    assert data_format in (None, "channels_last") and padding in ("same", "valid")
    inputs, kernel = np.asarray(inputs), np.asarray(kernel)
    axes = kernel.ndim - 2
    strides, dilation = each(strides, axes), each(dilation_rate, axes)
    x = padded(first(inputs), kernel.shape, strides, dilation, padding)
    w = torch.from_numpy(np.ascontiguousarray(np.moveaxis(kernel, (-1, -2), (0, 1))))
    return last(RUN[axes][0](x, w, None, strides, 0, dilation, inputs.shape[-1] // kernel.shape[-2]))


def depthwise_conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    kernel = np.asarray(kernel)
    return conv(inputs, kernel.reshape(kernel.shape[:-2] + (1, -1)), strides, padding, data_format, dilation_rate)


def conv_transpose(inputs, kernel, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1):
    kernel = np.asarray(kernel)
    axes = kernel.ndim - 2
    strides = each(strides, axes)
    assert padding == "valid" and output_padding is None and all(k >= s for k, s in zip(kernel.shape, strides))
    w = torch.from_numpy(np.ascontiguousarray(np.moveaxis(kernel, (-1, -2), (0, 1))))  # (in, out, …)
    return last(RUN[axes][1](first(inputs), w, None, strides))


def max_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    axes = np.ndim(inputs) - 2
    size = each(pool_size, axes)
    strides = each(strides or size, axes)
    x = padded(first(inputs), size, strides, (1,) * axes, padding, -np.inf)
    return last(RUN[axes][2](x, size, strides))


def average_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    axes = np.ndim(inputs) - 2
    assert padding == "valid"
    size = each(pool_size, axes)
    return last(RUN[axes][3](first(inputs), size, each(strides or size, axes)))


for name in ("conv", "depthwise_conv", "conv_transpose", "max_pool", "average_pool"):
    setattr(nn, name, globals()[name])
