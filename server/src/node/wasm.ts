import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Reads the WASM modules for `loadPython`: beside the bundle (`dist/*.wasm`), or from node_modules when the sources run unbundled.
 * @param script absolute path of the running script: `__filename` of the bundle, or that of a source file.
 * @throws when a module is in neither place.
 */
export function readPythonWasm(script: string): { readonly runtime: Uint8Array; readonly python: Uint8Array } {
  return {
    runtime: readModule(script, 'web-tree-sitter', 'web-tree-sitter.wasm'),
    python: readModule(script, 'tree-sitter-python', 'tree-sitter-python.wasm'),
  };
}

/**
 * Reads the WASM module for `loadNginx`: beside the bundle, or from the grammar's folder when the sources run unbundled.
 * @throws when it is in neither place.
 */
export function readNginxWasm(script: string): Uint8Array {
  const file = 'tree-sitter-nginx.wasm';
  const folders = [dirname(script)];
  for (let above = dirname(script); dirname(above) !== above; above = dirname(above)) {
    folders.push(join(above, 'grammars', 'tree-sitter-nginx'));
  }
  const found = folders.map((folder) => join(folder, file)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${file} is neither beside ${script} nor in grammars/`);
  return readFileSync(found);
}

function readModule(script: string, packageName: string, file: string): Uint8Array {
  try {
    return readFileSync(join(dirname(script), file));
  } catch {
    return readFileSync(createRequire(script).resolve(`${packageName}/${file}`));
  }
}
