"""scripts/bench http: the HTTP role beside nginx, HAProxy and Envoy."""
import argparse
import contextlib
import csv
import datetime
import os
import pathlib
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from benchlib import http_peers
from benchlib.http_report import report
from benchlib.process import ROOT

RUN_SECONDS_MAX = 120
IDLE_CONNECTIONS = 10_000
# As long as attache's launcher has the JVM wait before it gives native memory back, and a little.
SETTLE_SECONDS = 12
BODY_BYTES = 1 << 30

# name: kind of port, path, what loads it
CASES = {
    "h1-100": ("h1", "/100", "wrk"),
    "h1-10k": ("h1", "/10240", "wrk"),
    "h2-100": ("h2", "/100", "h2load"),
    "tls-100": ("tls", "/100", "wrk"),
    "tls-connect": ("tls", "/100", "wrk-connect"),
}
OTHERS = ("body", "idle")


def millis(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def finished(command, pin):
    prefix = ["taskset", "-c", pin] if pin else []
    done = subprocess.run(prefix + command, capture_output=True, text=True, timeout=RUN_SECONDS_MAX)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def wrk(url, seconds, pin, *options):
    """Requests, requests a second, p50 and p99 in milliseconds."""
    out = finished(["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", *options, url], pin)
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit(f"bench: {url} did not answer as it should:\n{out}")
    at = {q: millis(re.search(rf"^ +{q}% +(\S+)$", out, re.M).group(1)) for q in (50, 99)}
    return {"requests": int(re.search(r"(\d+) requests in", out).group(1)),
            "rate": float(re.search(r"Requests/sec: +([\d.]+)", out).group(1)), "p50": at[50], "p99": at[99]}


def h2load(url, seconds, pin, folder):
    """Ten connections of ten streams. h2load tells each request's time to a file."""
    log = folder / "h2load.log"
    log.unlink(missing_ok=True)
    out = finished(["h2load", "-t1", "-c10", "-m10", f"-D{seconds}", f"--log-file={log}", url], pin)
    times = sorted(int(line.split("\t")[2]) for line in log.read_text().splitlines())
    done, failed = (int(n) for n in re.search(r"(\d+) succeeded, (\d+) failed", out).groups())
    if not times or failed:
        sys.exit(f"bench: {url} did not answer as it should:\n{out}")
    return {"requests": done, "rate": done / seconds, "p50": times[len(times) // 2] / 1000,
            "p99": times[len(times) * 99 // 100] / 1000}


def load(target, case, seconds, pin, folder):
    kind, path, tool = CASES[case]
    url = target.url(kind, path)
    if tool == "h2load":
        return h2load(url, seconds, pin, folder)
    return wrk(url, seconds, pin, *(["-H", "Connection: close"] if tool == "wrk-connect" else []))


def measure(target, case, seconds, pin, folder):
    before = target.cpu_seconds()
    result = load(target, case, seconds, pin, folder)
    result["cpu"] = (target.cpu_seconds() - before) / result.pop("requests") * 1e6
    return result


def in_turn(targets, rounds):
    for number in range(rounds):
        for target in targets if number % 2 == 0 else reversed(targets):
            yield number, target


def medians_of(rounds):
    return {name: {k: statistics.median(r[k] for r in results) for k in results[0]} for name, results in rounds.items()}


def run_cases(targets, options, pin, folder, writer):
    medians = {}
    for case in (c for c in options.cases if c in CASES):
        for target in targets:
            load(target, case, options.warm_up, pin, folder)
        rounds = {target.name: [] for target in targets}
        for number, target in in_turn(targets, options.rounds):
            result = measure(target, case, options.seconds, pin, folder)
            rounds[target.name].append(result)
            writer.writerow([case, target.name, number, round(result["rate"]), result["p50"], result["p99"],
                             round(result["cpu"], 3)])
        medians[case] = medians_of(rounds)
        print(f"{case}: " + " | ".join(f"{name} {m['cpu']:.2f} µs {m['rate'] / 1000:.1f}k/s p99 {m['p99']:.2f} ms"
                                       for name, m in medians[case].items()), flush=True)
    return medians


class PeakMemory(threading.Thread):
    """Watches how large a process grows."""

    def __init__(self, target):
        super().__init__(daemon=True)
        self.target, self.mib, self.ended = target, target.rss_mib(), threading.Event()

    def run(self):
        while not self.ended.wait(0.02):
            self.mib = max(self.mib, self.target.rss_mib())


def body(target, pin):
    """One body of a gigabyte: MB a second, CPU, and by how much memory grew meanwhile."""
    before, cpu = target.rss_mib(), target.cpu_seconds()
    peak = PeakMemory(target)
    peak.start()
    out = finished(["curl", "-sf", "-o", "/dev/null", "-w", "%{size_download} %{time_total}",
                    target.url("h1", "/body")], pin)
    peak.ended.set()
    peak.join()
    size, seconds = (float(each) for each in out.split())
    if size != BODY_BYTES:
        sys.exit(f"bench: {target.name} passed on {size:.0f} bytes of {BODY_BYTES}")
    return {"rate": size / seconds / 1e6, "cpu": (target.cpu_seconds() - cpu) * 1e3, "grown": peak.mib - before}


def run_body(targets, options, pin, writer):
    for target in targets:
        body(target, pin)
    rounds = {target.name: [] for target in targets}
    for number, target in in_turn(targets, options.rounds):
        result = body(target, pin)
        rounds[target.name].append(result)
        writer.writerow(["body", target.name, number, round(result["rate"]), "", "", round(result["cpu"] * 1e3)])
    medians = medians_of(rounds)
    print("body: " + " | ".join(f"{name} {m['rate']:.0f} MB/s {m['cpu']:.0f} ms +{m['grown']:.1f} MiB"
                                for name, m in medians.items()), flush=True)
    return medians


def connect_idle(target, stack):
    request = b"GET /100 HTTP/1.1\r\nHost: bench\r\n\r\n"
    for _ in range(IDLE_CONNECTIONS):
        client = stack.enter_context(socket.create_connection(("127.0.0.1", target.port), 20))
        client.sendall(request)
        got = client.recv(4096)
        while b"x" * 100 not in got:
            more = client.recv(4096)
            if not more:
                sys.exit(f"bench: {target.name} ended a connection")
            got += more


def run_idle(targets):
    """What connections cost that have asked for one thing each and then stay."""
    found = {}
    for target in targets:
        before = target.rss_mib()
        with contextlib.ExitStack() as stack:
            connect_idle(target, stack)
            time.sleep(SETTLE_SECONDS)
            found[target.name] = {"before": before, "rss": target.rss_mib()}
    print("idle: " + " | ".join(f"{name} {m['rss']:.0f} MiB" for name, m in found.items()), flush=True)
    return found


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-keyout", str(folder / "key.pem"), "-out",
                    str(folder / "cert.pem")], check=True, capture_output=True)


def parse(argv):
    p = argparse.ArgumentParser(prog="scripts/bench http")
    p.add_argument("--quick", action="store_true")
    p.add_argument("--only", default="", help="targets, parted by commas")
    p.add_argument("--cases", type=lambda text: text.split(","), default=[*CASES, *OTHERS])
    p.add_argument("--rounds", type=int)
    p.add_argument("--seconds", type=int)
    p.add_argument("--warm-up", type=int, dest="warm_up")
    p.add_argument("--pin", action="store_true")
    p.add_argument("--forward", default="", help="attache's settings of `forward`, in YAML")
    p.add_argument("--beside", action="append", default=[], help="NAME=FOLDER: another checkout, measured too")
    p.add_argument("--out", default=str(ROOT / "target/bench"))
    o = p.parse_args(argv)
    unknown = set(o.cases) - set(CASES) - set(OTHERS)
    if unknown:
        p.error(f"no case is called {', '.join(unknown)}, there are {', '.join([*CASES, *OTHERS])}")
    o.rounds = o.rounds or (3 if o.quick else 5)
    o.seconds = o.seconds or (1 if o.quick else 4)
    o.warm_up = o.warm_up or (4 if o.quick else 12)
    return o


def some_targets(o, upstream, folder, pin):
    others = dict(each.split("=", 1) for each in o.beside)
    targets = http_peers.attaches(others, upstream, folder, pin, o.forward)
    targets += [http_peers.nginx(upstream, folder, pin), http_peers.haproxy(upstream, folder, pin)]
    if os.environ.get("ENVOY"):
        targets.append(http_peers.envoy(os.environ["ENVOY"], upstream, folder, pin))
    only = [n for n in o.only.split(",") if n]
    return [t for t in targets if not only or t.name in only]


def main(argv):
    o = parse(argv)
    os.environ["PATH"] += ":/usr/sbin"
    for tool, package in {"wrk": "wrk", "h2load": "nghttp2-client", "nginx": "nginx-light", "haproxy": "haproxy",
                          "curl": "curl", "openssl": "openssl"}.items():
        if not shutil.which(tool):
            sys.exit(f"bench: {tool} is not on PATH; install Debian's {package}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    for home in [ROOT, *(each.split("=", 1)[1] for each in o.beside)]:
        # Builds what is not built yet, which is no part of starting.
        print(finished([f"{home}/scripts/attache", "version"], None))
    proxy_pin, other_pin = ("0", f"1-{os.cpu_count() - 1}") if o.pin and os.cpu_count() > 1 else (None, None)
    folder = pathlib.Path(o.out)
    folder.mkdir(parents=True, exist_ok=True)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="attache-bench-"))
    scratch.chmod(0o755)
    certificate(scratch)
    log = open(folder / "targets.log", "w")
    source = http_peers.origin(scratch, other_pin)
    targets = some_targets(o, source.port, scratch, proxy_pin)
    try:
        for each in [source, *targets]:
            each.start(log)
        with open(folder / "http.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["case", "target", "round", "per_second", "p50_ms", "p99_ms", "cpu_us"])
            medians = run_cases(targets, o, other_pin, scratch, writer)
            loaded = {t.name: t.rss_mib() for t in targets}
            bodies = run_body(targets, o, other_pin, writer) if "body" in o.cases else {}
        idle = run_idle(targets) if "idle" in o.cases else {}
        text = report(datetime.date.today(), medians, bodies, idle, loaded, targets, o)
        (folder / "http.md").write_text(text)
        print("\n" + text)
    finally:
        for each in [*targets, source]:
            each.stop()
        shutil.rmtree(scratch, ignore_errors=True)
