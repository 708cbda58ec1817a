"""The logs that are read: the same bytes in every run."""
import collections
import json
import random

Input = collections.namedtuple("Input", "path bytes lines")

BLOCK_LINES = 20_000
PATHS = ["/", "/index.html", "/api/v1/users", "/api/v1/orders/{}", "/static/app.{}.js", "/images/{}.png", "/login"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/7.88.1",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"]
WORDS = "request accepted user session cache miss order paid queue retry worker started shard moved in time".split()


def plain(rng, n):
    text = " ".join(rng.choices(WORDS, k=rng.randint(6, 18)))
    return f"2026-11-21 10:{n // 60000 % 60:02}:{n // 1000 % 60:02},{n % 1000:03} INFO worker-{rng.randint(0, 31)} {text}"


def combined(rng, n):
    path = rng.choice(PATHS).format(rng.randint(1, 99999))
    return (f"10.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)} - - "
            f"[21/Nov/2026:10:{n // 60000 % 60:02}:{n // 1000 % 60:02} +0000] \"{rng.choice(['GET', 'GET', 'POST'])} {path} "
            f"HTTP/1.1\" {rng.choice([200, 200, 200, 304, 404, 500])} {rng.randint(0, 90000)} "
            f"\"https://shop.example/\" \"{rng.choice(AGENTS)}\"")


def as_json(rng, n):
    return json.dumps({"time": f"2026-11-21T10:{n // 60000 % 60:02}:{n // 1000 % 60:02}.{n % 1000:03}Z",
                       "level": rng.choice(["info", "info", "warn", "error"]),
                       "message": " ".join(rng.choices(WORDS, k=rng.randint(4, 12))),
                       "service": "shop", "request": f"{rng.getrandbits(64):016x}", "status": rng.choice([200, 404, 500]),
                       "duration": round(rng.random(), 4), "user": {"id": rng.randint(1, 99999), "beta": rng.random() < 0.1}})


def long(rng, n):
    return "x" * (1024 * 1024 - 1)


KINDS = {"plain": plain, "combined": combined, "json": as_json, "long": long}


def make(kind, size, folder):
    """A file of at least so many bytes; a block of lines that differ, again and again."""
    rng = random.Random(20_261_121)
    lines = [KINDS[kind](rng, n) for n in range(4 if kind == "long" else BLOCK_LINES)]
    block = ("\n".join(lines) + "\n").encode()
    times = -(-size // len(block))
    path = folder / f"{kind}.log"
    with open(path, "wb") as file:
        for _ in range(times):
            file.write(block)
    return Input(path, times * len(block), times * len(lines))
