import { describe, expect, it } from 'vitest';
import { readDockerfile } from '../../../server/src/syntax/dockerfile/dockerfile';
import { plainText } from '../../../server/src/syntax/shell/word';

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

  it('has commands in both forms', () => {
    expect(stages[1]?.steps).toMatchObject([
      { kind: 'entrypoint', command: { form: 'shell', text: expect.stringMatching(/^exec gunicorn\s+app$/) } },
      { kind: 'cmd', command: { form: 'exec', words: ['--bind', '0.0.0.0'] } },
    ]);
  });

  it.each(['', 'ENV A=1', 'FROM', 'FROM a\nENV', 'FROM a\nCMD [', '\0', 'FROM a\nENV =1 A'])('is never too broken: %j', (text) => {
    const known = readDockerfile(text).stages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'env' ? step.variables : [])));
    expect(known.every(({ value }) => value === undefined)).toBe(true);
  });
});
