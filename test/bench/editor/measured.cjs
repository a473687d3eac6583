/**
 * Stands before dist/extension.js as the extension's `main`, and notes what loading and activating it cost the extension host: by the
 * clock, and in processor time of this thread alone.
 */
const { performance } = require('node:perf_hooks');
const process = require('node:process');

const bench = globalThis.preflightBench ?? {};
globalThis.preflightBench = bench;

const started = now();
const extension = require('./dist/extension.js');
bench.load = since(started);

exports.activate = async (context) => {
  const called = now();
  const activated = extension.activate(context);
  // What it leaves to be done right after it is a part of it.
  setImmediate(() => {
    bench.call = since(called);
  });
  const result = await activated;
  bench.resolved = since(called);
  bench.changed?.();
  return result;
};

exports.deactivate = extension.deactivate;

function now() {
  return { clock: performance.now(), processor: threadMicroseconds() };
}

function since({ clock, processor }) {
  return { clock: performance.now() - clock, processor: (threadMicroseconds() - processor) / 1000 };
}

function threadMicroseconds() {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
