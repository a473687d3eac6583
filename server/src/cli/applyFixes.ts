import { resolve } from 'node:path';
import { type Files, OverlayFiles } from '../host/files';
import { applyFixes } from '../rules/fix';
import type { Finding } from '../rules/rule';
import { unifiedDiff } from './diff';
import type { Io } from './io';
import { maskedLines } from './maskedLines';
import type { Options } from './options';
import type { Session } from './session';
import { writeWhole } from './write';

type Opened = Pick<Session, 'project' | 'profiles'>;

/** Applies the fixes of a session's findings, or shows them with `--diff`. Returns the project as it is afterwards. */
export function applyTo(io: Io, options: Options, session: Session, judge: (opened: Opened) => readonly Finding[]): Opened {
  const judgeFiles = (files: Files) => judge(session.reopen(files));
  const { texts, applied } = applyFixes(session.files, judgeFiles, options.fix ?? 'safe');
  const changed = session.reopen(new OverlayFiles(session.files, texts));
  if (options.diff) {
    for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const before = session.files.read(path);
      const shown = (project: Opened['project'], whole: string) => maskedLines(path, whole, project.python(path)?.tree);
      io.out(unifiedDiff(path, before === undefined ? undefined : shown(session.project, before), shown(changed.project, text)));
    }
    return session;
  }
  for (const [path, text] of texts) writeWhole(resolve(session.target.root, path), text);
  for (const title of applied) io.err(`fixed: ${title}\n`);
  return changed;
}
