# Waits that Python programs make, all at once: prints each one's name and seconds as Python saw it.
import asyncio
import concurrent.futures
import multiprocessing
import os
import queue
import select
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time

WAIT = 30


def expect(error, call):
    try:
        call()
    except error:
        return
    raise AssertionError(f"no {error.__name__}")


def condition():
    one = threading.Condition()
    with one:
        assert not one.wait(WAIT)


def lock():
    one = threading.Lock()
    one.acquire()
    assert not one.acquire(timeout=WAIT)


def socket_timeout():
    one, _other = socket.socketpair()
    one.settimeout(WAIT)
    expect(socket.timeout, lambda: one.recv(1))


def accept_timeout():
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(WAIT)
    expect(socket.timeout, server.accept)


def selector():
    one = selectors.DefaultSelector()
    one.register(silent(), selectors.EVENT_READ)
    assert one.select(WAIT) == []


def silent():
    return os.pipe()[0]


async def asyncio_wait_for():
    try:
        await asyncio.wait_for(asyncio.Event().wait(), WAIT)
    except asyncio.TimeoutError:
        return
    raise AssertionError("no TimeoutError")


def subprocess_timeout():
    sleeper = [sys.executable, "-c", "import time; time.sleep(100000)"]
    expect(subprocess.TimeoutExpired, lambda: subprocess.run(sleeper, timeout=WAIT))


def future_timeout():
    expect(concurrent.futures.TimeoutError, lambda: concurrent.futures.Future().result(WAIT))


def signal_wait():
    signals = {signal.SIGUSR1}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    assert signal.sigtimedwait(signals, WAIT) is None


PROBES = {
    "time.sleep": lambda: time.sleep(WAIT),
    "asyncio.sleep": lambda: asyncio.run(asyncio.sleep(WAIT)),
    "asyncio.wait_for": lambda: asyncio.run(asyncio_wait_for()),
    "threading.Event.wait": lambda: threading.Event().wait(WAIT),
    "threading.Condition.wait": condition,
    "threading.Lock.acquire": lock,
    "threading.Timer": lambda: threading.Timer(WAIT, lambda: None).run(),
    "queue.get": lambda: expect(queue.Empty, lambda: queue.Queue().get(timeout=WAIT)),
    "socket.recv": socket_timeout,
    "socket.accept": accept_timeout,
    "select.select": lambda: select.select([silent()], [], [], WAIT),
    "select.poll": lambda: select.poll().poll(WAIT * 1000),
    "selectors.select": selector,
    "subprocess.run": subprocess_timeout,
    "concurrent.futures.result": future_timeout,
    "multiprocessing.Event.wait": lambda: multiprocessing.Event().wait(WAIT),
    "signal.sigtimedwait": signal_wait,
}


def timed(name):
    monotonic, wall = time.monotonic(), time.time()
    PROBES[name]()
    shown = min(time.monotonic() - monotonic, time.time() - wall + 0.001)
    return f"{name} {shown:.6f}"


with concurrent.futures.ThreadPoolExecutor(len(PROBES)) as pool:
    for line in pool.map(timed, PROBES):
        print(line)
