"""Takes turns with peers and prints one table, then how time grows. See Scripts/bench.

    python3 Benchmarks/table.py .build/release/downhill [--quick]
    python3 Benchmarks/table.py .build/release/downhill --growth
    python3 Benchmarks/table.py .build/release/downhill --instructions   # needs valgrind
"""

import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time

folder = os.path.dirname(os.path.abspath(__file__))
program = sys.argv[1]
turns = 3 if "--quick" in sys.argv else 7
# The system's own, which has fewer packages to look at than one that was set up for work.
python = os.path.realpath("/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable)


def numbers(*command):
    """What a program prints first: how long it took, and how much of the processors' time."""
    output = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout
    return tuple(map(float, output.split()[:2]))


def measure(*arguments):
    return numbers(os.path.join(folder, ".build/release/measure"), *arguments)


def peer(name, *arguments):
    return numbers(os.path.join(folder, ".build/peers", name), *arguments)


def milliseconds(*command):
    """How long a program takes by the clock, and how much of the processors' time."""

    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    start, before = time.perf_counter(), spent()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000, (spent() - before) * 1000


def commands(lines):
    """How long the program takes for some commands, in milliseconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".dh") as file:
        file.write(lines)
        file.flush()
        return milliseconds(program, "run", file.name)


VALLEY = """minimize (1 - x)^2 + 100(y - x^2)^2 from x = -1.5, y = 2
use rmsprop lr = 1e-3
run 10000000
"""


def plot(kind):
    """How long a picture of a long walk takes: the walk with eight less the walk without, an eighth."""
    many, none = commands(VALLEY + f"plot {kind}\n" * 8), commands(VALLEY)
    return tuple((a - b) / 8 for a, b in zip(many, none))


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


# What is measured, in what unit, ours, the peer's name and time, and the ratio aimed at. Both are a time
# or a pair: what a clock on the wall says, and how much of the processors' time it took, all cores
# together.
TABLE = [
    ("one walk, 10^7 steps", "ns a step", lambda: measure("walk", 10**7),
     "C", lambda: peer("walk", 10**7), 3),
    ("2,400 walks × 500 steps", "ns a step", lambda: measure("sweep", 2400, 500),
     "C, one core", lambda: peer("sweep", 2400, 500), 0.5),
    ("logistic 1,000 × 8", "µs a step", lambda: measure("rows", 1000, 2000),
     "C", lambda: peer("rows", 1000, 2000), 1),
    ("", "", None, "NumPy", optional("numpy", numpy_rows, 1000, 1000), None),
    ("", "", None, "JAX scan", optional("jax", jax_rows, 1000, 1000), None),
    ("logistic 200,000 × 8", "µs a step", lambda: measure("rows", 200000, 10),
     "C, one core", lambda: peer("rows", 200000, 10), 1.2),
    ("logistic 1,000,000 × 8", "µs a step", lambda: measure("rows", 10**6, 3),
     "C, one core", lambda: peer("rows", 10**6, 3), 1.2),
    ("any step of 10^8 back", "ms", lambda: measure("goto", 10**8), "the target", lambda: 20, 1),
    ("plot f log after 10^7 steps", "ms", lambda: plot("f log"), "the target", lambda: 100, 1),
    ("plot path after 10^7 steps", "ms", lambda: plot("path"), "the target", lambda: 100, 1),
    ("from the start to the end of an empty file", "ms", lambda: commands(""),
     "CPython -c ''", lambda: milliseconds(python, "-c", ""), 0.6),
]


def machine():
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            name = next(l.split(":")[1].strip() for l in file if l.startswith("model name"))
    except OSError:
        pass
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def pair(times):
    return times if isinstance(times, tuple) else (times, math.nan)


def table():
    print(f"{machine()}; the median of {turns} turns\n")
    print("| | unit | Downhill | peer | | ratio | of the processors' time | aimed at |")
    print("|---|---|---|---|---|---|---|---|")
    ours = [math.nan, math.nan]
    for name, unit, own, other, their, target in TABLE:
        if their is None:
            continue
        rounds = [(pair(own()) if own else None, pair(their())) for _ in range(turns)]
        if own:
            ours = [statistics.median(r[0][k] for r in rounds) for k in (0, 1)]
        theirs = [statistics.median(r[1][k] for r in rounds) for k in (0, 1)]
        shown = f"{ours[0]:.3g}" if own else ""
        work = ours[1] / theirs[1]
        worked = "" if math.isnan(work) else f"{work:.2f}"
        aim = f"≤ {target}" if target else ""
        print(f"| {name} | {unit} | {shown} | {theirs[0]:.3g} | {other} | {ours[0] / theirs[0]:.2f} "
              f"| {worked} | {aim} |", flush=True)
    size = os.path.getsize(program) / 1e6
    print(f"| the program's file | MB | {size:.3g} | 15 | the target | {size / 15:.2f} | | ≤ 1 |")


# In what it grows, the unit, the sizes, what is measured, and from which size on the exponent is
# fitted: before it, something else is what takes time.
GROWTH = [
    ("parameters", "ns a step", [2, 8, 32, 128, 512, 1000],
     lambda n: measure("parameters", n, max(2000000 // n, 20000))[1], 128),
    ("rows", "µs a step", [10, 100, 1000, 10**4, 10**5, 10**6],
     lambda n: measure("rows", n, max(10**6 // n, 3))[1], 1000),
    ("steps", "ns in all", [10**3, 10**4, 10**5, 10**6, 10**7, 10**8],
     lambda n: measure("walk", n)[1] * n, 10**5),
    ("walks", "ns in all", [1, 8, 64, 512, 4096],
     lambda n: measure("sweep", n, 500)[1] * n * 500, 64),
    ("steps of history", "ms back to any", [10**4, 10**5, 10**6, 10**7, 10**8],
     lambda n: measure("goto", n)[1], 10**6),
] + [
    # Of files of so many lines, each of which changes something of what the lines before it made.
    (name, "ms for a file", [10, 100, 1000, 4000],
     lambda n, lines=lines: commands(
         VALLEY.replace("10000000", "1") + "".join(lines(k) for k in range(n)))[1], 1000)
    for name, lines in {
        "definitions": lambda k: f"let a{k} = {k} + x\n",
        "definitions made anew": lambda k: f"let a = {k}\nlet b{k} = a + {k}\n",
        "definitions read": lambda k: f"let a{k} = {k}\na{k}\n",
        "numbers set": lambda k: f"set x = 0.{k}\n",
        "numbers set, each before a step": lambda k: f"set lr = 0.{k + 1}\nstep\n",
        "gradients fed": lambda k: f"step g = {k}, -1\n",
        "steps": lambda k: "step\n",
        "commands undone": lambda k: "set lr = 0.1\nset lr = 0.2\nundo\n",
        "steps gone back": lambda k: "step 2\nback 1\n",
        "marks": lambda k: f"mark m{k}\n",
        "walks kept": lambda k: f"keep k{k}\n",
        "recipes": lambda k: f"optimizer o{k}\n  hyper lr = 0.1\n  θ = θ - lr * g\n\n",
        "columns": lambda k: f"data d{k} = [1, 2, 3]\n",
        "steps in float32 too": lambda k: "step\n" if k else "precision float32\nstep\n",
        "questions what if": lambda k: "what if beta = 0.5\n",
    }.items()
]


def bars(sizes, times):
    """The times over the sizes, both by their logarithms: a power that is 1 fills the picture."""
    decades = math.log(sizes[-1] / sizes[0])
    return "".join("▁▂▃▄▅▆▇█"[max(0, min(7, round(7 * math.log(t / times[0]) / decades)))]
                   for t in times)


def growth():
    print("\nHow time grows, of the processors' time where it is a step's: the exponent of the best power.\n")
    print("Each bar is a size, and as high as the logarithm of the time.\n")
    print("| in | unit | | | exponent | from |")
    print("|---|---|---|---|---|---|")
    for name, unit, sizes, body, first in GROWTH:
        times = [statistics.median(body(n) for _ in range(min(turns, 3))) for n in sizes]
        points = [(math.log(n), math.log(t)) for n, t in zip(sizes, times) if n >= first]
        mean_x = sum(p[0] for p in points) / len(points)
        mean_y = sum(p[1] for p in points) / len(points)
        exponent = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum(
            (x - mean_x) ** 2 for x, _ in points)
        shown = ", ".join(f"{n:,}: {t:.3g}" for n, t in zip(sizes, times))
        print(f"| {name} | {unit} | {bars(sizes, times)} | {shown} | {exponent:.2f} | {first:,} |",
              flush=True)


def instructions():
    """How many machine instructions a step takes, which noise can't move."""

    def count(*command):
        with tempfile.TemporaryDirectory() as out:
            command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}/c", *command]
            text = subprocess.run(command, capture_output=True, text=True).stderr
            return int(text.split("Collected :")[1].split()[0])

    # Valgrind can't read what a debugger can, and needs none of it.
    measure = os.path.join(folder, ".build/measure")
    subprocess.run(["strip", "-o", measure, os.path.join(folder, ".build/release/measure")], check=True)

    def each(program, kind, size, steps):
        def counted(steps):
            return count(program, *map(str, [*kind, *size, steps]))

        return (counted(2 * steps) - counted(steps)) / steps

    print("\nMachine instructions a step, by callgrind.\n")
    print("| | Downhill | C | ratio |")
    print("|---|---|---|---|")
    for name, kind, size, steps in [
        ("one walk", "walk", [], 100000),
        ("a walk of 2,400", "sweep", [2400], 50),
        ("logistic 1,000 × 8", "rows", [1000], 100),
    ]:
        walks = size[0] if kind == "sweep" else 1
        own = each(measure, [kind], size, steps) / walks
        other = each(os.path.join(folder, ".build/peers", kind), [], size, steps) / walks
        print(f"| {name} | {own:,.0f} | {other:,.0f} | {own / other:.2f} |", flush=True)


if "--instructions" in sys.argv:
    instructions()
elif "--growth" in sys.argv:
    growth()
else:
    table()
    growth()
