"""Makes the TorchScript files beside it, which only PyTorch itself can run, and what they answer: python make_programs.py

gated     decides by the pixels of an image which way to go (1 x 24 x 24, two logits), random weights
fourier   uses an operation that Lobescope does not know, ends in a softmax (traced, 1 x 16 x 20, three classes)
endless   never comes to an end
crash     ends the process that runs it
trap      does so for images brighter than 1000 only
writes    would write a file
"""

import io
import os
import zipfile

import numpy
import torch
from torch import Tensor, nn

HERE = os.path.dirname(os.path.abspath(__file__))


class Gated(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 5, stride=2)
        self.norm = nn.BatchNorm2d(4)
        self.bright = nn.Linear(4, 2)
        self.faint = nn.Linear(4, 2)

    def forward(self, x: Tensor) -> Tensor:
        logits: list[Tensor] = []
        for i in range(x.size(0)):
            means = torch.tanh(self.norm(self.conv(x[i : i + 1]))).mean([2, 3])
            if bool(x[i].max() > 0.9):
                logits.append(self.bright(means))
            else:
                logits.append(self.faint(means) * x[i].sum())
        return torch.cat(logits)


class Fourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(16 * 11, 3)

    def forward(self, x: Tensor) -> Tensor:
        power = torch.fft.rfft2(x).abs().log1p()
        return torch.softmax(self.fc(power.flatten(1)) * 0.3, 1)


class Endless(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        while bool(x.max() < 1e30):
            x = x * 1.0
        return x.mean([2, 3])


class Crash(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        # The smallest whole number divided by -1 is no whole number: the processor stops the process (SIGFPE).
        smallest = torch.full([1], -(2**63), dtype=torch.int64)
        return x.mean([2, 3]) + torch.div(smallest, -1 - (x.max() > 1e30).long(), rounding_mode="trunc")


class Trap(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        scores = x.flatten(1)[:, :2] * 2
        if bool(x.max() > 1000):
            smallest = torch.full([1], -(2**63), dtype=torch.int64)
            scores = scores + torch.div(smallest, -(x.max() > 1000).long(), rounding_mode="trunc")
        return scores


class Writes(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        if bool(x.max() > -1e30):
            torch.save(x, "lobescope-was-here.pt")
        return x.mean([2, 3])


def spread(network: nn.Module) -> nn.Module:
    with torch.no_grad():
        for _ in range(3):
            network(torch.rand(4, 1, 24, 24))
    return network.eval()


def save(name: str, script):
    """Without the entries that tell where this file lay."""
    whole = io.BytesIO()
    torch.jit.save(script, whole)
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(os.path.join(HERE, name + ".pt"), "w") as kept:
        for entry in given.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                kept.writestr(zipfile.ZipInfo(entry.filename), given.read(entry))


def keep(name: str, script, x: Tensor):
    save(name, script)
    x.requires_grad_(True)
    y = script(x)
    logits = y.log() if name == "fourier" else y
    (gradient,) = torch.autograd.grad(logits.max(1).values.sum(), x)
    for what, values in {"input": x, "output": y, "gradient": gradient}.items():
        numpy.save(os.path.join(HERE, f"{name}.{what}.npy"), values.detach().numpy())


if __name__ == "__main__":
    torch.manual_seed(7)
    images = torch.rand(3, 1, 24, 24)
    images[1] *= 0.8
    keep("gated", torch.jit.script(spread(Gated())), images)
    fourier = Fourier().eval()
    keep("fourier", torch.jit.trace(fourier, torch.rand(1, 1, 16, 20)), torch.rand(2, 1, 16, 20))
    for name, network in {"endless": Endless(), "crash": Crash(), "trap": Trap(), "writes": Writes()}.items():
        save(name, torch.jit.script(network.eval()))
