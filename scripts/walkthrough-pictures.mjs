#!/usr/bin/env node
/**
 * Draws the pictures of the walkthrough, client/media/walkthrough/<step>.svg, with the alternative texts of the manifest in them.
 *
 *   node scripts/walkthrough-pictures.mjs            write what is stale
 *   node scripts/walkthrough-pictures.mjs --check    write nothing; exit 1 when something is stale
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { readManifest } from './manifest.mjs';
import { pictures } from './walkthrough/pictures.mjs';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const stale = Object.entries(pictures(alternativeTexts())).filter(([name, svg]) => textOf(fileOf(name)) !== svg);

if (check) {
  for (const [name] of stale) console.error(`${path.relative(repository, fileOf(name))}: stale; run node scripts/walkthrough-pictures.mjs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [name, svg] of stale) {
    mkdirSync(path.dirname(fileOf(name)), { recursive: true });
    writeFileSync(fileOf(name), svg);
  }
}

function alternativeTexts() {
  const { contributes } = readManifest(repository);
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  return Object.fromEntries(steps.map(({ media }) => [path.basename(media.svg, '.svg'), media.altText]));
}

function fileOf(name) {
  return path.join(repository, 'client/media/walkthrough', `${name}.svg`);
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
