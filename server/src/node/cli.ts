import { setFlagsFromString } from 'node:v8';
import { run } from '../cli/run';
import { rules } from '../rules/registry.generated';
import { parseNginx } from '../syntax/nginx/parse';
import { parsePython } from '../syntax/python/parse';
import { loadNginx, loadPython } from '../syntax/treeSitter';
import { diskFiles } from './files';
import { version } from './version';
import { readNginxWasm, readPythonWasm } from './wasm';

async function parsers() {
  // The optimising compiler costs a short process more than it gives; it must be off before the first module is compiled.
  setFlagsFromString('--liftoff-only');
  const parser = await loadPython(readPythonWasm(__filename));
  const nginx = await loadNginx(readNginxWasm(__filename));
  return { parsePython: (text: string) => parsePython(parser, text), parseNginx: parseNginx(nginx) };
}

async function serve(): Promise<void> {
  const { startStdioServer } = await import('./server.js');
  await startStdioServer();
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

run(process.argv.slice(2), {
  version,
  cwd: process.cwd(),
  colors: process.stdout.isTTY && !process.env.NO_COLOR,
  columns: process.stdout.columns,
  rules,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => performance.now(),
  files: diskFiles,
  parsers,
  serve,
}).then((code) => {
  process.exitCode = code;
});
