import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Reads the WASM modules for `loadPython`: beside the bundle (`dist/*.wasm`), or from node_modules when the sources run unbundled.
 * @param script absolute path of the running script: `__filename` of the bundle, or that of a source file.
 * @throws when a module is in neither place.
 */
export async function readPythonWasm(script: string): Promise<{ readonly runtime: Uint8Array; readonly python: Uint8Array }> {
  const [runtime, python] = await Promise.all([
    readModule(script, 'web-tree-sitter', 'web-tree-sitter.wasm'),
    readModule(script, 'tree-sitter-python', 'tree-sitter-python.wasm'),
  ]);
  return { runtime, python };
}

async function readModule(script: string, packageName: string, file: string): Promise<Uint8Array> {
  const beside = await readFile(join(dirname(script), file)).catch(() => undefined);
  return beside ?? readFile(createRequire(script).resolve(`${packageName}/${file}`));
}
