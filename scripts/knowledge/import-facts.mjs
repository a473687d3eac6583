// Makes server/src/knowledge/data/ (or TARGET_DIR) from a folder of facts:
//   node scripts/knowledge/import-facts.mjs FACTS_DIR [TARGET_DIR]
// Keeps what the product reads, leaves out what is empty, sorts by name: the same facts give the same bytes.
// additions.json beside this file holds what the facts lack and a look into the released packages gave.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [source, target = join(import.meta.dirname, '../../server/src/knowledge/data')] = process.argv.slice(2);
if (!source) {
  console.error('usage: node scripts/knowledge/import-facts.mjs FACTS_DIR [TARGET_DIR]');
  process.exit(2);
}

const additions = JSON.parse(readFileSync(join(import.meta.dirname, 'additions.json'), 'utf8'));

const settings = read('django-settings.json');
const settingsMeta = { ...settings.meta, sources: [...settings.meta.sources, ...additions.djangoSources] };
write('django-settings.json', settingsMeta, {
  settings: byName(settings.settings).map((entry) => djangoSetting({ ...entry, ...additions.djangoSettings[entry.name] })),
  // A removal that is only planned may yet move: what is not removed in a release has no date here.
  valueDeprecations: settings.valueDeprecations.map((each) =>
    slim({ ...each, removedIn: each.removedIn?.includes('planned') ? null : each.removedIn }),
  ),
});

const middleware = read('django-middleware.json');
const added = new Set(additions.djangoMiddleware.map(({ path }) => path));
const reasons = orderReasons([...middleware.builtin, ...middleware.thirdParty]);
write('django-middleware.json', middleware.meta, {
  builtin: byPath([...middleware.builtin.filter(({ path }) => !added.has(path)), ...additions.djangoMiddleware]).map(builtinMiddleware),
  thirdParty: byPath(middleware.thirdParty).map(thirdPartyMiddleware),
  relations: middleware.relations.map((relation) => slim({ ...relation, reason: reasons.get(`${relation.first} ${relation.second}`) })),
});

const checks = read('django-checks.json');
write('django-checks.json', checks.meta, {
  checks: [...checks.checks].sort((a, b) => compare(a.id, b.id)).map(djangoCheck),
  otherIds: [...checks.otherCheckIds].sort(compare),
});

const gunicorn = read('gunicorn-settings.json');
write(
  'gunicorn-settings.json',
  {
    gunicornVersion: gunicorn.meta.gunicornVersion,
    sources: [...gunicorn.meta.sources.filter((each) => /gunicorn/.test(each.repo ?? each.artifact)), ...additions.gunicornSources],
  },
  {
    settings: byName([...gunicorn.gunicorn.settings, ...additions.gunicornSettings]).map((entry) =>
      gunicornSetting({ ...entry, ...additions.gunicornFacts[entry.name] }),
    ),
    removedSettings: byName(gunicorn.gunicorn.removedSettings).map((entry) => slim({ ...entry, ...additions.gunicornRemoved[entry.name] })),
    workerClasses: gunicorn.gunicorn.workerClasses.map(slim),
    environment: byName(gunicorn.gunicorn.environment).map(slim),
  },
);

const nginx = read('nginx-directives.json');
const thirdParty = JSON.parse(readFileSync(join(import.meta.dirname, 'nginx-third-party.json'), 'utf8'));
write(
  'nginx-directives.json',
  { nginxVersion: nginx.meta.nginxVersion, sources: nginx.meta.sources },
  {
    directives: byName(nginx.directives).map(({ name, definitions }) => ({ name, definitions: definitions.map(nginxDefinition) })),
    removed: byName(nginx.removedDirectives).map(removedNginxDirective),
    otherEditions: byName(nginx.otherEditions).map(otherEdition),
    parameterDeprecations: nginx.parameterDeprecations.map(slim),
    defaultHistory: nginx.defaultHistory.map(slim),
    modules: byName(nginx.modules).map(({ name, builtByDefault, configureFlag, docPage }) =>
      slim({ name, optional: !builtByDefault, flag: configureFlag, page: docPage }),
    ),
    thirdParty: thirdParty.modules.map(slim),
    thirdPartyPrefixes: thirdParty.prefixes,
  },
);

const variables = read('nginx-variables.json');
write(
  'nginx-variables.json',
  { nginxVersion: variables.meta.nginxVersion, sources: variables.meta.sources },
  { variables: byName(variables.variables).map(nginxVariable), thirdParty: [...thirdParty.variables].sort(compare) },
);

function djangoSetting(entry) {
  const { addedInAlso, addedInExact, docsAnchor, docsPage, inGlobalSettings, nullable, removedIn } = entry;
  return slim({
    name: entry.name,
    types: entry.types,
    nullable,
    default: entry.defaultRepr,
    defaultNote: entry.defaultNote,
    defaultHistory: entry.defaultHistory?.map(slim),
    // A removed setting had a default of Django's own as long as it lived.
    global: inGlobalSettings || (removedIn !== null && !/[.[]/.test(entry.name) && entry.defaultRepr !== null),
    addedIn: addedInExact ? entry.addedIn : undefined,
    addedInAlso,
    deprecatedIn: entry.deprecatedIn,
    removedIn,
    replacement: entry.replacement,
    values: entry.allowedValues?.map(slim),
    valuesClosed: entry.allowedValuesClosed,
    elementType: entry.elementType,
    app: entry.app === 'core' ? undefined : entry.app,
    backends: entry.backends,
    docsPage: docsPage === 'ref/settings/' ? undefined : docsPage,
    docsAnchor,
    secret: entry.secret,
    deploymentRelevant: entry.deploymentRelevant,
    inProjectTemplate: entry.inProjectTemplate,
  });
}

function builtinMiddleware(entry) {
  const { path, rank, position, positionWhen, requires = [], settings: names, addedIn, removedIn, note } = entry;
  return slim({ path, rank, position, positionWhen, requires: requires.map(slim), settings: names, addedIn, removedIn, note });
}

function thirdPartyMiddleware(entry) {
  const { path, package: distribution, position, pairWith, requires, afterAllOthers, beforeAllOthers, developmentOnly, note } = entry;
  return slim({
    path,
    package: distribution,
    aliases: entry.aliases.map((alias) => alias.replace(/ \(.*\)$/, '')),
    position,
    pairWith,
    requires: requires.map(slim),
    afterAllOthers,
    beforeAllOthers,
    developmentOnly,
    note,
  });
}

function djangoCheck(entry) {
  const {
    id,
    level,
    tag,
    deployOnly,
    settings: names,
    middleware: paths,
    apps,
    condition,
    addedIn,
    removedIn,
    staticallyCheckable,
  } = entry;
  return slim({ id, level, tag, deployOnly, settings: names, middleware: paths, apps, condition, addedIn, removedIn, staticallyCheckable });
}

function gunicornSetting(entry) {
  const { firstTag: _firstTag, sinceSource: _sinceSource, metavar: _metavar, order: _order, serverHook: _hook, ...kept } = entry;
  return slim(kept);
}

/** The usual things are left out: one argument, duplicates refused, a documentation page of the module's own. */
function nginxDefinition(entry) {
  const { args, docModule, documented, duplicate, module, flag: _flag, defaultSource: _source, sinceSource: _since, ...kept } = entry;
  const { condition: _condition, contentKeywords, deprecated, valueType, ...rest } = kept;
  return slim({
    ...rest,
    module,
    args: args.allowed ?? [args.min, null],
    open: args.allowed === null,
    type: valueType,
    keywords: contentKeywords,
    duplicates: duplicate === 'error' ? undefined : duplicate,
    deprecated: deprecated && slim(deprecated),
    doc: docModule === module ? undefined : docModule,
    undocumented: !documented,
  });
}

function removedNginxDirective({ name, area, removedIn, deprecatedIn, replacement, stillUsedElsewhere }) {
  return slim({ name, area, removedIn, deprecatedIn, replacement, stillUsedElsewhere });
}

function otherEdition({ name, area, module, edition, contexts, block, since, deprecatedIn, default: own, syntax }) {
  return slim({ name, area, module, edition, contexts, block, since, deprecatedIn, default: own, syntax });
}

function nginxVariable({ name, area, module, prefix, flags, since, edition, docModule }) {
  return slim({
    name,
    area,
    module,
    prefix,
    changeable: flags.includes('changeable'),
    since,
    edition: edition === 'open-source' ? undefined : edition,
    doc: docModule === module ? undefined : docModule,
  });
}

/** Why one middleware stands before another, by "first second". */
function orderReasons(entries) {
  const found = new Map();
  for (const entry of entries) {
    for (const { target: other, reason } of entry.before) if (reason) found.set(`${entry.path} ${other}`, reason);
    for (const { target: other, reason } of entry.after) if (reason) found.set(`${other} ${entry.path}`, reason);
  }
  return found;
}

function slim(entry) {
  const kept = Object.entries(entry).filter(([key, value]) => {
    if (key === 'value' || key === 'default') return value !== null;
    return value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(kept);
}

function byName(entries) {
  return [...entries].sort((a, b) => compare(a.name, b.name));
}

function byPath(entries) {
  return [...entries].sort((a, b) => compare(a.path, b.path));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function read(name) {
  return JSON.parse(readFileSync(join(source, name), 'utf8'));
}

/** One entry a line: small to load, and a change shows as the lines that changed. */
function write(name, meta, lists) {
  const { counts: _counts, snapshots: _snapshots, docsUrl: _docsUrl, schema: _schema, ...kept } = meta;
  const parts = [`"meta":${JSON.stringify(kept)}`];
  for (const [key, entries] of Object.entries(lists)) {
    parts.push(`"${key}":[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`);
  }
  writeFileSync(join(target, name), `{\n${parts.join(',\n')}\n}\n`);
}
