"""Latency of the Redis proxies at one and the same load: commands are sent by the clock, whether or not those before
are answered, and timed from when they were due (Pace.java says more)."""
import os
import statistics
import subprocess
import sys

from benchlib.process import ROOT

RUN_SECONDS_MAX = 120
WARM_UP_SECONDS = 2
# Of what the slowest of them answers with a pipeline of 1.
SHARE = 0.5
# At which the values are written first; thus many reads find one.
FILL_RATE = 10_000
COLUMNS = ("rate", "p50", "p99", "p99.9", "max", "unanswered")


def paced(java, target, test, size, rate, seconds, pin):
    lib = ROOT / "target/lib"
    command = [java, "-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
               "--sun-misc-unsafe-memory-access=allow", f"-Djava.library.path={ROOT / 'target/native'}", "-cp", f"{lib}/*",
               str(ROOT / "scripts/benchlib/Pace.java"), str(target.port), test, str(size), "1", str(rate),
               str(WARM_UP_SECONDS), str(seconds)]
    prefix = ["taskset", "-c", pin] if pin else []
    done = subprocess.run(prefix + command, capture_output=True, text=True, timeout=RUN_SECONDS_MAX)
    if done.returncode != 0:
        sys.exit(f"bench: {target.name} at {rate} commands a second: {done.stderr}")
    return dict(zip(COLUMNS, map(float, done.stdout.split())))


def run(targets, medians, options, pin, writer):
    """For each size and test: the rate that all were held to, and the medians by target."""
    proxies = [t for t in targets if t.process]
    ours = [t for t in proxies if t.name.startswith("attache")]
    results = {}
    if not ours or not (options.equal_load or 1 in options.depths):
        return results
    java = os.readlink(f"/proc/{ours[0].process.pid}/exe")
    for size in options.sizes:
        paced(java, ours[0], "set", size, FILL_RATE, options.seconds, pin)
        for test in options.tests:
            rate = options.equal_load or int(SHARE * min(medians[size, test, 1][t.name]["rate"] for t in proxies))
            rounds = {t.name: [] for t in proxies}
            for number in range(options.rounds):
                for target in proxies if number % 2 == 0 else reversed(proxies):
                    result = paced(java, target, test, size, rate, options.seconds, pin)
                    rounds[target.name].append(result)
                    writer.writerow([size, test, target.name, number, rate] + [result[c] for c in COLUMNS])
            results[size, test] = rate, {name: {c: statistics.median(r[c] for r in all_of) for c in COLUMNS}
                                         for name, all_of in rounds.items()}
            print(f"{size} B {test} at {rate}/s: " + " | ".join(
                f"{n} p50 {m['p50']:.2f} p99 {m['p99']:.2f}" for n, m in results[size, test][1].items()), flush=True)
    return results


def report(results):
    if not results:
        return []
    names = list(next(iter(results.values()))[1])
    out = ["\n### Latency at equal load: p50 / p99, ms\n",
           "Sent by the clock over 50 connections, timed from when each command was due.\n",
           "| value | command | commands a second | " + " | ".join(names) + " |", "|---|---|---|" + "---|" * len(names)]
    for (size, test), (rate, by_target) in results.items():
        cells = " | ".join(f"{by_target[n]['p50']:.2f} / {by_target[n]['p99']:.2f}" for n in names)
        out.append(f"| {size} B | {test.upper()} | {rate:,} | {cells} |")
    return out
