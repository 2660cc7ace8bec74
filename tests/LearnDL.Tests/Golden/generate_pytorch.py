#!/usr/bin/python3
"""Writes the states of small PyTorch networks as safetensors, with what the networks make of a few samples.

    python3 generate_pytorch.py            writes pytorch-*.safetensors

Made with Debian's python3-torch 1.13. Samples are "x", in Keras's layout, and predictions "y".
"""

import pathlib

import numpy as np
import torch
from torch import nn

from generate_saved import TYPES, safetensors

HERE = pathlib.Path(__file__).parent


class Images(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 8, 3, groups=4), nn.PReLU(8),
            nn.ConvTranspose2d(8, 5, 3, stride=2))
        self.flat = nn.BatchNorm1d(5 * 9 * 11)
        self.drop = nn.Dropout()
        self.fc = nn.Linear(5 * 9 * 11, 6)
        self.norm = nn.LayerNorm(6)

    def forward(self, x):  # (N, H, W, C)
        x = self.features(x.permute(0, 3, 1, 2))
        return self.norm(self.fc(self.drop(self.flat(torch.flatten(x, 1)))))


class Series(nn.Module):
    """Behind a convolution the channels come first in a row, behind an LSTM last."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv1d(3, 4, 2), nn.PReLU(), nn.MaxPool1d(2))
        self.rnn = nn.LSTM(3, 5, batch_first=True)
        self.a, self.b = nn.Linear(4 * 4, 2), nn.Linear(9 * 5, 2)

    def forward(self, x):  # (N, T, C)
        conv = self.conv(x.permute(0, 2, 1))
        return self.a(torch.flatten(conv, 1)) + self.b(torch.flatten(self.rnn(x)[0], 1))


class Words(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.words = nn.Embedding(11, 4)
        self.first = getattr(nn, kind)(4, 3, batch_first=True, bidirectional=True)
        self.rnn = getattr(nn, kind)(6, 5, num_layers=2, batch_first=True)
        self.conv = nn.Conv1d(5, 2, 2)
        self.out = nn.Linear(2, 1, bias=False)

    def forward(self, ids):
        x = self.rnn(self.first(self.words(ids))[0])[0]
        return self.out(self.conv(x.permute(0, 2, 1)).amax(2))


def write(name, net, x):
    net.eval()
    tensors = {key: value.numpy() for key, value in net.state_dict().items()}
    with torch.no_grad():
        tensors |= {"x": x.numpy(), "y": net(x).numpy()}
    kinds = {"float32": "F32", "int64": "I64"}
    entries = [(key, kinds[str(value.dtype)], list(value.shape), value.tobytes()) for key, value in tensors.items()]
    entries.sort(key=lambda entry: (-TYPES.index(entry[1]), entry[0]))
    (HERE / name).write_bytes(safetensors(entries, {"format": "pt"}))


torch.manual_seed(1)
images = Images()
for norm in (images.features[1], images.flat):
    size = norm.weight.shape
    norm.running_mean.copy_(torch.randn(size)), norm.running_var.copy_(torch.rand(size) + 0.5)
    norm.weight.data.copy_(torch.randn(size)), norm.bias.data.copy_(torch.randn(size))
write("pytorch-images.safetensors", images, torch.randn(3, 8, 9, 3))
for kind in ("RNN", "LSTM", "GRU"):
    write(f"pytorch-{kind.lower()}.safetensors", Words(kind), torch.randint(0, 11, (4, 6)))
write("pytorch-series.safetensors", Series(), torch.randn(4, 9, 3))
