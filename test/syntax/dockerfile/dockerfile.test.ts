import { describe, expect, it } from 'vitest';
import { readDockerfile, type Step } from '../../../server/src/syntax/dockerfile/dockerfile';
import { plainText } from '../../../server/src/syntax/shell/word';
import type { WrittenText } from '../../../server/src/syntax/written';

const TEXT = `# syntax=docker/dockerfile:1
ARG VERSION=3.13
FROM python:\${VERSION} AS Base
ENV A=1 B="x y" \\
    # a note
    C='$q' D=a\\ b
ENV OLD some "quoted" value
ARG X
COPY --from=other --chown=a:b /x /y
COPY ["a b", "/c/"]
FROM --platform=linux/amd64 base
ENTRYPOINT exec gunicorn \\
    app
CMD ["--bind", "0.0.0.0"]
RUN <<EOF
ENV NOT=1
EOF
`;

describe('a Dockerfile', () => {
  const { args, stages } = readDockerfile(TEXT);

  it('has stages, and what stands before them', () => {
    expect(args.map(({ name, value }) => [name, plainText(value?.parts ?? [])])).toEqual([['VERSION', '3.13']]);
    expect(stages.map(({ name, from }) => [name, plainText(from.parts)])).toEqual([
      ['base', undefined],
      [undefined, 'base'],
    ]);
  });

  it('has variables in both forms, instruction by instruction, with where they stand', () => {
    const steps = stages[0]?.steps.flatMap((step) => (step.kind === 'env' || step.kind === 'arg' ? [step] : [])) ?? [];
    expect(steps.map(({ variables }) => variables.map(({ name, value }) => [name, value && plainText(value.parts)]))).toEqual([
      [
        ['A', '1'],
        ['B', 'x y'],
        ['C', '$q'],
        ['D', 'a b'],
      ],
      [['OLD', 'some quoted value']],
      [['X', undefined]],
    ]);
    expect(steps[0]?.variables.map(({ span }) => TEXT.slice(span.start, span.end))).toEqual(['A=1', 'B="x y"', "C='$q'", 'D=a\\ b']);
  });

  it('has what it copies', () => {
    expect(stages[0]?.steps.filter(({ kind }) => kind === 'copy')).toEqual([
      { kind: 'copy', from: 'other', sources: ['/x'], target: '/y' },
      { kind: 'copy', from: undefined, sources: ['a b'], target: '/c/' },
    ]);
  });

  it('has commands in both forms, with where their words stand', () => {
    expect(commands(stages[1]?.steps ?? [], TEXT)).toEqual([
      ['entrypoint', 'exec gunicorn \\\n    app'],
      ['cmd', ['--bind', '0.0.0.0']],
      ['run', 'ENV NOT=1\n'],
    ]);
  });

  it('takes flags, comments and empty lines out of a command, and nothing else moves', () => {
    const text =
      'FROM a\nRUN --mount=type=cache,target=/x \\\n  # c\n  pip install x && \\\n\n  collect\nCMD ["a", \\\n # "no"\n "\\u0041"]\n';
    const [run, cmd] = readDockerfile(text).stages[0]?.steps ?? [];
    expect(commands([run, cmd], text)).toEqual([
      ['run', 'pip install x && \\\n\n  collect'],
      ['cmd', ['a', undefined]],
    ]);
    expect(run?.kind === 'run' && run.command.form === 'shell' && run.command.line.text).toMatch(/^pip install x && \\\n\s+collect$/);
  });

  it.each(['', 'ENV A=1', 'FROM', 'FROM a\nENV', 'FROM a\nCMD [', '\0', 'FROM a\nENV =1 A'])('is never too broken: %j', (text) => {
    const known = readDockerfile(text).stages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'env' ? step.variables : [])));
    expect(known.every(({ value }) => value === undefined)).toBe(true);
  });
});

/** What the file has where a command and its words are said to stand; undefined where a word is not there letter by letter. */
function commands(steps: readonly (Step | undefined)[], text: string) {
  const written = ({ offsets }: WrittenText) => offsets?.map((offset) => text.charAt(offset)).join('');
  return steps.flatMap((step) => {
    if (step?.kind !== 'cmd' && step?.kind !== 'entrypoint' && step?.kind !== 'run') return [];
    const { command } = step;
    return [[step.kind, command.form === 'shell' ? written(command.line) : command.words.map(written)]];
  });
}
