// Waits that Node programs make, all at once: prints each one's name and seconds as Node saw it.
// With the argument "fetch" only the HTTP client's own limit of 300 s for an answer's headers.
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';

const wait = 30_000;

const server = http.createServer(() => {});  // takes every request and answers none
server.requestTimeout = 0;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const port = server.address().port;
const url = `http://127.0.0.1:${port}/`;

async function fails(promise, name) {
  const error = await promise.then(() => null, (error) => error);
  if (error?.name !== name && error?.cause?.name !== name) throw error ?? new Error(`no ${name}`);
}

function requestTimeout() {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, timeout: wait });
    request.on('timeout', () => { request.destroy(); resolve(); });
    request.on('error', reject);
  });
}

function socketTimeout() {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setTimeout(wait, () => { socket.destroy(); resolve(); });
  });
}

function interval() {
  return new Promise((resolve) => {
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks < 3) return;
      clearInterval(timer);
      resolve();
    }, wait / 3);
  });
}

const atomicsWait = `const cell = new Int32Array(new SharedArrayBuffer(4));
  require('worker_threads').parentPort.postMessage(Atomics.wait(cell, 0, 0, ${wait}));`;

const probes = {
  'setTimeout': () => new Promise((resolve) => setTimeout(resolve, wait)),
  'setInterval': interval,
  'timers/promises': () => sleep(wait),
  'AbortSignal.timeout': () => fails(fetch(url, { signal: AbortSignal.timeout(wait) }),
                                     'TimeoutError'),
  'http.request': requestTimeout,
  'socket.setTimeout': socketTimeout,
  'Atomics.wait': () => once(new Worker(atomicsWait, { eval: true }), 'message'),
};
const limits = { 'fetch': () => fails(fetch(url), 'HeadersTimeoutError') };

async function timed([name, probe]) {
  const start = performance.now();
  const wall = Date.now();
  await probe();
  const shown = Math.min(performance.now() - start, Date.now() - wall + 1);
  console.log(name, (shown / 1000).toFixed(6));
}

const chosen = process.argv[2] === 'fetch' ? limits : probes;
await Promise.all(Object.entries(chosen).map(timed));
process.exit(0);
