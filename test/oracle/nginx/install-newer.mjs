/**
 * A newer nginx than Debian's, built from the sources that the crate `nginx-src` carries.
 *
 * `node test/oracle/nginx/install-newer.mjs` makes .cache/nginx-newer/VERSION/nginx (or finds it there) and prints its path: about
 * a minute on two cores. Needs cargo (which only fetches), a C compiler, make, and the headers of PCRE2, OpenSSL and zlib.
 * Exit 1 and one line on stderr when it cannot be had.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CRATE = { name: 'nginx-src', version: '1.28.5', sha256: '60c9192630560c017a18e1da5b4c5de9d78450923f17325752c6f0f7f3911c86' };
const NEWER_VERSION = '1.28.3';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '.cache', 'nginx-newer', NEWER_VERSION);
const binary = join(folder, 'nginx');

/** Every module that needs no library beyond PCRE2, OpenSSL and zlib; no optimisation, because the build is what takes the time. */
const CONFIGURE = [
  '--with-cc-opt=-O0 -w',
  ...['ssl', 'v2', 'v3', 'realip', 'stub_status', 'gzip_static', 'gunzip', 'auth_request', 'sub', 'addition', 'secure_link'].map(http),
  ...['slice', 'dav', 'flv', 'mp4', 'random_index'].map(http),
  ...['--with-mail', '--with-mail_ssl_module'],
  ...['--with-stream', '--with-stream_ssl_module', '--with-stream_realip_module', '--with-stream_ssl_preread_module'],
  ...['--with-threads', '--with-file-aio', '--with-pcre-jit', '--with-debug', '--error-log-path=stderr'],
];

function http(module) {
  return `--with-http_${module}_module`;
}

/** Path of the newer nginx; builds it where it is missing. Throws an Error with one line of text when it cannot be had. */
export function newerNginx() {
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  // Two that build at once do not meet.
  const sources = mkdtempSync(join(folder, 'sources-'));
  cpSync(join(fetchedCrate(), 'nginx'), sources, { recursive: true });
  run('./auto/configure', CONFIGURE, sources);
  run('make', ['-j2'], sources);
  renameSync(join(sources, 'objs', 'nginx'), binary);
  rmSync(sources, { recursive: true, force: true });
  return binary;
}

/** The folder of the crate in cargo's own cache; cargo has compared it with the registry's checksum, this with ours. */
function fetchedCrate() {
  const scratch = mkdtempSync(join(folder, 'fetch-'));
  writeFileSync(join(scratch, 'lib.rs'), '');
  writeFileSync(
    join(scratch, 'Cargo.toml'),
    `[workspace]\n[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[dependencies]\n${CRATE.name} = "=${CRATE.version}"\n`,
  );
  const metadata = JSON.parse(run('cargo', ['metadata', '--format-version', '1', '--quiet'], scratch));
  const found = metadata.packages.find((one) => one.name === CRATE.name);
  if (!found) throw new Error(`cargo did not fetch ${CRATE.name}`);
  const crate = dirname(found.manifest_path);
  const archive = `${crate.replace(/([\\/])registry([\\/])src([\\/])/, '$1registry$2cache$3')}.crate`;
  const sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (sha256 !== CRATE.sha256) throw new Error(`${archive} is not the expected ${CRATE.name} ${CRATE.version}: sha256 ${sha256}`);
  rmSync(scratch, { recursive: true, force: true });
  return crate;
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status === 0) return result.stdout;
  const said = (result.stderr || result.stdout || '').trim().split('\n').at(-1) || result.error?.message || `exit ${result.status}`;
  throw new Error(`${command} ${args.slice(0, 2).join(' ')}: ${said}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(newerNginx());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
