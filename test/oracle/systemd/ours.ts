import { LineMap } from '../../../server/src/base/text';
import { unitProblems } from '../../../server/src/project/subjects/units/language';
import { readUnitFile } from '../../../server/src/syntax/systemd/unit';
import type { Case } from './cases';

/** What we say of a unit, in the words of `verify`. */
export function ourProblems({ unit, text }: Case): readonly string[] {
  const lines = new LineMap(text);
  const read = readUnitFile(text);
  const ending = /\.(service|socket|timer)$/.exec(unit)?.[1];
  const type = ending === 'socket' || ending === 'timer' ? ending : 'service';
  const within = <T>(all: readonly T[]) => all.map((one) => ({ ...one, file: unit }));
  const problems = unitProblems({
    type,
    file: unit,
    sections: within(read.sections),
    entries: within(read.entries),
    faults: within(read.faults),
  });
  // Of lines that backslashes join, systemd tells the last one.
  const written = [...read.entries, ...read.faults].map(({ span }) => span);
  const lineOf = (start: number) => lines.position(written.find((span) => span.start <= start && start < span.end)?.end ?? start).line + 1;
  return [...new Set(problems.map(({ kind, place }) => (kind === 'unit' ? kind : `${lineOf(place.span.start)} ${kind}`)))].sort();
}
