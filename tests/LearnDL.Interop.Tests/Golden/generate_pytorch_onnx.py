"""Networks that PyTorch writes as ONNX files: pytorch-*.onnx. The tests run them in LearnDL and in ONNX Runtime.

    /usr/bin/python3 generate_pytorch_onnx.py        (PyTorch 1.13, opset 13)

Each is written twice where that differs: for any number of samples, and for two.
"""
import torch
from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    """The blocks of a ResNet and of a MobileNet; MaxPool with padding of its own."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 7, 2, 3, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        self.first, self.norm = nn.Conv2d(8, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8)
        self.second, self.alone = nn.Conv2d(8, 8, 3, 1, 1), nn.Conv2d(8, 16, 3, 2, 1, groups=8)
        self.end = nn.Linear(16, 5)

    def forward(self, x):
        x = self.stem(x)
        x = torch.relu(x + self.second(torch.relu(self.norm(self.first(x)))))
        x = F.adaptive_avg_pool2d(F.relu6(self.alone(x)), 1)
        return torch.softmax(self.end(torch.flatten(x, 1)), -1)


class Images(nn.Module):
    """View by the size that x has, a transposed convolution, slopes per channel."""

    def __init__(self):
        super().__init__()
        self.conv, self.prelu = nn.Conv2d(1, 4, 3, padding=1), nn.PReLU(4)
        self.up, self.end = nn.ConvTranspose2d(4, 3, 3, 2, 1, 1), nn.Linear(3 * 8 * 8, 7)

    def forward(self, x):
        x = F.leaky_relu(self.up(F.avg_pool2d(self.prelu(self.conv(x)), 2)), 0.1)
        return torch.sigmoid(self.end(x.view(x.size(0), -1)))


class Series(nn.Module):
    """Convolutions over time, dilated and in groups."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv1d(2, 4, 3, dilation=2, padding=2), nn.Conv1d(4, 6, 3, stride=2, groups=2)
        self.end = nn.Linear(6, 2)

    def forward(self, x):
        return self.end(F.softplus(self.second(F.elu(self.first(x)))).mean(-1))


class Rows(nn.Module):
    """A branch, a gate, a constant that is added."""

    def __init__(self):
        super().__init__()
        self.first, self.second, self.norm = nn.Linear(6, 8), nn.Linear(8, 8), nn.BatchNorm1d(8)
        self.drop, self.end = nn.Dropout(), nn.Linear(16, 2)

    def forward(self, x):
        h = torch.tanh(self.first(x))
        g = F.silu(self.norm(self.second(h)))
        return self.end(self.drop(torch.cat([h, g * h + 0.5], 1)))


class Last(nn.Module):
    """Word ids, and what a recurrent layer gives last."""

    def __init__(self, kind):
        super().__init__()
        self.words, self.read, self.end = nn.Embedding(20, 6), getattr(nn, kind)(6, 5, batch_first=True), nn.Linear(5, 3)

    def forward(self, x):
        return self.end(self.read(self.words(x))[0][:, -1])


class Every(nn.Module):
    """What a recurrent layer gives at every time step."""

    def __init__(self, kind):
        super().__init__()
        self.read, self.end = getattr(nn, kind)(4, 5, batch_first=True), nn.Linear(5, 3)

    def forward(self, x):
        return torch.tanh(self.end(self.read(x)[0]))


def write(name, network, x, any_number=True):
    for part in network.modules():
        if isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d)):
            part.running_mean.normal_(0, 0.5), part.running_var.uniform_(0.5, 2)
            part.weight.data.normal_(1, 0.3), part.bias.data.normal_(0, 0.3)
    torch.onnx.export(network.eval(), x, f"pytorch-{name}.onnx", opset_version=13, input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}} if any_number else None)


torch.manual_seed(0)
ids = torch.randint(0, 20, (2, 4))
write("residual", Residual(), torch.randn(2, 3, 32, 32))
write("images", Images(), torch.randn(2, 1, 8, 8))
write("images-of-two", Images(), torch.randn(2, 1, 8, 8), any_number=False)
write("series", Series(), torch.randn(2, 2, 11))
write("rows", Rows(), torch.randn(2, 6))
write("last-lstm", Last("LSTM"), ids)
write("last-gru-of-two", Last("GRU"), ids, any_number=False)
write("last-rnn", Last("RNN"), ids)
write("every-lstm", Every("LSTM"), torch.randn(2, 4, 4))
write("every-gru", Every("GRU"), torch.randn(2, 4, 4))
