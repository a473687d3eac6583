/**
 * A second extension in the measured window, there from the start: notes when the editor tells of the document, and when it has the
 * first findings. Writes what there is to the file that PREFLIGHT_BENCH_RESULT names, once it is complete.
 */
const { renameSync, writeFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const process = require('node:process');
const { extensions, languages, workspace } = require('vscode');

const bench = globalThis.preflightBench ?? {};
globalThis.preflightBench = bench;

exports.activate = ({ extension }) => {
  if (extension.packageJSON.activationEvents.includes('onStartupFinished')) return write({ active: preflight().isActive });
  const { document } = extension.packageJSON.bench;
  const isIt = ({ uri }) => uri.path.endsWith(document);
  const opened = (candidate) => {
    if (isIt(candidate)) bench.opened ??= performance.now();
  };
  workspace.textDocuments.forEach(opened);
  workspace.onDidOpenTextDocument(opened);
  languages.onDidChangeDiagnostics(({ uris }) => {
    const isOurs = (uri) =>
      uri.path.endsWith(document) && languages.getDiagnostics(uri).some(({ source }) => source === 'django-preflight');
    if (uris.some(isOurs)) bench.shown ??= performance.now();
    bench.changed();
  });
  bench.changed = () => {
    const { load, call, resolved, opened: from, shown: until } = bench;
    if (load && call && resolved && from !== undefined && until !== undefined)
      write({ active: preflight().isActive, load, call, resolved, diagnostics: until - from });
  };
};

function preflight() {
  return extensions.getExtension('django-preflight.django-preflight');
}

/** In one step: somebody waits for the file. */
function write(result) {
  const file = process.env.PREFLIGHT_BENCH_RESULT;
  writeFileSync(`${file}.new`, JSON.stringify(result));
  renameSync(`${file}.new`, file);
}
