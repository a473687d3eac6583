import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Location, type WorkspaceEdit } from 'vscode-languageserver';
import { LineMap, type Place, type Range, type Span } from '../base/text';
import { type FindingTag, tagOf } from '../features/tags';
import type { Project } from '../project/project';
import type { FileEdit, Finding, Severity } from '../rules/rule';
import { ruleUrl } from '../rules/url';
import type { ClientFeatures } from './capabilities';
import type { ServerContext } from './context';
import type { Folder } from './folder';

export const SOURCE = 'django-preflight';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A span of a file as lines and characters; the beginning of the file where it cannot be read any more. */
export function rangeOf(project: Project, file: string, span: Span): Range {
  return project.source(file)?.lines.range(span) ?? START;
}

export function locationOf({ workspace }: ServerContext, folder: Folder, project: Project, place: Place): Location {
  return { uri: workspace.uriOf(folder, place.file), range: rangeOf(project, place.file, place.span) };
}

export function toDiagnostic(context: ServerContext, folder: Folder, project: Project, finding: Finding): Diagnostic {
  const tag = tagOf(finding.rule);
  return {
    range: rangeOf(project, finding.place.file, finding.place.span),
    severity: toSeverity(finding.severity),
    source: SOURCE,
    code: finding.rule,
    message: finding.message,
    data: finding.rule,
    codeDescription: { href: linkTo(context.features, finding.rule) },
    ...(tag && { tags: [toTag(tag)] }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ place, message }) => ({ location: locationOf(context, folder, project, place), message })),
    }),
  };
}

export function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'info':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

/** Link to a rule's page: where the client shows it, otherwise on the web. */
export function linkTo(features: ClientFeatures, rule: string): string {
  return features.ruleLink?.replace('{rule}', rule) ?? ruleUrl(rule);
}

/**
 * Edits of files as the client can take them. Open documents are named with their version, so that an edit computed for an
 * older text is refused. Undefined when the client cannot create a file that the edit needs.
 */
export function toWorkspaceEdit(
  context: ServerContext,
  folder: Folder,
  project: Project,
  files: readonly FileEdit[],
): WorkspaceEdit | undefined {
  const { features, workspace } = context;
  const textEdits = (file: FileEdit) => {
    const lines = file.create ? new LineMap('') : (project.source(file.file)?.lines ?? new LineMap(''));
    return file.edits.map(({ span, newText }) => ({ range: lines.range(span), newText }));
  };
  if (files.some((file) => file.create) && !features.createFiles) return undefined;
  if (!features.documentChanges) {
    return { changes: Object.fromEntries(files.map((file) => [workspace.uriOf(folder, file.file), textEdits(file)])) };
  }
  return {
    documentChanges: files.flatMap((file) => {
      const uri = workspace.uriOf(folder, file.file);
      const change = { textDocument: { uri, version: file.create ? null : workspace.versionOf(uri) }, edits: textEdits(file) };
      return file.create ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, change] : [change];
    }),
  };
}

function toTag(tag: FindingTag): DiagnosticTag {
  return tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary;
}
