"""The processes that are measured: started, asked what they cost, and ended."""
import os
import pathlib
import platform
import re
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def await_port(port, process, seconds=20):
    """Seconds until the port accepts."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if process.poll() is not None:
            sys.exit(f"bench: {process.args[0]} ended with status {process.returncode} before it accepted")
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return time.monotonic() - start
        time.sleep(0.002)
    sys.exit(f"bench: {process.args[0]} did not accept on port {port} within {seconds} s")


class Target:
    def __init__(self, name, port, command=None, env=None, pin=None):
        self.name, self.port, self.command, self.pin = name, port, command, pin
        self.env = {**os.environ, **(env or {})}
        self.process, self.ready_ms = None, None

    def start(self, log):
        if self.command is None:
            return
        prefix = ["taskset", "-c", self.pin] if self.pin else []
        self.process = subprocess.Popen(prefix + self.command, stdout=log, stderr=log, env=self.env,
                                        start_new_session=True)
        self.ready_ms = round(await_port(self.port, self.process) * 1000)

    def cpu_seconds(self):
        if self.process is None:
            return 0.0
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def rss_mib(self):
        if self.process is None:
            return None
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)


def version(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10)
        return (done.stdout + done.stderr).strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return "unknown"


def machine():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} × {cpu.group(1) if cpu else platform.machine()}, Linux {platform.release()}"
