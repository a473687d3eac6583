// Makes server-options.json and uwsgi-options.json in server/src/knowledge/data/ (or TARGET_DIR) from a folder of facts:
//   node scripts/knowledge/import-servers.mjs FACTS_DIR [TARGET_DIR]
// server-options.json beside this file is what server_options.py prints; uwsgi-additions.json holds what the facts lack.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [source, target = join(import.meta.dirname, '../../server/src/knowledge/data')] = process.argv.slice(2);
if (!source) {
  console.error('usage: node scripts/knowledge/import-servers.mjs FACTS_DIR [TARGET_DIR]');
  process.exit(2);
}

const facts = read(join(source, 'gunicorn-settings.json'));
const { versions, ...commands } = read(join(import.meta.dirname, 'server-options.json'));
const relevant = new Set(facts.uvicorn.options.filter((each) => each.deploymentRelevant).map(({ dest }) => dest));
const packages = Object.entries(versions).map(([artifact, version]) => ({ artifact, version, use: 'the options that it defines' }));
write('server-options.json', { sources: packages }, [
  'commands',
  Object.entries(commands).flatMap(([command, options]) =>
    options.map((option) => ({ command, ...option, ...(command === 'uvicorn' && relevant.has(option.name) && { relevant: true }) })),
  ),
]);

const additions = read(join(import.meta.dirname, 'uwsgi-additions.json'));
const added = new Map(additions.options.map((option) => [option.name, option]));
const known = facts.uwsgi.options.map(({ name, arg, short, plugin, deploymentRelevant }) => ({
  name,
  arg,
  short,
  plugin,
  relevant: deploymentRelevant,
  ...added.get(name),
}));
const names = new Set(known.map(({ name }) => name));
const others = additions.options.filter(({ name }) => !names.has(name));
write('uwsgi-options.json', { version: facts.uwsgi.version, sources: [...uwsgiSources(), ...additions.sources] }, [
  'options',
  [...known, ...others].sort((a, b) => (a.name < b.name ? -1 : 1)).map(uwsgiOption),
]);

function uwsgiSources() {
  return facts.meta.sources.filter((each) => /uwsgi/i.test(each.repo ?? each.artifact ?? ''));
}

/** Most options take a value and belong to the core: that is not said. */
function uwsgiOption({ name, arg, short, plugin, relevant: isRelevant, master }) {
  return {
    name,
    ...(arg !== 'required' && { arg }),
    ...(short && { short }),
    ...(plugin !== 'core' && { plugin }),
    ...(isRelevant && { relevant: true }),
    ...(master && { master: true }),
  };
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function write(name, meta, [key, entries]) {
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  writeFileSync(join(target, name), `{\n"meta":${JSON.stringify(meta)},\n"${key}":[\n${lines}\n]\n}\n`);
}
