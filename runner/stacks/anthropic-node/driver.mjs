// An ordinary application on the official Anthropic SDK for TypeScript, driven by JSON Lines.
//
// The application is the documented raw streaming loop: iterate over the events, concatenate the
// text deltas, and take the end of the iteration for the end of the answer. It adds no check, no
// time limit and no retry of its own, so what it delivers is what the SDK lets through.
// The protocol is described in ../README.md.
import { Console } from 'node:console';
import Anthropic from '@anthropic-ai/sdk';
import { VERSION } from '@anthropic-ai/sdk/version';

// Far more tool turns than a call has; a server that asks for tools for ever must not be
// charged against for ever.
const most_turns = 32;

const charge_card = {
  name: 'charge_card',
  description: "Charges the customer's card for an order.",
  input_schema: {
    type: 'object',
    properties: { order: { type: 'string' }, amount_cents: { type: 'integer' } },
    required: ['order', 'amount_cents'],
  },
};

// Strings are made well-formed because a strict JSON reader refuses the escape of half a
// surrogate pair, which a cut stream can leave behind. Writes to a pipe are synchronous in Node
// on Linux, so lines neither mix nor get lost on exit.
function send(message, sent) {
  const well_formed = (_, value) => (typeof value === 'string' ? value.toWellFormed() : value);
  process.stdout.write(JSON.stringify(message, well_formed) + '\n', sent);
}

// The two readers fill `seen` as they go, so that what the application saw is known even when
// they throw half-way. `seen.tools` is sparse: a block's index is its place in the message.
async function read_stream(client, request, seen) {
  const stream = await client.messages.create({ ...request, stream: true });
  for await (const event of stream) {
    if (event.type === 'message_start') {
      seen.model = event.message.model;
    } else if (event.type === 'content_block_start') {
      if (event.content_block.type === 'tool_use') {
        seen.tools[event.index] = { ...event.content_block, json: '' };
      }
    } else if (event.type === 'content_block_delta') {
      if (event.delta.type === 'text_delta') seen.text += event.delta.text;
      if (event.delta.type === 'input_json_delta') {
        seen.tools[event.index].json += event.delta.partial_json;
      }
    } else if (event.type === 'message_delta') {
      seen.stop_reason = event.delta.stop_reason ?? null;
    }
  }
  // A tool without arguments streams no JSON at all: the wire's way to say {}.
  for (const tool of seen.tools.filter(Boolean)) tool.input = JSON.parse(tool.json || '{}');
}

async function read_whole(client, request, seen) {
  const message = await client.messages.create(request);
  seen.model = message.model;
  seen.stop_reason = message.stop_reason;
  seen.tools = message.content.filter((block) => block.type === 'tool_use');
  for (const block of message.content) if (block.type === 'text') seen.text += block.text;
}

// Performs what the model asked for and returns the block that tells it so.
function use_tool(call, { id, name, input }) {
  const result = { type: 'tool_result', tool_use_id: id };
  if (name !== charge_card.name) return { ...result, content: 'unknown tool', is_error: true };
  send({ type: 'effect', call: call.call, effect: 'charge', key: String(input.order) });
  return { ...result, content: '{"charged":true}' };
}

function assistant_content({ text, tools }) {
  const uses = tools.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input }));
  return text ? [{ type: 'text', text }, ...uses] : uses;
}

// A turn that was given before this call, as the API takes it back.
function past_message({ role, text, thinking, signature }) {
  const thought = thinking ? [{ type: 'thinking', thinking, signature }] : [];
  return { role, content: [...thought, { type: 'text', text }] };
}

// Goes on until the model ends its turn; `seen` then holds the final assistant message.
async function converse(client, call, seen) {
  const messages = (call.history ?? []).map(past_message);
  messages.push({ role: 'user', content: call.prompt });
  const request = { model: call.model, max_tokens: call.max_tokens, messages };
  if (call.tools) request.tools = [charge_card];
  for (let turn = 0; turn < most_turns; ++turn) {
    Object.assign(seen, { text: '', model: null, stop_reason: null, tools: [] });
    await (call.stream ? read_stream : read_whole)(client, request, seen);
    if (!call.tools || seen.stop_reason !== 'tool_use') return;
    const tools = seen.tools.filter(Boolean);
    messages.push({ role: 'assistant', content: assistant_content({ ...seen, tools }) });
    messages.push({ role: 'user', content: tools.map((tool) => use_tool(call, tool)) });
  }
  throw new Error(`the model still asks for tools after ${most_turns} turns`);
}

// Answers one call whatever happens to it: never throws.
async function answer(client, call) {
  const outcome = { type: 'outcome', call: call.call };
  const seen = { text: '' };
  try {
    await converse(client, call, seen);
    const { text, model, stop_reason } = seen;
    send({ ...outcome, outcome: 'answered', text, model, stop_reason });
  } catch (thrown) {
    const error = {
      class: thrown?.constructor?.name ?? typeof thrown,
      status: thrown?.status ?? null,
      message: String(thrown?.message ?? thrown),
    };
    send({ ...outcome, outcome: 'failed', error, ...(seen.text && { text: seen.text }) });
  }
}

// Open calls are dropped: after a goodbye nobody waits for them.
function goodbye() {
  send({ type: 'goodbye' }, () => process.exit(0));
}

function receive(client, line) {
  let message;
  try {
    message = JSON.parse(line);
  } catch (error) {
    console.error(`driver: not a JSON line: ${error.message}`);
    return;
  }
  if (message?.type === 'goodbye') goodbye();
  else if (message?.type === 'call' && 'call' in message) answer(client, message);
  else console.error(`driver: a line of unknown meaning: ${line.slice(0, 200)}`);
}

function main() {
  if (!process.env.ANTHROPIC_BASE_URL) {
    console.error('driver: ANTHROPIC_BASE_URL is not set; refusing to talk to the real provider');
    process.exit(1);
  }
  // A stray rejection inside a library would end the process, and every open call with it.
  process.on('uncaughtException', (error) => console.error('driver: uncaught', error));
  process.stdout.on('error', () => process.exit(1));
  // The SDK logs to the console, part of which is stdout; stdout is the protocol's alone.
  globalThis.console = new Console(process.stderr);

  const client = new Anthropic();
  const { node, undici } = process.versions;
  const versions = { '@anthropic-ai/sdk': VERSION, node, undici };
  send({ type: 'hello', protocol: 1, stack: 'anthropic-node', versions });

  // Lines are cut at \n by hand: Node's readline also cuts at U+2028, which JSON text may contain.
  let rest = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) if (line.trim()) receive(client, line);
  });
  process.stdin.on('end', goodbye);
}

main();
