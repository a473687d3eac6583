// Called by esbuild.mjs: checks a project with dist/cli.js and keeps what V8 made of the code.
// Arguments: the launcher, the file to write, the project.

const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

const [launcher, target, project] = process.argv.slice(2);
process.argv.splice(2, 3, 'check', project);
const codeCache = require(launcher).withCodeCache();
process.on('exit', () => {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, codeCache());
  process.exitCode = 0;
});
