import type { NginxDefinition } from '../../knowledge/nginx';

/** Whether a directive takes so many arguments. */
export function isCount({ args }: NginxDefinition, count: number): boolean {
  const [least = 0, most] = args;
  return most === null ? count >= (least ?? 0) : args.includes(count);
}

/** The counts that a directive takes, in words. */
export function countText({ args }: NginxDefinition): string {
  const [least, second] = args;
  if (second === null) return `${least} or more arguments`;
  if (args.length === 1) return least === 0 ? 'no arguments' : least === 1 ? 'one argument' : `${least} arguments`;
  return `${args.join(' or ')} arguments`;
}

/** How the directive is written. */
export function adviceFor({ syntax }: NginxDefinition): string {
  const forms = (syntax ?? []).filter((form) => form !== '' && form.length < 100);
  return forms.length === 0 ? 'Write it as the documentation says.' : `Its form is: ${forms.join('; ')}.`;
}
