import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

declare const PREFLIGHT_CODE_CACHE: string;

/**
 * The command line with what V8 made of it when it was built, so that it need not be compiled anew each time. V8 itself
 * refuses a cache that another version wrote; without one the program is loaded as any other.
 */
function launch(): void {
  const cachedData = process.argv[2] === 'lsp' ? undefined : codeCache();
  if (!cachedData) {
    require('./main.js');
    return;
  }
  compiled(cachedData).runInThisContext()(exports, require, module, MAIN, __dirname);
}

/** For the build: does what the command line does and gives what V8 made of it until then. */
export function withCodeCache(): () => Buffer {
  const script = compiled(undefined);
  script.runInThisContext()(exports, require, module, MAIN, __dirname);
  return () => script.createCachedData();
}

const MAIN = join(__dirname, 'main.js');

function compiled(cachedData: Buffer | undefined): Script {
  // A cache is only good under the flags that it was made with; main.js sets this one, too.
  setFlagsFromString('--liftoff-only');
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(MAIN, 'latin1')}\n})`;
  return new Script(source, { filename: MAIN, ...(cachedData && { cachedData }) });
}

function codeCache(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, PREFLIGHT_CODE_CACHE));
  } catch {
    return undefined;
  }
}

if (require.main === module) launch();
