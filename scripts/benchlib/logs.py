"""scripts/bench logs: the log adapter beside rsyslog, syslog-ng, mtail, fluent-bit and ten lines of Python."""
import argparse
import csv
import datetime
import os
import pathlib
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from benchlib import logs_input, logs_peers
from benchlib.process import ROOT, TICKS, machine, version

RUN_SECONDS_MAX = 120
IDLE_FILES = 100
IDLE_SECONDS = 20
# The compilers have had their say by then.
SETTLE_SECONDS = 60
MIB = 1 << 20

# What is measured: the input, and the bar for attache in MiB per CPU second, with the least ratio to Python.
CASES = {"pass": ("plain", 300, None), "combined": ("combined", 130, 2.5), "json": ("json", 140, 3.5),
         "metrics": ("combined", None, None)}
RSS_BAR, IDLE_BAR, METRICS_BAR = 96, 0.5, 10


class Run:
    """One process from its start until everything is read: CPU seconds, seconds, and its peak of memory."""

    def __init__(self, cpu, seconds, rss):
        self.cpu, self.seconds, self.rss = cpu, seconds, rss


class Failed(Exception):
    """A process did not do its work."""


def usage(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / TICKS, peak / 1024


def run(peer, lines, log, pin):
    """Runs a peer over one input. One that ends by itself is waited for, of any other the output is counted."""
    for each in peer.outputs:
        each.unlink(missing_ok=True)
    prefix = ["taskset", "-c", pin] if pin else []
    start = time.monotonic()
    process = subprocess.Popen(prefix + peer.command, stdin=open(peer.stdin) if peer.stdin else subprocess.DEVNULL,
                               stdout=open(peer.stdout, "wb") if peer.stdout else log, stderr=log,
                               env={**os.environ, **peer.env}, start_new_session=True)
    try:
        if peer.ends:
            result = finished(process, start)
        else:
            result = watched(process, peer, lines, start)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if peer.outputs and count_lines(peer.outputs[0]) != lines:
        raise Failed(f"{peer.name} wrote {count_lines(peer.outputs[0])} lines of {lines}, see targets.log")
    return result


def finished(process, start):
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                raise Failed(f"{process.args} ended with status {process.returncode}, see targets.log")
            return Run(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024)
        if time.monotonic() - start > RUN_SECONDS_MAX:
            raise Failed(f"{process.args} did not end within {RUN_SECONDS_MAX} s")
        time.sleep(0.005)


def watched(process, peer, lines, start):
    counted, at = 0, 0
    while counted < lines:
        if process.poll() is not None:
            raise Failed(f"{peer.name} ended with status {process.returncode}, see targets.log")
        if time.monotonic() - start > RUN_SECONDS_MAX:
            raise Failed(f"{peer.name} wrote {counted} lines of {lines} within {RUN_SECONDS_MAX} s")
        cpu, rss = usage(process.pid)
        seconds = time.monotonic() - start
        time.sleep(0.02)
        if peer.outputs[0].exists():
            with open(peer.outputs[0], "rb") as file:
                file.seek(at)
                while chunk := file.read(16 * MIB):
                    counted += chunk.count(b"\n")
                    at += len(chunk)
    cpu, rss = usage(process.pid)
    return Run(cpu, seconds, rss)


def count_lines(path):
    with open(path, "rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(16 * MIB), b""))


def idle(folder, log, pin):
    """Per cent of one CPU that following files costs when nobody writes."""
    files = folder / "idle"
    files.mkdir()
    for i in range(IDLE_FILES):
        (files / f"app-{i}.log").write_text("2026-11-21T10:00:00Z INFO nothing more to say\n")
    command = [str(ROOT / "scripts/attache"), "logs", "--file", f"{files}/*.log", "--state", str(folder / "idle-state"),
               "--output", str(folder / "idle.out")]
    prefix = ["taskset", "-c", pin] if pin else []
    process = subprocess.Popen(prefix + command, stdout=log, stderr=log, start_new_session=True)
    try:
        time.sleep(SETTLE_SECONDS)
        before, _ = usage(process.pid)
        time.sleep(IDLE_SECONDS)
        after, rss = usage(process.pid)
        return (after - before) / IDLE_SECONDS * 100, rss
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(15)


def measure(options, folder, scratch, log, pin):
    inputs = {name: logs_input.make(name, options.mib * MIB, scratch)
              for name in {CASES[case][0] for case in options.cases if case in CASES}}
    results = {}
    with open(folder / "logs.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "target", "round", "cpu_s", "seconds", "rss_mib", "mib_per_cpu_s", "lines_per_cpu_s"])
        for case in (c for c in options.cases if c in CASES):
            given = inputs[CASES[case][0]]
            peers = [p for p in logs_peers.of(case, given.path, scratch) if not options.only or p.name in options.only]
            rounds = {peer.name: [] for peer in peers}
            for number in range(options.rounds):
                for peer in [p for p in (peers if number % 2 == 0 else peers[::-1]) if p.name in rounds]:
                    logs_peers.reset(scratch)
                    try:
                        result = run(peer, given.lines, log, pin)
                    except Failed as failed:
                        if peer.name == "attache":
                            sys.exit(f"bench: {failed}")
                        print(f"bench: {case} without {peer.name}: {failed}", file=sys.stderr, flush=True)
                        del rounds[peer.name]
                        continue
                    rounds[peer.name].append(result)
                    writer.writerow([case, peer.name, number, round(result.cpu, 3), round(result.seconds, 3),
                                     round(result.rss, 1), round(given.bytes / MIB / result.cpu, 1),
                                     round(given.lines / result.cpu)])
            results[case] = {name: summary(given, runs) for name, runs in rounds.items()}
            print(case + ": " + " | ".join(f"{name} {r['mib']:.0f} MiB, {r['lines'] / 1000:.0f}k lines per CPU second, "
                                            f"{r['rss']:.0f} MiB" for name, r in results[case].items()), flush=True)
    return inputs, results


def summary(given, runs):
    cpu = statistics.median(r.cpu for r in runs)
    return {"mib": given.bytes / MIB / cpu, "lines": given.lines / cpu, "rss": max(r.rss for r in runs),
            "seconds": statistics.median(r.seconds for r in runs)}


def verdict(value, bar, most=False):
    kept = value <= bar if most else value >= bar
    return f"{value:.1f} ({'≤' if most else '≥'} {bar}{'' if kept else ' missed'})"


def report(inputs, results, extra, options, folder):
    out = [f"# Log adapter, {datetime.date.today()}\n", f"Machine: {machine()}. {options.rounds} rounds in turn, medians; "
           "one CPU; the start of each process included.\n"]
    for case, by_name in results.items():
        name, bar, ratio = CASES[case]
        given = inputs[name]
        out += [f"\n### {case}: {given.bytes / MIB:.0f} MiB, {given.lines:,} lines\n",
                "| | MiB per CPU second | lines per CPU second | seconds | peak RSS, MiB |", "|---|---|---|---|---|"]
        out += [f"| {n} | {r['mib']:.0f} | {r['lines']:,.0f} | {r['seconds']:.2f} | {r['rss']:.0f} |"
                for n, r in by_name.items()]
        own = by_name.get("attache")
        if own and bar:
            out.append(f"\nattache: {verdict(own['mib'], bar)} MiB per CPU second.")
        if own and ratio and "python" in by_name:
            out.append(f"Over Python: {verdict(own['mib'] / by_name['python']['mib'], ratio)}.")
        if own and case == "metrics" and "mtail" in by_name:
            out.append(f"\nOver mtail, lines: {verdict(own['lines'] / by_name['mtail']['lines'], METRICS_BAR)}.")
        if own:
            out.append(f"Peak of memory: {verdict(own['rss'], RSS_BAR, True)} MiB.")
    for name, value, bar, unit in extra:
        out.append(f"\n{name}: {verdict(value, bar, True)} {unit}.")
    text = "\n".join(out) + "\n"
    (folder / "logs.md").write_text(text)
    print("\n" + text)


def long_lines(scratch, log, pin):
    """Peak of memory with lines of 1 MiB."""
    given = logs_input.make("long", 64 * MIB, scratch)
    logs_peers.reset(scratch)
    return run(logs_peers.attache(given.path, scratch, "raw", "ndjson"), given.lines, log, pin).rss


def parse(argv):
    p = argparse.ArgumentParser(prog="scripts/bench logs")
    p.add_argument("--quick", action="store_true", help="one round over 64 MiB")
    p.add_argument("--rounds", type=int)
    p.add_argument("--mib", type=int, help="size of each input")
    p.add_argument("--cases", type=lambda text: text.split(","), default=[*CASES, "long", "idle"])
    p.add_argument("--only", type=lambda text: [n for n in text.split(",") if n], default=[])
    p.add_argument("--cpu", default="0", help="the CPU that all are held to; empty for none")
    p.add_argument("--out", default=str(ROOT / "target/bench"))
    o = p.parse_args(argv)
    o.rounds = o.rounds or (1 if o.quick else 5)
    o.mib = o.mib or (64 if o.quick else 320)
    return o


def scratch_folder(mib):
    """In memory where there is room, since disks differ."""
    shm = pathlib.Path("/dev/shm")
    room = shm.is_dir() and shutil.disk_usage(shm).free > 12 * mib * MIB
    return pathlib.Path(tempfile.mkdtemp(prefix="attache-bench-", dir=shm if room else None))


def main(argv):
    o = parse(argv)
    print(version([str(ROOT / "scripts/attache"), "version"]))
    folder = pathlib.Path(o.out)
    folder.mkdir(parents=True, exist_ok=True)
    pin = o.cpu if o.cpu and shutil.which("taskset") else None
    scratch = scratch_folder(o.mib)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    try:
        with open(folder / "targets.log", "w") as log:
            inputs, results = measure(o, folder, scratch, log, pin)
            extra = []
            if "long" in o.cases:
                extra.append(("Peak of memory with lines of 1 MiB", long_lines(scratch, log, pin), RSS_BAR, "MiB"))
            if "idle" in o.cases:
                cpu, rss = idle(scratch, log, pin)
                extra.append((f"{IDLE_FILES} files that nobody writes to", cpu, IDLE_BAR, "% of a CPU"))
                extra.append(("Peak of memory then", rss, RSS_BAR, "MiB"))
            report(inputs, results, extra, o, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
