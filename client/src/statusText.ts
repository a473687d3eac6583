import { l10n } from 'vscode';
import type { FolderStatusDto, RecheckDto, SeverityName, StatusDto } from '../../server/src/protocol';

/** What the status bar says: `problem` where it wants attention. */
export interface StatusLine {
  readonly text: string;
  readonly problem: 'none' | 'stopped' | 'off';
}

/** What is known: results are missing until the first ones are there. */
export interface StatusState {
  readonly server: 'starting' | 'running' | 'stopped';
  readonly results?: StatusDto;
}

/** The short text of the status bar: the worst open severity and how many there are of it. Undefined where nothing is to be shown. */
export function statusLine({ server, results }: StatusState): StatusLine | undefined {
  if (server === 'stopped') return { text: `$(debug-disconnect) ${l10n.t('Preflight: stopped')}`, problem: 'stopped' };
  if (!results) return { text: `$(loading~spin) ${l10n.t('Preflight')}`, problem: 'none' };
  if (isOff(results)) return { text: `$(circle-slash) ${l10n.t('Preflight: off')}`, problem: 'off' };
  return results.active ? { text: worstText(results), problem: 'none' } : undefined;
}

/** `2 errors, 1 warning`; `no findings` when there is none. */
export function describeCounts(counts: StatusDto['counts']): string {
  const parts = [
    counts.error > 0 ? errors(counts.error) : '',
    counts.warning > 0 ? warnings(counts.warning) : '',
    counts.info + counts.hint > 0 ? notes(counts.info + counts.hint) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : l10n.t('no findings');
}

/** `2 errors, 3 warnings in 4 files`, or why there is nothing. */
export function describeCheck({ status, files }: RecheckDto): string {
  if (isOff(status)) return l10n.t('it is switched off here.');
  if (!status.active) return l10n.t('nothing to check in this workspace.');
  if (files === 0) return l10n.t('nothing found.');
  const counts = describeCounts(status.counts);
  return files === 1 ? l10n.t('{0} in {1} file.', counts, files) : l10n.t('{0} in {1} files.', counts, files);
}

/** `3 safe fixes in 2 files`. */
export function fixesInFiles(fixes: number, files: number): string {
  const all = fixes === 1 ? l10n.t('{0} safe fix', fixes) : l10n.t('{0} safe fixes', fixes);
  return files === 1 ? l10n.t('{0} in {1} file', all, files) : l10n.t('{0} in {1} files', all, files);
}

/** A line for every folder that has something to judge, where there are several: `shop: 2 errors`. */
export function folderLines({ folders }: StatusDto): readonly { readonly folder: FolderStatusDto; readonly text: string }[] {
  const told = folders.filter(({ active, enabled }) => active || !enabled);
  if (folders.length < 2) return [];
  return told.map((folder) => ({ folder, text: folder.enabled ? describeCounts(folder.counts) : l10n.t('switched off') }));
}

/** Whether `djangoPreflight.enable` switches every folder off. */
export function isOff({ folders }: StatusDto): boolean {
  return folders.length > 0 && folders.every(({ enabled }) => !enabled);
}

function worstText({ worst, counts }: StatusDto): string {
  const severity: SeverityName | undefined = worst?.severity;
  switch (severity) {
    case 'error':
      return `$(error) ${l10n.t('Preflight: {0}', errors(counts.error))}`;
    case 'warning':
      return `$(warning) ${l10n.t('Preflight: {0}', warnings(counts.warning))}`;
    case 'info':
    case 'hint':
      return `$(info) ${l10n.t('Preflight: {0}', notes(counts.info + counts.hint))}`;
    case undefined:
      return `$(pass) ${l10n.t('Preflight: ready')}`;
  }
}

function errors(count: number): string {
  return count === 1 ? l10n.t('{0} error', count) : l10n.t('{0} errors', count);
}

function warnings(count: number): string {
  return count === 1 ? l10n.t('{0} warning', count) : l10n.t('{0} warnings', count);
}

function notes(count: number): string {
  return count === 1 ? l10n.t('{0} note', count) : l10n.t('{0} notes', count);
}
