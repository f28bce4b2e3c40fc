"""An ordinary application on the official Anthropic SDK for Python, driven by JSON Lines.

The application is the documented streaming helper: read text_stream inside `async with
client.messages.stream(...)`, then ask for the final message. It adds no check, no time limit and
no retry of its own, so what it delivers is what the SDK lets through.
The protocol is described in ../README.md.
"""

import asyncio
import json
import os
import platform
import signal
import sys
import threading
from importlib.metadata import version

from anthropic import AsyncAnthropic

# Far more tool turns than a call has; a server that asks for tools for ever must not be charged
# against for ever.
MOST_TURNS = 32

CHARGE_CARD = {
    "name": "charge_card",
    "description": "Charges the customer's card for an order.",
    "input_schema": {
        "type": "object",
        "properties": {"order": {"type": "string"}, "amount_cents": {"type": "integer"}},
        "required": ["order", "amount_cents"],
    },
}

# The protocol keeps the real stdout to itself: what a library prints goes to the log.
PROTOCOL = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)


def send(message: dict) -> None:
    """Writes one line at once. Half a surrogate pair becomes U+FFFD: strict readers refuse it."""
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n"
    well_formed = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    PROTOCOL.write(well_formed.encode())
    PROTOCOL.flush()


def complain(text: str) -> None:
    print(f"driver: {text}", file=sys.stderr, flush=True)


async def read_turn(client: AsyncAnthropic, request: dict, streaming: bool, seen: list[str]):
    """The assistant message; `seen` fills with its text as it comes, whatever happens later."""
    if not streaming:
        message = await client.messages.create(**request)
        seen += [block.text for block in message.content if block.type == "text"]
        return message
    async with client.messages.stream(**request) as stream:
        async for text in stream.text_stream:
            seen.append(text)
        return await stream.get_final_message()


def use_tool(call: dict, block) -> dict:
    """Performs what the model asked for and returns the block that tells it so."""
    result = {"type": "tool_result", "tool_use_id": block.id}
    if block.name != CHARGE_CARD["name"]:
        return {**result, "content": "unknown tool", "is_error": True}
    key = str(block.input.get("order"))
    send({"type": "effect", "call": call["call"], "effect": "charge", "key": key})
    return {**result, "content": '{"charged":true}'}


def past_message(past: dict) -> dict:
    """A turn that was given before this call, as the API takes it back."""
    content = [{"type": "text", "text": past["text"]}]
    if past.get("thinking"):
        thought = {key: past[key] for key in ("thinking", "signature")}
        content.insert(0, {"type": "thinking", **thought})
    return {"role": past["role"], "content": content}


async def converse(client: AsyncAnthropic, call: dict, seen: list[str]):
    """Goes on until the model ends its turn; returns the final assistant message."""
    messages = [past_message(past) for past in call.get("history", [])]
    messages.append({"role": "user", "content": call["prompt"]})
    request = {"model": call["model"], "max_tokens": call["max_tokens"], "messages": messages}
    if call["tools"]:
        request["tools"] = [CHARGE_CARD]
    for _ in range(MOST_TURNS):
        seen.clear()
        message = await read_turn(client, request, call["stream"], seen)
        if not call["tools"] or message.stop_reason != "tool_use":
            return message
        uses = [block for block in message.content if block.type == "tool_use"]
        messages.append({"role": "assistant", "content": message.content})
        messages.append({"role": "user", "content": [use_tool(call, block) for block in uses]})
    raise RuntimeError(f"the model still asks for tools after {MOST_TURNS} turns")


async def answer(client: AsyncAnthropic, call: dict) -> None:
    """Answers one call whatever happens to it: never raises."""
    seen: list[str] = []
    outcome = {"type": "outcome", "call": call["call"]}
    try:
        message = await converse(client, call, seen)
        outcome |= {"outcome": "answered", "text": "".join(seen)}
        outcome |= {"model": message.model, "stop_reason": message.stop_reason}
    except Exception as error:
        status = getattr(error, "status_code", None)
        error = {"class": type(error).__name__, "status": status, "message": str(error)}
        outcome |= {"outcome": "failed", "error": error}
        if seen:
            outcome["text"] = "".join(seen)
    send(outcome)


def read_lines(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue) -> None:
    """Feeds stdin to the loop from a thread of its own: asyncio cannot read every kind of file."""
    for line in sys.stdin.buffer:
        loop.call_soon_threadsafe(lines.put_nowait, line)
    loop.call_soon_threadsafe(lines.put_nowait, b'{"type":"goodbye"}')


async def serve(client: AsyncAnthropic) -> None:
    """Starts a task for every call line until the goodbye, which drops the open calls."""
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    threading.Thread(target=read_lines, args=(loop, lines), daemon=True).start()
    open_calls = set()  # asyncio itself holds tasks only weakly
    while True:
        line = await lines.get()
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except ValueError as error:
            complain(f"not a JSON line: {error}")
            continue
        kind = message.get("type") if isinstance(message, dict) else None
        if kind == "goodbye":
            return
        if kind == "call" and "call" in message:
            task = asyncio.create_task(answer(client, message))
            open_calls.add(task)
            task.add_done_callback(open_calls.discard)
        else:
            complain(f"a line of unknown meaning: {line[:200]!r}")


async def main() -> None:
    client = AsyncAnthropic()
    versions = {name: version(name) for name in ("anthropic", "httpx2", "httpcore2")}
    versions["python"] = platform.python_version()
    send({"type": "hello", "protocol": 1, "stack": "anthropic-python", "versions": versions})
    await serve(client)
    send({"type": "goodbye"})
    # No orderly shutdown: it would wait for open calls and for the thread that reads stdin.
    os._exit(0)


if not os.environ.get("ANTHROPIC_BASE_URL"):
    complain("ANTHROPIC_BASE_URL is not set; refusing to talk to the real provider")
    sys.exit(1)
signal.signal(signal.SIGINT, signal.SIG_DFL)
asyncio.run(main())
