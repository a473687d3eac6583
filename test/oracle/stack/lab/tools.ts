import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPath } from '../../nginx/nginx';
import { refereeOrSkip } from '../../venv.mjs';

/** The programs that the lab needs, and what it makes once. */
export interface Tools {
  readonly python: string;
  readonly nginx: string;
  readonly certificate: Certificate;
  /** Where project folders are laid out. */
  readonly projects: string;
  end(): void;
}

/** Self-signed, for shop.alt and all below it. */
export interface Certificate {
  readonly folder: string;
  readonly text: string;
}

/** Undefined after a line that says what is missing; an Error where referees are required. */
export function toolsOrSkip(): Tools | undefined {
  const python = refereeOrSkip();
  const nginx = debianPath();
  const programs = ['openssl', 'curl'].filter((name) => spawnSync(name, ['--help']).error !== undefined);
  const absent = nginx === undefined ? 'nginx' : programs[0];
  if (absent !== undefined && process.env.PREFLIGHT_REFEREES === 'required') {
    throw new Error(`${absent} is required (apt-get install ${absent})`);
  }
  if (absent !== undefined) console.warn(`SKIPPED: no ${absent}`);
  if (python === undefined || nginx === undefined || absent !== undefined) return undefined;
  const made = mkdtempSync(join(tmpdir(), 'lab-tools-'));
  // nginx runs as somebody else and looks below it.
  chmodSync(made, 0o755);
  return { python, nginx, certificate: makeCertificate(made), projects: made, end: () => rmSync(made, { recursive: true, force: true }) };
}

function makeCertificate(folder: string): Certificate {
  const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=shop.alt', '-addext', 'subjectAltName=DNS:shop.alt,DNS:*.shop.alt'];
  const made = spawnSync('openssl', ['req', ...kind, ...names, '-keyout', key, '-out', certificate], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
  chmodSync(key, 0o644);
  return { folder, text: readFileSync(certificate, 'utf8') };
}
