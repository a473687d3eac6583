import { LineMap } from '../../../server/src/base/text';
import { loadCompose, treeOfText } from '../../../server/src/project/compose/load';
import type { ComposedService } from '../../../server/src/project/compose/model';
import { parseDockerfile } from '../../../server/src/syntax/dockerfile/parse';
import { assignmentsOf } from '../../../server/src/syntax/dockerfile/stages';
import { type Instruction, jsonWords, KEYWORDS, splitQuoted, splitWords } from '../../../server/src/syntax/dockerfile/tree';

/** A command as the referee gives it. */
export interface Answer {
  readonly keyword: string;
  readonly kept: string;
  readonly first: number;
  readonly last: number;
  readonly flags: readonly string[];
  readonly json: boolean;
  readonly value: readonly string[];
}

const LISTS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'COPY', 'ADD', 'VOLUME', 'SHELL']);
const WHOLE = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'STOPSIGNAL', 'WORKDIR', 'USER', 'MAINTAINER']);

/** Our reading of a Dockerfile in the words of the referee. */
export function commandsOf(text: string): readonly Answer[] {
  const { instructions, escape: escapeCharacter } = parseDockerfile(text);
  const lines = new LineMap(text);
  return instructions.map((instruction) => {
    const inner = instruction.trigger ?? instruction;
    const check = inner.keyword === 'HEALTHCHECK' ? jsonWords({ ...inner.rest, text: inner.rest.text.replace(/^CMD\s+/i, '') }) : undefined;
    const list = LISTS.has(inner.keyword) ? jsonWords(inner.rest) : undefined;
    const json = check ? [{ text: 'CMD' }, ...check] : list;
    return {
      keyword: instruction.keyword,
      kept: instruction.trigger?.keyword ?? '',
      first: lines.position(instruction.span.start).line + 1,
      last: lines.position(instruction.span.end).line + 1,
      // The referee leaves the flags of what ONBUILD keeps out.
      flags: instruction.flags.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
      json: json !== undefined,
      value: json ? json.map((word) => word.text) : argumentsOf(inner, text, escapeCharacter),
    };
  });
}

function argumentsOf(instruction: Instruction, text: string, escapeCharacter: string): readonly string[] {
  const { keyword, rest } = instruction;
  if (WHOLE.has(keyword)) return rest.text === '' ? [] : [rest.text];
  if (keyword === 'HEALTHCHECK') return checkOf(rest.text);
  if (keyword === 'ENV' || keyword === 'LABEL') {
    const assignments = assignmentsOf(instruction, escapeCharacter);
    return assignments.flatMap(({ nameSpan, written }) => [text.slice(nameSpan.start, nameSpan.end), written?.text ?? '']);
  }
  // The referee gives a word that is no instruction no arguments.
  if (!KEYWORDS.includes(keyword)) return [''];
  return (keyword === 'ARG' ? splitQuoted(rest, escapeCharacter) : splitWords(rest)).map((word) => word.text);
}

/** `NONE`, or `CMD` with a line. */
function checkOf(text: string): readonly string[] {
  const [, word = '', line] = /^(\S+)(?:\s+([\s\S]*))?$/.exec(text) ?? [];
  return line === undefined ? [word] : [word, line];
}

/** What we read of a compose file, by the path at which the schema speaks of it: the paths of all that we took for something. */
export function readPaths(text: string): readonly string[] {
  const model = loadCompose(
    ['compose.yml'],
    () => treeOfText(text),
    () => text,
    { lookup: () => ({ kind: 'unknown' }) },
  );
  const sections = (['networks', 'volumes', 'secrets', 'configs'] as const).flatMap((key) => (model[key].length > 0 ? [key] : []));
  return [...sections, ...model.services.flatMap((service) => servicePaths(service).map((path) => `services/${service.name}/${path}`))];
}

function servicePaths(service: ComposedService): readonly string[] {
  const found: Readonly<Record<string, boolean>> = {
    image: service.image !== undefined,
    build: service.build !== undefined,
    command: service.command !== undefined,
    entrypoint: service.entrypoint !== undefined,
    environment: service.environment.size > 0,
    env_file: service.envFiles.length > 0,
    ports: service.ports.length > 0,
    expose: service.expose.length > 0,
    volumes: service.mounts.length > 0,
    networks: service.networks !== undefined && service.networks.length > 0,
    depends_on: service.dependsOn.length > 0,
    healthcheck: service.healthcheck !== undefined,
    restart: service.restart !== undefined,
    deploy: service.deploy !== undefined,
    profiles: service.profiles.length > 0,
    user: service.user !== undefined,
    secrets: service.secrets.length > 0,
    configs: service.configs.length > 0,
    labels: service.labels.size > 0,
    tmpfs: service.tmpfs.length > 0,
  };
  return Object.keys(found).filter((key) => found[key]);
}
