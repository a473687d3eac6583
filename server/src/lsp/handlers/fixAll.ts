import { LineMap } from '../../base/text';
import { fixFile, fixWorkspace, type WorkspaceFix } from '../../features/fixAll';
import type { FileEditDto, FixAllDto, FixAllParams } from '../../protocol';
import type { FileEdit } from '../../rules/rule';
import type { ServerContext } from '../context';
import type { Folder } from '../folder';

/** djangoPreflight/fixAll: what all safe fixes of a file or of the workspace would change. */
export function fixAll(context: ServerContext, { uri }: FixAllParams): FixAllDto {
  const { workspace } = context;
  const located = uri === undefined ? undefined : workspace.locate(uri);
  const folders = uri === undefined ? workspace.folders : located ? [located.folder] : [];
  const done = folders.map((folder): FixAllDto => {
    const { fixes, files } = fixesOf(folder, located?.path);
    return { fixes, files: files.map((file) => fileEdit(context, folder, file)) };
  });
  return { fixes: done.flatMap(({ fixes }) => fixes), files: done.flatMap(({ files }) => files) };
}

function fixesOf(folder: Folder, path: string | undefined): WorkspaceFix {
  const files = folder.analysis()?.project.files;
  if (!files) return { fixes: [], files: [] };
  return path === undefined ? fixWorkspace(files, folder.judge) : fixFile(files, path, folder.judge);
}

function fileEdit({ workspace }: ServerContext, folder: Folder, { file, edits, create }: FileEdit): FileEditDto {
  const uri = workspace.uriOf(folder, file);
  const lines = (create ? undefined : folder.analysis()?.project.source(file)?.lines) ?? new LineMap('');
  return {
    uri,
    label: workspace.folders.length > 1 ? `${folder.name}/${file}` : file,
    version: workspace.versionOf(uri),
    create: create === true,
    edits: edits.map(({ span, newText }) => ({ range: lines.range(span), newText })),
  };
}
