"""The metrics role: what a scrape of Redis costs beside prometheus-redis-exporter, and what a line of StatsD costs."""
import argparse
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from benchlib.process import ROOT, Target, free_port, machine, version

HEADERS = {"Accept": "text/plain;version=0.0.4", "Accept-Encoding": "identity"}
BAR_SCRAPE, BAR_LINES, BAR_SERIES_BYTES = 1.0, 300_000, 1024
SERIES = 100_000


def page(port):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers=HEADERS)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def value(port, name):
    for line in page(port).splitlines():
        if line.startswith(name + " "):
            return float(line.rsplit(" ", 1)[1])
    return 0.0


def attache(folder, name, sources):
    port, admin = free_port(), free_port()
    file = folder / f"{name}.yaml"
    file.write_text(f"admin: {{listen: 127.0.0.1:{admin}}}\nthreads: 1\nroles:\n  m:\n    kind: metrics\n"
                    f"    listen: 127.0.0.1:{port}\n    series-max: 200000\n    sources:\n{sources}")
    command = os.environ.get("ATTACHE", str(ROOT / "scripts/attache"))
    return Target(name, port, [command, "run", "-c", str(file)])


def scrapes(target, count):
    """Milliseconds of CPU a scrape."""
    before = target.cpu_seconds()
    for _ in range(count):
        page(target.port)
    return (target.cpu_seconds() - before) * 1000 / count


def redis(o, folder, log):
    server, exporter = free_port(), free_port()
    redis_server = Target("redis", server, ["redis-server", "--port", str(server), "--save", ""])
    ours = attache(folder, "attache", f"      r: {{kind: redis, address: 127.0.0.1:{server}}}\n")
    theirs = Target("prometheus-redis-exporter", exporter,
                    ["prometheus-redis-exporter", f"-redis.addr=redis://127.0.0.1:{server}",
                     f"-web.listen-address=127.0.0.1:{exporter}"])
    try:
        for each in (redis_server, theirs, ours):
            each.start(log)
        for each in (ours, theirs):
            scrapes(each, o.warm_up)
        rounds = [(scrapes(ours, o.scrapes), scrapes(theirs, o.scrapes)) for _ in range(o.rounds)]
        mine = statistics.median(r[0] for r in rounds)
        peer = statistics.median(r[1] for r in rounds)
        ratio = statistics.median(r[0] / r[1] for r in rounds)
        return [("CPU a scrape of Redis, ms", f"{mine:.2f}", f"{peer:.2f} (prometheus-redis-exporter)"),
                ("the same as a ratio", f"{ratio:.2f}", f"bar {BAR_SCRAPE}")]
    finally:
        for each in (ours, theirs, redis_server):
            each.stop()


def lines(count):
    kinds = ["c", "g", "ms", "c|@0.5", "c|#env:prod,code:200"]
    return [f"shop.page{i % 200}.hits{i % 7}:{i % 90}|{kinds[i % 5]}\n".encode() for i in range(count)]


def send(port, rate, seconds, per_packet):
    """Sends lines at a rate; returns how many."""
    sample = lines(2000)
    packets = [b"".join(sample[i:i + per_packet]) for i in range(0, len(sample), per_packet)]
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.connect(("127.0.0.1", port))
    sent, start, at = 0, time.perf_counter(), 0
    while True:
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return sent
        due = min(int(rate * elapsed) - sent, 2000)
        for _ in range(due // per_packet):
            try:
                out.send(packets[at])
            except ConnectionRefusedError:
                sys.exit("bench: nobody receives StatsD")
            at = (at + 1) % len(packets)
            sent += per_packet
        time.sleep(0.0005)


def statsd(o, folder, log):
    rows, port = [], free_port()
    ours = attache(folder, "statsd", f"      s: {{kind: statsd, listen: 127.0.0.1:{port}}}\n")
    try:
        ours.start(log)
        send(port, 100_000, o.seconds, 10)
        for per_packet in (1, 10):
            time.sleep(0.5)
            before, seen = ours.cpu_seconds(), value(ours.port, "statsd_exporter_lines_total")
            drops = value(ours.port, "statsd_exporter_udp_packet_drops_total")
            sent = send(port, 100_000, o.seconds, per_packet)
            time.sleep(0.5)
            cpu = ours.cpu_seconds() - before
            taken = value(ours.port, "statsd_exporter_lines_total") - seen
            lost = value(ours.port, "statsd_exporter_udp_packet_drops_total") - drops
            rows.append((f"lines a CPU second, {per_packet} a datagram", f"{taken / max(cpu, 0.01):,.0f}",
                         f"bar {BAR_LINES:,}; {sent / o.seconds:,.0f} lines/s sent, {sent - taken:,.0f} lost, "
                         f"{lost:,.0f} dropped by the kernel"))
        return rows + series(ours, port)
    finally:
        ours.stop()


def series(ours, port):
    """Heap that so many series take, by the collector's own count."""
    def used():
        subprocess.run(["jcmd", str(java(ours)), "GC.run"], capture_output=True, check=False)
        done = subprocess.run(["jcmd", str(java(ours)), "GC.heap_info"], capture_output=True, text=True, check=False)
        return sum(int(word[:-1]) for line in done.stdout.splitlines() if "total" in line
                   for word in [line.split("used ")[1].split(",")[0].split()[0]])
    before = used()
    with socket.create_connection(("127.0.0.1", port)) as out:
        for i in range(SERIES):
            out.sendall(f"many.series:1|c|#user:u{i},region:eu-west-1,code:200\n".encode())
    time.sleep(2)
    held = value(ours.port, "attache_pushed_series")
    start = time.perf_counter()
    page(ours.port)
    took = time.perf_counter() - start
    return [("bytes a series, of " + f"{held:,.0f}", f"{(used() - before) * 1024 / max(held, 1):,.0f}",
             f"bar {BAR_SERIES_BYTES}; a scrape of them takes {took * 1000:,.0f} ms")]


def java(target):
    """The launcher becomes the JVM."""
    return target.process.pid


def main(argv):
    p = argparse.ArgumentParser(prog="bench metrics")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--scrapes", type=int, default=300)
    p.add_argument("--warm-up", type=int, default=2000)
    p.add_argument("--seconds", type=float, default=5)
    p.add_argument("--only", default="redis,statsd")
    p.add_argument("--out", default=str(ROOT / "target/bench"))
    o = p.parse_args(argv)
    out = pathlib.Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp())
    rows = []
    try:
        with open(out / "metrics.log", "w") as log:
            if "redis" in o.only:
                rows += redis(o, folder, log)
            if "statsd" in o.only:
                rows += statsd(o, folder, log)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = f"{machine()}; {version(['prometheus-redis-exporter', '--version'])}\n\n| | attache | |\n|---|---|---|\n"
    text += "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows)
    (out / "metrics.md").write_text(text)
    print(text)
