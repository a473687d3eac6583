import { argsOf, headOf, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { inNamed } from '../../project/nginx/survey';
import { replaceWord } from '../edit/nginx';
import { addedName, isAdded } from '../nginxAddHeader';
import { type NginxContext, nginxRule } from '../rule';

/** What Mozilla's guidelines ask for (6.0: two years), and the list that browsers ship with (hstspreload.org: one). */
const TWO_YEARS = 63_072_000;
const ONE_YEAR = 31_536_000;

export const rule = nginxRule({
  meta: {
    id: 'nginx/hsts-weak',
    title: 'Strict-Transport-Security that does not hold',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['gixy:hsts_header', 'CWE-523'],
    summary: 'The header that keeps browsers on HTTPS is malformed, switched off, shorter than a year, or asks for a list that refuses it.',
    settings: [],
  },
  messages: {
    malformed:
      'Browsers ignore this Strict-Transport-Security: {why}.\nThey go on taking plain HTTP for the site.\nWrite max-age and what follows with semicolons between.',
    off: 'max-age=0 tells browsers to forget that the site is for HTTPS.\nOnly a site that goes back to HTTP wants that.\nGive it a length, or take the header away.',
    short:
      'Browsers remember for {days} days only that the site is for HTTPS.\nA visitor who comes back later can be caught on plain HTTP again.\nWhere HTTPS has proved itself, raise max-age to two years.',
    preload:
      'preload is asked for without {missing}.\nThe list that browsers ship with refuses the site.\nAdd what is missing, or leave preload out.',
  },
  check(context) {
    for (const directive of suspicious(context.configuration)) checkHeader(context, directive);
  },
});

/** The headers of which there is something to say. */
const suspicious = inNamed(['add_header'], (directive) =>
  isAdded(directive) && addedName(directive) === 'strict-transport-security' && !isSound(directive) ? [directive] : [],
);

function isSound({ args }: NginxDirective): boolean {
  const [, value] = args;
  if (!value || value.parts.length > 0 || isUnknown(value)) return false;
  const found = readHsts(value.text);
  return found.kind === 'read' && found.seconds >= ONE_YEAR && (found.hasSubdomains || !found.hasPreload);
}

type Context = NginxContext<'malformed' | 'off' | 'short' | 'preload'>;

function checkHeader(context: Context, directive: NginxDirective) {
  const [, value] = directive.args;
  if (!value || value.text.trim() === '') return;
  if (value.parts.length > 0 || isUnknown(value)) return context.unknown('a variable fills in Strict-Transport-Security');
  const place = headOf(directive);
  const write = (text: string) => [
    { title: `Write ${text}`, safe: false, edit: () => replaceWord(context.project, directive, value, text) },
  ];
  const found = readHsts(argsOf(directive)[1] ?? '');
  if (found.kind === 'malformed') {
    const fixes = found.better === undefined ? [] : write(found.better);
    return context.report({ message: 'malformed', data: { why: found.why }, place, fixes });
  }
  const { seconds, hasSubdomains, hasPreload } = found;
  const rest = `${hasSubdomains ? '; includeSubDomains' : ''}${hasPreload ? '; preload' : ''}`;
  const longer = write(`max-age=${TWO_YEARS}${rest}`);
  if (seconds === 0) return context.report({ message: 'off', place, fixes: longer });
  const missing = [...(seconds < ONE_YEAR ? ['a year of max-age'] : []), ...(hasSubdomains ? [] : ['includeSubDomains'])];
  if (hasPreload && missing.length > 0) {
    const right = `max-age=${seconds < ONE_YEAR ? TWO_YEARS : seconds}; includeSubDomains; preload`;
    return context.report({ message: 'preload', data: { missing: missing.join(' and ') }, place, fixes: write(right) });
  }
  // A first step of the ramp is no fault; half a year is what the long run begins with.
  if (seconds < ONE_YEAR)
    context.report({ message: 'short', severity: 'info', data: { days: Math.floor(seconds / 86_400) }, place, fixes: longer });
}

type Hsts =
  | { readonly kind: 'read'; readonly seconds: number; readonly hasSubdomains: boolean; readonly hasPreload: boolean }
  | { readonly kind: 'malformed'; readonly why: string; readonly better: string | undefined };

/** The header as RFC 6797, section 6.1, has it: `name [= value]` with semicolons between; one that breaks the form is ignored whole. */
function readHsts(text: string): Hsts {
  const seen = new Map<string, string | undefined>();
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const match = /^([!#$%&'*+.^`|~\w-]+)\s*(?:=\s*(?:"([^"]*)"|([!#$%&'*+.^`|~\w-]+)))?$/.exec(part);
    const name = match?.[1]?.toLowerCase();
    if (!match || name === undefined) return malformed(text, `${part} is not of the form name=value`);
    if (seen.has(name)) return malformed(text, `${name} stands there twice`);
    seen.set(name, match[2] ?? match[3]);
  }
  const age = seen.get('max-age');
  if (age === undefined) return malformed(text, 'it has no max-age');
  if (!/^\d+$/.test(age)) return malformed(text, `max-age is ${age}, and not a number of seconds`);
  return { kind: 'read', seconds: Number(age), hasSubdomains: seen.has('includesubdomains'), hasPreload: seen.has('preload') };
}

/** The same promise with semicolons, where the age can be read. */
function malformed(text: string, why: string): Hsts {
  const age = /max-age\s*=\s*"?(\d+)/i.exec(text)?.[1];
  const rest = `${/includeSubDomains/i.test(text) ? '; includeSubDomains' : ''}${/\bpreload\b/i.test(text) ? '; preload' : ''}`;
  return { kind: 'malformed', why, better: age === undefined ? undefined : `max-age=${age}${rest}` };
}
