"""Takes turns with peers and prints one table, then how time grows. See Scripts/bench.

    python3 Benchmarks/table.py .build/release/downhill [--quick] [--instructions]
"""

import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

folder = os.path.dirname(os.path.abspath(__file__))
program = sys.argv[1]
turns = 3 if "--quick" in sys.argv else 7


def measure(*arguments):
    command = [os.path.join(folder, ".build/release/measure"), *map(str, arguments)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def peer(name, *arguments):
    command = [os.path.join(folder, ".build/peers", name), *map(str, arguments)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(output.split()[0])


def seconds(*command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def commands(lines):
    """How long the program takes for some commands, in milliseconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".dh") as file:
        file.write(lines)
        file.flush()
        return seconds(program, "run", file.name) * 1000


VALLEY = """minimize (1 - x)^2 + 100(y - x^2)^2 from x = -1.5, y = 2
use rmsprop lr = 1e-3
run 2000000
"""


def plot(kind):
    """How long a picture of a long walk takes: the walk with it less the walk without."""
    return commands(VALLEY + f"plot {kind}\n") - commands(VALLEY)


def numpy_rows(rows, steps):
    import numpy as np

    row = np.arange(rows)[:, None]
    x = (row * 8 + np.arange(1, 9)) * 2654435761 % 1000003 / 500001.5 - 1
    y = (x[:, 0] > x[:, 1]).astype(float)
    theta, mean = np.zeros(9), np.zeros(9)
    start = time.perf_counter()
    for _ in range(steps):
        z = x @ theta[:8] + theta[8]
        small = np.exp(-np.abs(z))
        value = np.mean(np.maximum(z, 0) + np.log1p(small) - y * z)
        slope = np.where(z < 0, small, 1) / (1 + small) - y
        g = np.append(slope @ x, slope.sum()) / rows
        mean = 0.9 * mean + 0.1 * g * g
        theta = theta - 1e-3 / np.sqrt(mean + 1e-8) * g
    assert np.isfinite(value)
    return (time.perf_counter() - start) * 1e6 / steps


def jax_rows(rows, steps):
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    import numpy as np

    row = np.arange(rows)[:, None]
    x = jnp.array((row * 8 + np.arange(1, 9)) * 2654435761 % 1000003 / 500001.5 - 1)
    y = (x[:, 0] > x[:, 1]).astype(float)

    def f(theta):
        z = x @ theta[:8] + theta[8]
        return jnp.mean(jax.nn.softplus(z) - y * z)

    def step(carry, _):
        theta, mean = carry
        value, g = jax.value_and_grad(f)(theta)
        mean = 0.9 * mean + 0.1 * g * g
        return (theta - 1e-3 / jnp.sqrt(mean + 1e-8) * g, mean), value

    walk = jax.jit(lambda carry: jax.lax.scan(step, carry, length=steps))
    start_point = (jnp.zeros(9), jnp.zeros(9))
    jax.block_until_ready(walk(start_point))
    start = time.perf_counter()
    jax.block_until_ready(walk(start_point))
    return (time.perf_counter() - start) * 1e6 / steps


def optional(name, body, rows, steps):
    try:
        __import__(name)
    except ImportError:
        return None
    return lambda: body(rows, steps)


# What is measured, in what unit, ours, the peer's name and time, and the ratio aimed at.
TABLE = [
    ("one walk, 10^7 steps", "ns a step", lambda: measure("walk", 10**7),
     "C", lambda: peer("walk", 10**7), 3),
    ("2,400 walks × 500 steps, all cores", "ns a step", lambda: measure("sweep", 2400, 500),
     "C, one core", lambda: peer("sweep", 2400, 500), 0.5),
    ("logistic 1,000 × 8", "µs a step", lambda: measure("rows", 1000, 1000),
     "C", lambda: peer("rows", 1000, 1000), 1),
    ("", "", None, "NumPy", optional("numpy", numpy_rows, 1000, 1000), None),
    ("", "", None, "JAX scan", optional("jax", jax_rows, 1000, 1000), None),
    ("logistic 200,000 × 8", "µs a step", lambda: measure("rows", 200000, 10),
     "C", lambda: peer("rows", 200000, 10), 1.2),
    ("logistic 1,000,000 × 8", "µs a step", lambda: measure("rows", 10**6, 3),
     "C", lambda: peer("rows", 10**6, 3), 1.2),
    ("any step of 10^8 back", "ms", lambda: measure("goto", 10**8), "the target", lambda: 20, 1),
    ("plot f log after 2·10^6 steps", "ms", lambda: plot("f log"), "the target", lambda: 100, 1),
    ("plot path after 2·10^6 steps", "ms", lambda: plot("path"), "the target", lambda: 100, 1),
    ("from the start to the end of an empty file", "ms", lambda: commands(""),
     "python3 -c ''", lambda: seconds(os.path.realpath(sys.executable), "-c", "") * 1000, 0.6),
]


def machine():
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            name = next(l.split(":")[1].strip() for l in file if l.startswith("model name"))
    except OSError:
        pass
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def table():
    print(f"{machine()}; the median of {turns} turns\n")
    print("| | unit | Downhill | peer | | ratio | target |")
    print("|---|---|---|---|---|---|---|")
    ours = math.nan
    for name, unit, own, other, their, target in TABLE:
        if their is None:
            continue
        rounds = [(own() if own else math.nan, their()) for _ in range(turns)]
        if own:
            ours = statistics.median(r[0] for r in rounds)
        theirs = statistics.median(r[1] for r in rounds)
        shown = f"{ours:.3g}" if own else ""
        aim = f"≤ {target}" if target else ""
        print(f"| {name} | {unit} | {shown} | {theirs:.3g} | {other} | {ours / theirs:.2f} | {aim} |",
              flush=True)


GROWTH = [
    ("parameters", "ns a step", [2, 8, 32, 128, 512, 1000],
     lambda n: measure("parameters", n, max(2000000 // n, 100))),
    ("rows", "µs a step", [10, 100, 1000, 10**4, 10**5, 10**6],
     lambda n: measure("rows", n, max(10**6 // n, 3))),
    ("steps", "ns in all", [10**3, 10**4, 10**5, 10**6, 10**7, 10**8],
     lambda n: measure("walk", n) * n),
    ("walks", "ns in all", [1, 8, 64, 512, 4096], lambda n: measure("sweep", n, 500) * n * 500),
    ("definitions", "ms for a file", [10, 100, 1000, 4000],
     lambda n: commands("".join(f"let a{k} = {k} + x\n" for k in range(n)))),
    ("commands to undo", "ms for a file", [10, 100, 1000, 4000],
     lambda n: commands(VALLEY.replace("2000000", "1") + "set lr = 0.1\n" * n + "undo\n" * n)),
]


def growth():
    print("\nHow time grows: the exponent is that of the best power over the larger half.\n")
    print("| in | unit | | exponent |")
    print("|---|---|---|---|")
    for name, unit, sizes, body in GROWTH:
        times = [statistics.median(body(n) for _ in range(min(turns, 3))) for n in sizes]
        half = len(sizes) // 2
        points = [(math.log(n), math.log(t)) for n, t in zip(sizes, times)][half:]
        mean_x = sum(p[0] for p in points) / len(points)
        mean_y = sum(p[1] for p in points) / len(points)
        exponent = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum(
            (x - mean_x) ** 2 for x, _ in points)
        shown = ", ".join(f"{n:,}: {t:.3g}" for n, t in zip(sizes, times))
        print(f"| {name} | {unit} | {shown} | {exponent:.2f} |", flush=True)


def instructions():
    """How many machine instructions a step takes, which noise can't move."""

    def count(steps):
        with tempfile.TemporaryDirectory() as out:
            command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}/c",
                       os.path.join(folder, ".build/release/measure"), "walk", str(steps)]
            text = subprocess.run(command, capture_output=True, text=True).stderr
            return int(text.split("Collected :")[1].split()[0])

    print(f"\nMachine instructions a step of one walk: {(count(200000) - count(100000)) / 100000:.0f}")


table()
growth()
if "--instructions" in sys.argv:
    instructions()
