#!/usr/bin/env python3
"""Measures the mock server beside nginx: answers per second on one core, load from the other.

nginx returns the very bytes (head and body) that squall composed for one answer, as a static
`return 200`; squall composes every answer anew, decides its faults and journals it. Prints ratios of
medians over interleaved rounds; asserts nothing. Needs nginx and wrk (Debian packages nginx-light,
wrk). Loopback only; every round is bounded in time.

  python3 tests/bench/loopback_throughput.py build/release/squall
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
SECONDS = 3
CONNECTIONS = 32
SERVER_CORE, LOAD_CORE = "0", "1"

REQUEST = {
    "model": "claude-haiku-4-5",
    "max_tokens": 256,
    "messages": [{"role": "user", "content": "[[squall 17]] Report on watch 17."}],
}
HEADERS = {
    "content-type": "application/json",
    "x-api-key": "dummy",
    "anthropic-version": "2023-06-01",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


def start(argv):
    return subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *argv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def recorded_answer(port, request):
    """Head and decoded body of one answer."""
    body = json.dumps(request).encode()
    lines = [f"{name}: {value}" for name, value in HEADERS.items()]
    head = "\r\n".join(
        ["POST /v1/messages HTTP/1.1", "host: x", *lines, f"content-length: {len(body)}",
         "connection: close"]
    )
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.sendall(head.encode() + b"\r\n\r\n" + body)
        received = b""
        while chunk := link.recv(65536):
            received += chunk
    head, _, rest = received.partition(b"\r\n\r\n")
    body = b""
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        if int(size, 16) == 0:
            break
        body += rest[: int(size, 16)]
        rest = rest[int(size, 16) + 2 :]
    return head.decode().split("\r\n")[1:], body.decode()


def nginx_config(folder, port, headers, body):
    own = {"content-type", "transfer-encoding", "connection", "date", "server", "content-length"}
    kept = [line.partition(": ") for line in headers]
    quote = lambda text: text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "${dollar}")
    added = "\n".join(
        f'add_header {name} "{quote(value)}";' for name, _, value in kept if name not in own
    )
    config = f"""
worker_processes 1; daemon off; pid {folder}/pid; error_log /dev/null;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log; keepalive_requests 1000000000;
  geo $dollar {{ default "$"; }}
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    location / {{ default_type application/json; {added} return 200 "{quote(body)}"; }}
  }}
}}
"""
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(config)
    return path


def wrk_script(folder, name, request):
    path = os.path.join(folder, f"{name}.lua")
    with open(path, "w", encoding="utf-8") as file:
        file.write('wrk.method = "POST"\n')
        file.write(f"wrk.body = [==[{json.dumps(request)}]==]\n")
        for key, value in HEADERS.items():
            file.write(f'wrk.headers["{key}"] = "{value}"\n')
    return path


def answers_per_second(port, script):
    out = subprocess.run(
        ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script,
         f"http://127.0.0.1:{port}/v1/messages"],
        capture_output=True, text=True, check=True,
    ).stdout
    if re.search(r"Non-2xx", out):
        sys.exit("the server answered with errors:\n" + out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def main():
    for program in ("nginx", "wrk", "taskset"):
        if not shutil.which(program):
            sys.exit(f"{program} is missing; install the packages nginx-light, wrk and util-linux")
    squall = sys.argv[1] if len(sys.argv) > 1 else "build/release/squall"
    scenario = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plain.yaml")
    with tempfile.TemporaryDirectory() as folder:
        squall_port, nginx_port = free_port(), free_port()
        servers = [start([squall, "serve", scenario, "--port", str(squall_port),
                          "--journal", os.path.join(folder, "history.jsonl")])]
        try:
            wait_for(squall_port)
            headers, body = recorded_answer(squall_port, REQUEST)
            config = nginx_config(folder, nginx_port, headers, body)
            servers.append(start(["nginx", "-e", "/dev/null", "-c", config]))
            wait_for(nginx_port)
            plain = wrk_script(folder, "plain", REQUEST)
            stream = wrk_script(folder, "stream", {**REQUEST, "stream": True})
            rows = {"nginx, static": [], "squall, whole answers": [], "squall, streams": []}
            for _ in range(ROUNDS):
                rows["nginx, static"].append(answers_per_second(nginx_port, plain))
                rows["squall, whole answers"].append(answers_per_second(squall_port, plain))
                rows["squall, streams"].append(answers_per_second(squall_port, stream))
        finally:
            for server in servers:
                server.terminate()
                server.wait()
    base = statistics.median(rows["nginx, static"])
    print(f"answers of {len(body)} bytes, {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s, journal on")
    for name, figures in rows.items():
        median = statistics.median(figures)
        print(f"{name:24} {median:10.0f}/s   {median / base:5.2f} of nginx"
              f"   (min {min(figures):.0f}, max {max(figures):.0f})")


main()
