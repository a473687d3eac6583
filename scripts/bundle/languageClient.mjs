/**
 * Bundles vscode-languageclient so that the extension starts fast: only the features of the protocol that our server has, and modules
 * that are evaluated when something of them is first needed. Left as it is, the library costs the extension host more than all of ours:
 * it evaluates all its modules, offers the server 45 features, and registers each of them.
 */
import { readFile } from 'node:fs/promises';

/** Modules of vscode-languageclient whose features our server uses; test/vsix/languageClient.test.ts holds that none is missing. */
export const FEATURES = [
  'codeAction',
  'codeLens',
  'completion',
  'configuration',
  'definition',
  'diagnostic',
  'documentLink',
  'documentSymbol',
  'fileSystemWatcher',
  'foldingRange',
  'formatting',
  'hover',
  'inlayHint',
  // Pulled diagnostics ask it which documents are cells.
  'notebook',
  'progress',
  'reference',
  'textSynchronization',
  'workspaceFolder',
];

const CLIENT = /vscode-languageclient[\\/]lib[\\/]common[\\/]client\.js$/;
const MODULES = /(vscode-languageclient|vscode-languageserver-protocol|vscode-jsonrpc)[\\/]lib[\\/].*\.js$/;
const REGISTRATION = /^ *(?:this\._\w+ = )?this\.registerFeature\(new (\w+)_1\.\w+\(this.*\);\n/gm;
const REQUIRED = /^const (\w+_1|readline|minimatch) = ((?:__importStar\()?require\("[^"]+"\)\)?);$/gm;
/** TypeScript copies what a module exports, getter by getter: for VS Code's API that is some 400 of them, in a dozen modules. */
const COPIED = /= __importStar\((require\("vscode"\))\);$/gm;
/** What the library hands on, copied in the same way: the whole protocol, of which our client takes types only. */
const HANDED_ON = /^__exportStar\(require\("(?:vscode-languageserver-protocol(?:\/node)?|\.\.\/common\/api)"\), exports\);$/gm;
const HANDING_ON = /vscode-languageclient[\\/]lib[\\/](common[\\/]api|node[\\/]main)\.js$/;
/** The library compares VS Code's version with one; `engines` in package.json has asked for it before. */
const VERSION_CHECK = [
  ['require("semver/functions/parse")', '(version) => ({ version })'],
  ['require("semver/functions/satisfies")', '() => true'],
];

/** A plugin for esbuild. The build fails when the library does not look as it is known here. */
export const leanLanguageClient = {
  name: 'lean-language-client',
  setup(builder) {
    builder.onLoad({ filter: MODULES }, async ({ path }) => {
      const text = (await readFile(path, 'utf8')).replaceAll(COPIED, '= $1;');
      const needed = CLIENT.test(path) ? lean(text) : HANDING_ON.test(path) ? alone(text) : text;
      return { contents: lazy(needed), loader: 'js' };
    });
  },
};

/** A module without what it hands on, and without a question that is answered already. */
function alone(text) {
  if (text.search(HANDED_ON) < 0) throw new Error('vscode-languageclient has changed: it hands nothing on');
  return VERSION_CHECK.reduce((done, [call, answer]) => done.replace(call, answer), text.replaceAll(HANDED_ON, ''));
}

/** client.js without the features that we do not have. */
function lean(text) {
  const registered = new Set([...text.matchAll(REGISTRATION)].map(([, name]) => name));
  const unknown = FEATURES.filter((name) => !registered.has(name) && !text.includes(`new ${name}_1.`));
  if (unknown.length > 0) throw new Error(`vscode-languageclient has changed: no ${unknown.join(', ')}`);
  return text.replaceAll(REGISTRATION, (line, name) => (FEATURES.includes(name) ? line : ''));
}

/** Each `const x_1 = require(…)` becomes an object that requires when it is first asked; what nobody asks any more is left out. */
function lazy(text) {
  const names = [...text.matchAll(REQUIRED)].map(([, name]) => name).filter((name) => uses(name).test(text));
  const required = text.replaceAll(REQUIRED, (_, name, call) =>
    names.includes(name) ? `let ${name}_loaded; const ${name} = { get it() { return (${name}_loaded ??= ${call}); } };` : '',
  );
  return names.reduce((done, name) => done.replaceAll(uses(name), `${name}.it.`), required);
}

function uses(name) {
  return new RegExp(`(?<![\\w.])${name}\\.`, 'g');
}
