"""Statistics as numpy and astropy have them: python make_statistics.py > statistics.json

The pixels are made by the generator below, which the test repeats: no large file is needed.
"""
import json
import sys
import warnings

import numpy as np
from astropy.stats import sigma_clipped_stats
from astropy.visualization import ZScaleInterval

warnings.simplefilter("ignore")


def pixels(kind, n):
    """Float32 numbers from a linear congruential generator (Numerical Recipes' ranqd1)."""
    seed, out = 1, []
    for i in range(n):
        parts = []
        for _ in range(4):
            seed = (seed * 1664525 + 1013904223) % 2**32
            parts.append(seed / 2**32)
        noise = sum(parts) - 2
        if kind == "noise":
            v = noise
        elif kind == "sources":
            v = 1e-4 * noise + (0.02 * parts[1] ** 8 if i % 17 == 0 else 0)
        elif kind == "blanks":
            v = float("nan") if i % 5 == 2 else noise + 10
        elif kind == "clipped":
            v = max(0.0, noise - 0.9)
        elif kind == "outliers":
            v = noise * 1e-3 + (10.0 ** (i % 7) if i % 11 == 0 else 0)
        elif kind == "constant":
            v = 2.5
        elif kind == "ramp":
            v = float(i)
        out.append(v)
    return np.array(out, np.float32)


out = []
for kind, n in (("noise", 5000), ("sources", 4001), ("blanks", 3333), ("clipped", 2000), ("outliers", 1500), ("constant", 100), ("ramp", 1001), ("noise", 1), ("noise", 2), ("noise", 7), ("sources", 90000)):
    a = pixels(kind, n)
    finite = a[np.isfinite(a)].astype(np.float64)
    clips = {}
    for sigma, rounds in ((3, 5), (2, 1), (1.5, 50), (3, 0)):
        if rounds:
            clips[f"{sigma} {rounds}"] = [float(v) for v in sigma_clipped_stats(a.astype(np.float64), sigma=sigma, maxiters=rounds)]
    try:
        zscale = [float(v) for v in ZScaleInterval().get_limits(a)]
    except Exception:
        zscale = None
    out.append({"kind": kind, "n": n, "count": len(finite), "minimum": finite.min(), "maximum": finite.max(), "mean": finite.mean(),
                "deviation": finite.std(), "median": float(np.median(finite)), "mad": float(np.median(np.abs(finite - np.median(finite)))),
                "percentiles": {str(p): float(np.percentile(finite, p)) for p in (0, 0.5, 25, 50, 99.7, 100)}, "clips": clips, "zscale": zscale})
json.dump(out, sys.stdout, indent=1)
