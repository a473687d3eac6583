import { type Verdict, verdictText } from './nginx';
import type { OurFinding } from './ours';
import { linesOfBlock, linesOfStatement } from './tokens';

/** How our findings and nginx's verdict on one configuration go together. */
export type Comparison =
  | { readonly outcome: 'agree' }
  /** nginx rejects it for something that does not stand in the text. */
  | { readonly outcome: 'aside' }
  /** We are silent, or speak of other lines. */
  | { readonly outcome: 'missed'; readonly why: string }
  /** nginx accepts it and we do not. */
  | { readonly outcome: 'false alarm'; readonly why: string };

/** What nginx says when the machine, and not the text, is at fault: files, names of hosts, users, libraries, the processor. */
const MACHINE = [
  /^(?!pcre)\w+\(\) .*failed/s,
  /^host not found in /,
  /^cannot load certificate/,
  /^SSL_|^BIO_new_file|^PEM_read/,
  /^could not build /,
  /^no resolver defined to resolve/,
  /requires ngx_\w+_module$/,
];

/** Compares; an error of ours has to lie in the file and the statement where nginx stopped. */
export function compare(files: ReadonlyMap<string, string>, verdict: Verdict, findings: readonly OurFinding[]): Comparison {
  if (verdict === 'accepted') {
    const [first] = findings;
    if (!first) return { outcome: 'agree' };
    if (findings.every((finding) => isForRoot(files, finding))) return { outcome: 'aside' };
    return { outcome: 'false alarm', why: findings.map(findingText).join('; ') };
  }
  if (isMachine(verdict)) return { outcome: 'aside' };
  if (findings.some((finding) => covers(files, verdict, finding))) return { outcome: 'agree' };
  const ours = findings.length === 0 ? 'we say nothing' : `we say ${findings.map(findingText).join('; ')}`;
  return { outcome: 'missed', why: `nginx says ${verdictText(verdict)}; ${ours}` };
}

/** Whether nginx stopped at something that is not in the text. */
export function isMachine(verdict: Exclude<Verdict, 'accepted'>): boolean {
  return verdict.file?.startsWith('/') === true || MACHINE.some((pattern) => pattern.test(verdict.message));
}

/** nginx reads `user` only where it runs as root, which the sandbox does not allow. */
function isForRoot(files: ReadonlyMap<string, string>, { file, first }: OurFinding): boolean {
  return /^\s*user\b/.test(files.get(file)?.split('\n')[first - 1] ?? '');
}

function covers(files: ReadonlyMap<string, string>, verdict: Exclude<Verdict, 'accepted'>, finding: OurFinding): boolean {
  const { file, line, message } = verdict;
  if (file === undefined || line === undefined) return true;
  if (finding.file !== file) return false;
  if (message.startsWith('unexpected end of file')) return true;
  const text = files.get(file) ?? '';
  // What lacks something is named by the line that opens it.
  const lines = message.startsWith('no ') ? linesOfBlock(text, line) : linesOfStatement(text, line);
  return finding.first <= lines.last && finding.last >= lines.first;
}

function findingText({ rule, file, first, message }: OurFinding): string {
  return `${rule} at ${file}:${first} (${message})`;
}
