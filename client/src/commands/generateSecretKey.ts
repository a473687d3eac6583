import { commands, FileType, l10n, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type EnvFileDto, METHODS, type SecretKeyDto } from '../../../server/src/protocol';
import { ask } from './ask';
import { findVariable, type LineEdit, setVariable, withOldKey } from './envText';
import { newSecretKey } from './newSecretKey';
import type { CommandContext } from './register';
import { noProfile } from './switchProfile';

/**
 * Writes a new SECRET_KEY into an env file that a person chooses. The key is made here and goes nowhere but into the file: no message
 * to the server, no log and no notification holds it.
 */
export async function generateSecretKey({ client, choice }: CommandContext): Promise<void> {
  const sources = await ask<SecretKeyDto | null>(client, METHODS.secretKey, choice.current);
  if (sources === undefined) return;
  if (sources === null) return noProfile();
  const variable = sources.variables.length > 0 ? await chooseVariable(sources) : await notFromEnvironment(sources);
  const file = variable === undefined ? undefined : await chooseFile(sources, variable);
  if (variable === undefined || !file) return;
  const uri = Uri.parse(file.uri);
  const document = await openIfThere(uri);
  const edits = await editsFor(document, { sources, variable, file });
  if (!edits || !(await write(uri, document, edits))) return;
  await tell(file, variable, sources);
}

interface Target {
  readonly sources: SecretKeyDto;
  readonly variable: string;
  readonly file: EnvFileDto;
}

/** Says why a key in an env file would change nothing, and leads to the place that decides. */
async function notFromEnvironment({ profile, place }: SecretKeyDto): Promise<undefined> {
  if (!place) {
    await window.showInformationMessage(l10n.t('Nothing sets SECRET_KEY in {0}: have it read from the environment first.', profile));
    return;
  }
  const show = l10n.t('Show');
  const choice = await window.showInformationMessage(
    l10n.t('{0} does not read SECRET_KEY from the environment: a key in an env file would change nothing.', profile),
    show,
  );
  if (choice !== show) return;
  const { start, end } = place.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(place.uri), { selection });
}

function chooseVariable({ variables, profile }: SecretKeyDto): Thenable<string | undefined> | string | undefined {
  if (variables.length === 1) return variables[0];
  return window.showQuickPick(variables, {
    title: l10n.t('Generate SECRET_KEY'),
    placeHolder: l10n.t('{0} reads SECRET_KEY from several variables', profile),
  });
}

async function chooseFile({ files }: SecretKeyDto, variable: string): Promise<EnvFileDto | undefined> {
  const items = files.map((file) => ({
    label: file.label,
    description: [
      file.isRead ? l10n.t('read by this profile') : l10n.t('nothing says that this profile reads it'),
      ...(file.exists ? [] : [l10n.t('will be created')]),
    ].join(' · '),
    file,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Generate SECRET_KEY'),
    placeHolder: l10n.t('Env file that gets {0}', variable),
    matchOnDescription: true,
  });
  return picked?.file;
}

async function openIfThere(uri: Uri): Promise<TextDocument | undefined> {
  try {
    const { type } = await workspace.fs.stat(uri);
    return (type & FileType.File) === 0 ? undefined : await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** The edits, after a person agreed to lose a key that is there; undefined where nothing is to be done. */
async function editsFor(document: TextDocument | undefined, target: Target): Promise<readonly LineEdit[] | undefined> {
  const { file, variable } = target;
  const text = document?.getText() ?? '';
  const present = findVariable(text, variable);
  if (document?.isDirty) {
    await window.showWarningMessage(l10n.t('{0} has changes that are not saved. Save them first.', file.label));
    return undefined;
  }
  if (present.kind === 'unclear') {
    await window.showWarningMessage(l10n.t('{0} gives {1} twice, or over several lines: change it by hand.', file.label, variable));
    return undefined;
  }
  const old = present.kind === 'given' && present.text !== '' ? present : undefined;
  const keep = old && keptEdit(text, old, target);
  const consent = old ? await askToReplace(target, keep !== undefined) : 'replace';
  const edit = consent && setVariable(text, variable, newSecretKey());
  if (!edit) return undefined;
  return consent === 'keep' && keep ? [edit, keep] : [edit];
}

/** The edit that keeps the old key for what it has signed. */
function keptEdit(
  text: string,
  old: { readonly raw: string; readonly text: string },
  { sources: { fallbacks }, variable }: Target,
): LineEdit | undefined {
  if (!fallbacks || fallbacks.kind === 'unclear' || fallbacks.variable === variable) return undefined;
  const value = withOldKey(text, fallbacks.variable, old, fallbacks.kind);
  return value === undefined ? undefined : setVariable(text, fallbacks.variable, value);
}

async function askToReplace({ sources, variable, file }: Target, canKeep: boolean): Promise<'replace' | 'keep' | undefined> {
  const [replace, keep] = [l10n.t('Replace'), l10n.t('Replace, Keep the Old Key Valid')];
  const consequence = l10n.t('With another key all sessions end, and links to reset a password no longer work.');
  const fallbacks = canKeep
    ? l10n.t('The old key can stay valid in {0}, which SECRET_KEY_FALLBACKS is read from.', sources.fallbacks?.variable ?? '')
    : sources.fallbacks
      ? l10n.t('The old key cannot be kept in {0} without doubt about how it is read: do that by hand.', sources.fallbacks.variable)
      : l10n.t('SECRET_KEY_FALLBACKS is not read from a variable: the old key cannot be kept valid from here.');
  const choice = await window.showWarningMessage(
    l10n.t('{0} has a value for {1} already. Replace it?', file.label, variable),
    { modal: true, detail: `${consequence}\n\n${fallbacks}` },
    ...(canKeep ? [keep, replace] : [replace]),
  );
  if (choice === undefined) return undefined;
  return choice === keep ? 'keep' : 'replace';
}

/** Writes and saves; the file is not shown. */
async function write(uri: Uri, document: TextDocument | undefined, edits: readonly LineEdit[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  if (!document) edit.createFile(uri, { ignoreIfExists: true });
  for (const { range, newText } of edits) {
    edit.replace(uri, new Range(range.start.line, range.start.character, range.end.line, range.end.character), newText);
  }
  const isWritten = (await workspace.applyEdit(edit)) && (await (await workspace.openTextDocument(uri)).save());
  if (!isWritten) await window.showErrorMessage(l10n.t('Django Preflight could not write {0}.', uri.path));
  return isWritten;
}

async function tell({ label, uri, gitIgnored }: EnvFileDto, variable: string, { folder }: SecretKeyDto): Promise<void> {
  const open = l10n.t('Open File');
  if (gitIgnored) {
    const choice = await window.showInformationMessage(l10n.t('{0} in {1} has a new key. Restart what reads it.', variable, label), open);
    if (choice === open) await commands.executeCommand('vscode.open', Uri.parse(uri));
    return;
  }
  const ignore = l10n.t('Add to .gitignore');
  const choice = await window.showWarningMessage(
    l10n.t('{0} in {1} has a new key, but no .gitignore of this folder names the file: it could be committed.', variable, label),
    ignore,
  );
  if (choice === ignore) await addToGitignore(Uri.parse(folder.uri), label);
}

async function addToGitignore(folder: Uri, path: string): Promise<void> {
  const uri = Uri.joinPath(folder, '.gitignore');
  const text = (await openIfThere(uri))?.getText() ?? '';
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.length ?? 0;
  edit.insert(uri, new Range(lines.length - 1, last, lines.length - 1, last).start, `${last > 0 ? '\n' : ''}/${path}\n`);
  if (await workspace.applyEdit(edit)) await (await workspace.openTextDocument(uri)).save();
}
