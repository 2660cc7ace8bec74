#!/usr/bin/env python3
"""Golden values of Keras 3's optimizers over 1,000 steps, and of its learning-rate schedules: optimizer-steps.json.

Keras's formulas for a single weight, in Python's floats (float64), without any library:

    python3 generate_optimizers.py            writes the file
    python3 generate_optimizers.py --check    compares it with what is computed now
"""

import json
import math
import pathlib
import random
import sys

SEED = 20241114
STEPS = 1000
CHECKPOINTS = [1, 2, 3, 10, 100, 400, 700, 1000]
HERE = pathlib.Path(__file__).parent


# The state of a weight is a dict that an optimizer's function changes; s are the settings, t counts from 1.

def sgd(w, g, lr, t, k, s):
    m = s.get("momentum", 0.0)
    if m == 0:
        return w - lr * g
    k["v"] = m * k.get("v", 0.0) - lr * g
    return w + m * k["v"] - lr * g if s.get("nesterov") else w + k["v"]


def adagrad(w, g, lr, t, k, s):
    k["a"] = k.get("a", s.get("initialAccumulatorValue", 0.1)) + g ** 2
    return w - lr * g / math.sqrt(k["a"] + s.get("epsilon", 1e-7))


def adadelta(w, g, lr, t, k, s):
    rho, epsilon = s.get("rho", 0.95), s.get("epsilon", 1e-7)
    k["a"] = rho * k.get("a", 0.0) + (1 - rho) * g ** 2
    delta = math.sqrt(k.get("d", 0.0) + epsilon) * g / math.sqrt(k["a"] + epsilon)
    k["d"] = rho * k.get("d", 0.0) + (1 - rho) * delta ** 2
    return w - lr * delta


def rmsprop(w, g, lr, t, k, s):
    rho, m, epsilon = s.get("rho", 0.9), s.get("momentum", 0.0), s.get("epsilon", 1e-7)
    k["v"] = rho * k.get("v", 0.0) + (1 - rho) * g ** 2
    k["mean"] = rho * k.get("mean", 0.0) + (1 - rho) * g
    step = lr * g / math.sqrt(k["v"] - (k["mean"] ** 2 if s.get("centered") else 0) + epsilon)
    k["u"] = m * k.get("u", 0.0) + step
    return w - k["u"]


def adam(w, g, lr, t, k, s):
    b1, b2, epsilon = s.get("beta1", 0.9), s.get("beta2", 0.999), s.get("epsilon", 1e-7)
    k["m"] = k.get("m", 0.0) + (g - k.get("m", 0.0)) * (1 - b1)
    k["v"] = k.get("v", 0.0) + (g ** 2 - k.get("v", 0.0)) * (1 - b2)
    k["most"] = max(k.get("most", 0.0), k["v"])
    v = k["most"] if s.get("amsgrad") else k["v"]
    return w - k["m"] * (lr * math.sqrt(1 - b2 ** t) / (1 - b1 ** t)) / (math.sqrt(v) + epsilon)


def adamax(w, g, lr, t, k, s):
    b1, b2, epsilon = s.get("beta1", 0.9), s.get("beta2", 0.999), s.get("epsilon", 1e-7)
    k["m"] = k.get("m", 0.0) + (g - k.get("m", 0.0)) * (1 - b1)
    k["u"] = max(b2 * k.get("u", 0.0), abs(g))
    return w - lr * k["m"] / ((1 - b1 ** t) * (k["u"] + epsilon))


def nadam(w, g, lr, t, k, s):
    b1, b2, epsilon = s.get("beta1", 0.9), s.get("beta2", 0.999), s.get("epsilon", 1e-7)
    now, after = (b1 * (1 - 0.5 * 0.96 ** i) for i in (t, t + 1))
    k["product"] = k.get("product", 1.0) * now
    k["m"] = k.get("m", 0.0) + (g - k.get("m", 0.0)) * (1 - b1)
    k["v"] = k.get("v", 0.0) + (g ** 2 - k.get("v", 0.0)) * (1 - b2)
    m_hat = after * k["m"] / (1 - k["product"] * after) + (1 - now) * g / (1 - k["product"])
    return w - m_hat * lr / (math.sqrt(k["v"] / (1 - b2 ** t)) + epsilon)


def lion(w, g, lr, t, k, s):
    b1, b2 = s.get("beta1", 0.9), s.get("beta2", 0.99)
    m = k.get("m", 0.0)
    k["m"] = m * b2 + g * (1 - b2)
    c = m * b1 + g * (1 - b1)
    return w - lr * ((c > 0) - (c < 0))


def ftrl(w, g, lr, t, k, s):
    power = -s.get("learningRatePower", -0.5)
    l1, l2 = s.get("l1RegularizationStrength", 0.0), s.get("l2RegularizationStrength", 0.0)
    l2 += s.get("beta", 0.0) / (2 * lr)
    old = k.get("n", s.get("initialAccumulatorValue", 0.1))
    k["n"] = old + g ** 2
    used = g + 2 * s.get("l2ShrinkageRegularizationStrength", 0.0) * w
    k["z"] = k.get("z", 0.0) + used - (k["n"] ** power - old ** power) / lr * w
    return (min(max(k["z"], -l1), l1) - k["z"]) / (k["n"] ** power / lr + 2 * l2)


RULES = {"SGD": sgd, "Adagrad": adagrad, "Adadelta": adadelta, "RMSprop": rmsprop, "Adam": adam, "Adamax": adamax,
         "Nadam": nadam, "AdamW": adam, "Lion": lion, "Ftrl": ftrl}


def rate(schedule, t):
    """The rate of step t, counted from 0."""
    name, a = schedule["name"], schedule["arguments"]
    first = a.get("initialLearningRate")
    if name in ("ExponentialDecay", "InverseTimeDecay"):
        p = t / a["decaySteps"]
        p = math.floor(p) if a.get("staircase") else p
        return first * a["decayRate"] ** p if name == "ExponentialDecay" else first / (1 + a["decayRate"] * p)
    if name == "PolynomialDecay":
        last, steps = a.get("endLearningRate", 0.0001), a["decaySteps"]
        if a.get("cycle"):
            steps *= max(1, math.ceil(t / steps))
        return (first - last) * (1 - min(t, steps) / steps) ** a.get("power", 1.0) + last
    if name == "CosineDecay":
        target, warm = a.get("warmupTarget"), a.get("warmupSteps", 0)
        if target is None:
            target, warm = first, 0
        if t < warm:
            return first + (target - first) * t / warm
        half = (1 + math.cos(math.pi * min(t - warm, a["decaySteps"]) / a["decaySteps"])) / 2
        return target * ((1 - a.get("alpha", 0.0)) * half + a.get("alpha", 0.0))
    if name == "CosineDecayRestarts":
        i, begin, length = 0, 0, a["firstDecaySteps"]
        while t >= begin + length:
            i, begin, length = i + 1, begin + length, length * a.get("tMul", 2.0)
        half = a.get("mMul", 1.0) ** i * (1 + math.cos(math.pi * (t - begin) / length)) / 2
        return first * ((1 - a.get("alpha", 0.0)) * half + a.get("alpha", 0.0))
    boundaries = a["boundaries"]
    return a["values"][sum(t > boundary for boundary in boundaries)]


def clip(gradients, options):
    norm = math.sqrt(sum(g * g for g in gradients))
    longest, most = options.get("clipNorm"), options.get("clipValue")
    if longest:
        return [g * longest / max(norm, longest) for g in gradients]
    return [min(max(g, -most), most) for g in gradients] if most else gradients


def train(case, start, gradients):
    """The weights at the checkpoints; they are counted in batches, of which several may make a step."""
    rule, settings, options = RULES[case["optimizer"]], case["settings"], case["options"]
    n, decay = options.get("gradientAccumulationSteps", 1), options.get("weightDecay", 0.0)
    w, states, gathered, average, seen = list(start), [{} for _ in start], [0.0] * len(start), [0.0] * len(start), []
    for batch in range(STEPS):
        g, before = gradients[batch], batch // n
        lr = rate(case["schedule"], batch) if "schedule" in case else case["learningRate"]
        if batch % n == n - 1:
            g = clip([(a + b) / n for a, b in zip(g, gathered)], options)
            gathered = [0.0] * len(start)
            w = [rule(v - v * decay * lr, d, lr, before + 1, k, settings) for v, d, k in zip(w, g, states)]
        else:
            gathered = [a + b for a, b in zip(g, gathered)]
        if options.get("useEma"):
            m = options.get("emaMomentum", 0.99) if before else 0.0
            average = [m * a + (1 - m) * v for a, v in zip(average, w)]
            if options.get("emaOverwriteFrequency") and (before + 1) % options["emaOverwriteFrequency"] == 0:
                w = list(average)
        if batch + 1 in CHECKPOINTS:
            seen.append(list(w))
    return seen, average


SCHEDULES = [
    ("ExponentialDecay", {"initialLearningRate": 0.05, "decaySteps": 120, "decayRate": 0.9}),
    ("ExponentialDecay", {"initialLearningRate": 0.05, "decaySteps": 120, "decayRate": 0.5, "staircase": True}),
    ("InverseTimeDecay", {"initialLearningRate": 0.05, "decaySteps": 1, "decayRate": 0.01}),
    ("InverseTimeDecay", {"initialLearningRate": 0.05, "decaySteps": 150, "decayRate": 0.5, "staircase": True}),
    ("PolynomialDecay", {"initialLearningRate": 0.05, "decaySteps": 600}),
    ("PolynomialDecay", {"initialLearningRate": 0.05, "decaySteps": 300, "endLearningRate": 0.002, "power": 0.5}),
    ("PolynomialDecay", {"initialLearningRate": 0.05, "decaySteps": 150, "power": 2.0, "cycle": True}),
    ("CosineDecay", {"initialLearningRate": 0.05, "decaySteps": 700}),
    ("CosineDecay", {"initialLearningRate": 0.05, "decaySteps": 900, "alpha": 0.1}),
    ("CosineDecay", {"initialLearningRate": 0.0, "decaySteps": 500, "alpha": 0.2, "warmupTarget": 0.06,
                     "warmupSteps": 100}),
    ("CosineDecay", {"initialLearningRate": 0.01, "decaySteps": 500, "warmupTarget": 0.06, "warmupSteps": 0}),
    ("CosineDecayRestarts", {"initialLearningRate": 0.05, "firstDecaySteps": 60}),
    ("CosineDecayRestarts", {"initialLearningRate": 0.05, "firstDecaySteps": 90, "tMul": 1.0, "mMul": 0.8}),
    ("CosineDecayRestarts", {"initialLearningRate": 0.05, "firstDecaySteps": 50, "tMul": 1.5, "mMul": 0.9,
                             "alpha": 0.05}),
    ("PiecewiseConstantDecay", {"boundaries": [100, 350, 700], "values": [0.05, 0.03, 0.01, 0.001]}),
    ("PiecewiseConstantDecay", {"boundaries": [500], "values": [0.02, 0.002]}),
]

# The optimizer, its learning rate, its own settings, and what all optimizers have.
CASES = [
    ("Adadelta", 0.001, {}, {}),
    ("Adadelta", 1.0, {"rho": 0.9, "epsilon": 1e-6}, {}),
    ("Adadelta", 0.5, {"rho": 0.5, "epsilon": 1e-2}, {}),
    ("Adamax", 0.001, {}, {}),
    ("Adamax", 0.02, {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-2}, {}),
    ("Adamax", 0.01, {"beta1": 0.0, "beta2": 0.99}, {}),
    ("Nadam", 0.001, {}, {}),
    ("Nadam", 0.02, {"beta1": 0.6, "beta2": 0.9, "epsilon": 1e-2}, {}),
    ("Nadam", 0.01, {"beta1": 0.0, "beta2": 0.99}, {}),
    ("Lion", 0.001, {}, {}),
    ("Lion", 0.0003, {"beta1": 0.95, "beta2": 0.98}, {}),
    ("Lion", 0.01, {"beta1": 1.0, "beta2": 0.5}, {}),
    ("Ftrl", 0.001, {}, {}),
    ("Ftrl", 0.1, {"l1RegularizationStrength": 0.5, "l2RegularizationStrength": 0.1}, {}),
    ("Ftrl", 0.05, {"learningRatePower": -0.7, "initialAccumulatorValue": 0.3, "beta": 0.2}, {}),
    ("Ftrl", 0.05, {"learningRatePower": 0.0, "l1RegularizationStrength": 2.0}, {}),
    ("Ftrl", 0.1, {"l2ShrinkageRegularizationStrength": 0.05, "beta": 1.0}, {}),
    ("AdamW", 0.001, {}, {"weightDecay": 0.004}),
    ("AdamW", 0.05, {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "amsgrad": True}, {"weightDecay": 0.1}),
    ("SGD", 0.001, {}, {"weightDecay": 0.3}),
    ("SGD", 0.001, {"momentum": 0.9, "nesterov": True}, {"weightDecay": 0.3}),
    ("Adagrad", 0.1, {}, {"weightDecay": 0.05}),
    ("Adadelta", 0.2, {}, {"weightDecay": 0.05}),
    ("RMSprop", 0.01, {"momentum": 0.5, "centered": True, "epsilon": 1e-3}, {"weightDecay": 0.2}),
    ("Adam", 0.01, {}, {"weightDecay": 0.2}),
    ("Adam", 0.01, {"amsgrad": True}, {}),
    ("Adamax", 0.01, {}, {"weightDecay": 0.2}),
    ("Nadam", 0.01, {}, {"weightDecay": 0.2}),
    ("Lion", 0.001, {}, {"weightDecay": 1.0}),
    ("Ftrl", 0.1, {}, {"weightDecay": 0.2}),
    ("SGD", 0.01, {"momentum": 0.9}, {"gradientAccumulationSteps": 2}),
    ("Adam", 0.01, {}, {"gradientAccumulationSteps": 7, "weightDecay": 0.1, "clipNorm": 1.5}),
    ("Nadam", 0.01, {}, {"gradientAccumulationSteps": 4, "clipValue": 0.5}),
    ("SGD", 0.01, {}, {"useEma": True}),
    ("Adam", 0.01, {}, {"useEma": True, "emaMomentum": 0.9, "emaOverwriteFrequency": 10}),
    ("RMSprop", 0.01, {}, {"useEma": True, "emaMomentum": 0.5, "emaOverwriteFrequency": 1, "weightDecay": 0.1}),
    ("Adam", 0.02, {}, {"useEma": True, "emaMomentum": 0.95, "emaOverwriteFrequency": 3,
                        "gradientAccumulationSteps": 5}),
]


def make():
    """Six weights and 1,000 gradients from 1e-6 to 10, the same for all."""
    source = random.Random(SEED)
    exponents = [(-6, -5), (0, 1), (-6, 1), (-6, 1), (-3, 0), (-1, 0)]
    gradients = [[float(f"{(1 if source.random() < 0.6 else -1) * 10 ** source.uniform(low, high):.2e}")
                  for low, high in exponents] for _ in range(STEPS)]
    start = [round(source.gauss(0, 1), 3) for _ in exponents]
    schedules = [{"name": name, "arguments": arguments} for name, arguments in SCHEDULES]
    cases = [{"optimizer": name, "learningRate": lr, "settings": settings, "options": options}
             for name, lr, settings, options in CASES]
    for i, schedule in enumerate(schedules):
        name, lr, settings, options = [("SGD", 0.0, {"momentum": 0.9}, {}), ("Adam", 0.0, {}, {"weightDecay": 0.1}),
                                       ("Nadam", 0.0, {}, {"gradientAccumulationSteps": 3})][i % 3]
        cases.append({"optimizer": name, "schedule": schedule, "settings": settings, "options": options})
    for case in cases:
        case["weights"], average = train(case, start, gradients)
        if case["options"].get("useEma"):
            case["average"] = average
    asked = sorted({0, 1, 2, 59, 60, 61, 89, 90, 91, 99, 100, 101, 119, 120, 149, 150, 151, 179, 180, 239, 240, 299,
                    300, 350, 351, 419, 420, 499, 500, 501, 599, 600, 601, 699, 700, 701, 899, 900, 1000, 12345})
    for schedule in schedules:
        schedule["rates"] = [rate(schedule, t) for t in asked]
    return {"header": {"script": pathlib.Path(__file__).name, "seed": SEED, "convention": "Keras 3",
                       "dtype": "float64"},
            "start": {"shape": [len(start)], "data": start},
            "gradients": {"shape": [STEPS, len(start)], "data": [g for row in gradients for g in row]},
            "checkpoints": CHECKPOINTS, "steps": asked, "cases": cases, "schedules": schedules}


def numbers(node):
    """All numbers of a file, in the order of the keys, to compare two runs that may differ in a last digit."""
    if isinstance(node, dict):
        return [n for key in sorted(node) for n in numbers(node[key])]
    if isinstance(node, list):
        return [n for part in node for n in numbers(part)]
    return [node] if isinstance(node, (int, float)) and not isinstance(node, bool) else []


def main():
    path, made = HERE / "optimizer-steps.json", make()
    if "--check" in sys.argv:
        old, new = numbers(json.loads(path.read_text())), numbers(made)
        worst = max((abs(a - b) / max(1, abs(a)) for a, b in zip(old, new)), default=0)
        print(f"{path.name}: {len(old)} numbers, worst difference {worst:.1e}")
        return int(len(old) != len(new) or worst > 1e-13)
    cases = made.pop("cases")
    text = json.dumps(made, separators=(",", ":"))[:-1] + ',"cases":[\n'
    path.write_text(text + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]}\n")
    print(f"{path.name}: {path.stat().st_size:,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
