import type { Place } from '../../base/text';
import type { Project } from '../../project/project';
import { assignmentsOf } from '../../syntax/dockerfile/stages';
import { readSystemdEnvironment } from '../../syntax/envFile/systemd';

/** A place of the workspace, besides Python, that gives a variable. */
export interface Giver {
  readonly name: string;
  /** The name alone. */
  readonly place: Place;
  /** As meant, without quotes; undefined where it is passed on, or not told. */
  readonly value: string | undefined;
  /** In words, whom it is given: `service web`; undefined for an env file. */
  readonly to: string | undefined;
}

/** Every place that gives variables: env files, `environment:` of compose, ENV and ARG, `Environment=`, and what starts a server. */
export function giversOf(project: Project): readonly Giver[] {
  const found = new Map<string, Giver>();
  const add = (giver: Giver) => {
    const key = `${giver.name}\0${giver.place.file}:${giver.place.span.start}`;
    if (!found.has(key)) found.set(key, giver);
  };
  for (const file of project.subjects('envFile'))
    for (const { name, nameSpan, value } of file.assignments)
      add({ name, place: { file: file.path, span: nameSpan }, value, to: undefined });
  for (const giver of [...composeGivers(project), ...imageGivers(project), ...unitGivers(project)]) add(giver);
  const known = new Set([...found.values()].map(({ name, place }) => `${name}\0${place.file}`));
  for (const { words, variables } of project.processes)
    for (const [name, held] of variables)
      if (!known.has(`${name}\0${held.place.file}`))
        add({ name, place: nameIn(project, held.place, name), value: 'value' in held ? held.value : undefined, to: words });
  return [...found.values()];
}

function composeGivers(project: Project): readonly Giver[] {
  return project.subjects('compose').flatMap(({ services }) =>
    services.flatMap(({ name: service, environment }) =>
      [...environment].map(([name, { kind, value, place }]) => ({
        name,
        place: nameIn(project, place, name),
        value: kind === 'text' ? value.text : undefined,
        to: `service ${service}`,
      })),
    ),
  );
}

function imageGivers(project: Project): readonly Giver[] {
  return project.subjects('image').flatMap(({ file, tree, stages }) =>
    stages.flatMap(({ instructions }) =>
      instructions
        .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
        .flatMap((instruction) =>
          assignmentsOf(instruction, tree.escape).map(({ name, nameSpan, written }) => ({
            name,
            place: { file, span: nameSpan },
            value: written?.text,
            to: instruction.keyword === 'ARG' ? 'the build' : 'the image',
          })),
        ),
    ),
  );
}

function unitGivers(project: Project): readonly Giver[] {
  return project.subjects('unit').flatMap((unit) =>
    unit.all('Service', 'Environment').flatMap(({ value, place }) => {
      const reading = readSystemdEnvironment(value);
      const entries = reading.kind === 'read' ? reading.entries : [];
      return entries.map((entry) => ({
        name: entry.name,
        place: nameIn(project, place, entry.name),
        value: entry.value,
        to: `the unit ${unit.unit}`,
      }));
    }),
  );
}

/** Where the name itself stands within a place. */
function nameIn(project: Project, { file, span }: Place, name: string): Place {
  const text = project.source(file)?.text.slice(span.start, span.end) ?? '';
  const at = new RegExp(`(?<![\\w.-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w])`).exec(text)?.index;
  return { file, span: at === undefined ? span : { start: span.start + at, end: span.start + at + name.length } };
}
