import { describe, expect, it } from 'vitest';
import { DOCKERFILES } from '../../oracle/docker/dockerfiles';
import { commandsOf } from '../../oracle/docker/ours';
import { recorded } from '../../oracle/docker/recorded';

const answers = recorded().dockerfiles;

describe('a Dockerfile is cut up as BuildKit does it', () => {
  it.each(Object.entries(DOCKERFILES))('%s', (name, text) => {
    const theirs = answers[name];
    expect(theirs).toBeDefined();
    if (typeof theirs === 'string') expect(commandsOf(text)).toEqual([]);
    else expect(commandsOf(text)).toEqual(theirs);
  });
});
