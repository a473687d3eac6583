import { enforcedPolicies, type Policy, type Sources, sourcesOf, type Word } from '../contentPolicy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/csp-unsafe',
    title: 'The content security policy lets foreign scripts run',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'The policy allows inline scripts, eval or scripts from anywhere, and so stops little of what it is there to stop.',
    settings: ['SECURE_CSP', 'CONTENT_SECURITY_POLICY', 'CSP_SCRIPT_SRC', 'CSP_DEFAULT_SRC', 'MIDDLEWARE'],
  },
  messages: {
    inline:
      "{directive} in {setting} allows 'unsafe-inline'.\nA script that somebody manages to write into a page then runs, which is what the policy is there to stop.\nGive the site’s own scripts a nonce, or move them into files.",
    eval: "{directive} in {setting} allows 'unsafe-eval'.\nText can then become code, and one careless line in a library is enough.\nTake it out, and see what in the console of the browser asks for it.",
    anywhere:
      '{directive} in {setting} allows {source} as a source of scripts.\nAnybody has a host there, so that a script from anywhere runs.\nName the hosts that scripts come from.',
  },
  check(context) {
    for (const policy of enforcedPolicies(context)) {
      for (const { message, directive, source } of faults(policy)) {
        const setting = policy.setting(directive);
        context.report({ message, data: { directive, setting, source: source.text }, place: source.at ?? context.place(setting) });
      }
      if (scriptsAreOpen(policy)) context.unknown('not all sources that the policy allows for scripts are known');
    }
  },
});

interface Fault {
  readonly message: 'inline' | 'eval' | 'anywhere';
  readonly directive: string;
  readonly source: Word;
}

const ANYWHERE: ReadonlySet<string> = new Set(['*', 'http:', 'https:', 'data:', 'http://*', 'https://*']);

function faults(policy: Policy): readonly Fault[] {
  const elements = governing(policy, ['script-src-elem', 'script-src', 'default-src']);
  const attributes = governing(policy, ['script-src-attr', 'script-src', 'default-src']);
  const all = governing(policy, ['script-src', 'default-src']);
  const inline = fault('inline', elements, inlineIn) ?? fault('inline', attributes, inlineIn);
  const found = [inline, fault('eval', all, ({ words }) => wordIn(words, "'unsafe-eval'")), fault('anywhere', elements, anywhereIn)];
  return found.flatMap((each) => each ?? []);
}

function fault(message: Fault['message'], where: Governing | undefined, find: (sources: Sources) => Word | undefined): Fault | undefined {
  const source = where && find(where.sources);
  return where && source && { message, directive: where.directive, source };
}

interface Governing {
  readonly directive: string;
  readonly sources: Sources;
}

/** The first directive of these that is sent: browsers fall back from one to the next. Undefined where that is not known. */
function governing(policy: Policy, directives: readonly string[]): Governing | undefined {
  for (const directive of directives) {
    const value = policy.sources(directive);
    if (value === 'unknown' || value?.kind === 'unknown' || value?.kind === 'choice') return undefined;
    const sources = value && sourcesOf(value);
    if (sources) return { directive, sources };
  }
  return undefined;
}

/** Browsers pass over 'unsafe-inline' as soon as a nonce, a hash or 'strict-dynamic' stands beside it. */
function inlineIn(sources: Sources): Word | undefined {
  const isNarrowed = sources.nonce || sources.words.some(({ text }) => /^'(nonce-|sha(256|384|512)-)/.test(text));
  return isFinal(sources) && !isNarrowed ? wordIn(sources.words, "'unsafe-inline'") : undefined;
}

function anywhereIn(sources: Sources): Word | undefined {
  return isFinal(sources) ? sources.words.find(({ text }) => ANYWHERE.has(text)) : undefined;
}

/** Nothing that is not known, and no 'strict-dynamic', takes the words' effect away. */
function isFinal({ open, words }: Sources): boolean {
  return !open && !wordIn(words, "'strict-dynamic'");
}

function wordIn(words: readonly Word[], text: string): Word | undefined {
  return words.find((word) => word.text === text);
}

function scriptsAreOpen(policy: Policy): boolean {
  return ['script-src', 'default-src'].some((directive) => {
    const value = policy.sources(directive);
    return value === 'unknown' || value?.kind === 'unknown' || value?.kind === 'choice' || (value && sourcesOf(value)?.open === true);
  });
}
