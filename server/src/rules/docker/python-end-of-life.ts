import { pythonRelease } from '../../knowledge/pythonReleases';
import { subjectRule } from '../rule';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/python-end-of-life',
    title: 'The Python of the image gets no security fixes',
    category: 'names and versions',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: ['CWE-1104'],
    summary: 'The image builds on a line of Python whose support is over.',
    settings: [],
  },
  messages: {
    over: 'The image builds on Python {line}, whose support ended in {ends}.\nNobody mends what is found in it since then, and the image is not built anew either.\nGo to a line that is still kept up, when the tests pass with it.',
  },
  check(context) {
    const { base } = context.subject;
    const line = base.reference && lineOf(base.reference.name, base.reference.tag);
    if (line === undefined) return context.notApplicable('its base names no line of Python');
    const release = pythonRelease(line);
    if (!release?.isOver) return;
    if (!base.sure) return context.unknown(`an argument of the build decides about ${base.text}`);
    context.report({ message: 'over', data: { line, ends: release.ends }, place: base.place });
  },
});

/** `3.9` of `python:3.9-slim`, and of images that name a Python in their tag (`uv:python3.9-bookworm`). */
function lineOf(name: string, tag: string | undefined): string | undefined {
  if (name === 'python') return /^(\d\.\d{1,2})(?:[.-]|$)/.exec(tag ?? '')?.[1];
  return name === 'ghcr.io/astral-sh/uv' ? /^(?:[\d.]+-)?python(\d\.\d{1,2})(?:[.-]|$)/.exec(tag ?? '')?.[1] : undefined;
}
