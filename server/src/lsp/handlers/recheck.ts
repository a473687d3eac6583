import type { RecheckDto } from '../../protocol';
import type { ServerContext } from '../context';
import { reportAll } from './diagnostics';
import { status } from './status';

/** djangoPreflight/recheck: forgets what was read of the disk, and judges every folder anew. */
export function recheck(context: ServerContext): RecheckDto {
  for (const folder of context.workspace.folders) folder.filesChanged([''], true);
  const files = reportAll(context).length;
  context.changed('elsewhere');
  return { status: status(context), files };
}
