import { painter } from './formats/paint';
import type { Io } from './io';
import type { Options } from './options';
import { allMetas } from './session';

/** Lists every rule. */
export function rules(io: Io, options: Options): number {
  const metas = allMetas(io);
  if (options.format === 'json') {
    const list = metas.map(({ id, title, severity, category, fix, references, summary }) => ({
      id,
      title,
      severity,
      category,
      fix,
      references,
      summary,
    }));
    io.out(`${JSON.stringify(list, undefined, 2)}\n`);
    return 0;
  }
  const paint = painter(io.colors);
  const width = Math.max(...metas.map((meta) => meta.id.length));
  for (const meta of metas) io.out(`${meta.id.padEnd(width)}  ${paint[meta.severity](meta.severity.padEnd(7))}  ${meta.title}\n`);
  return 0;
}
