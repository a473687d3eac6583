import type { Severity } from '../../rules/rule';

export type Paint = Readonly<Record<Severity | 'bold' | 'faint' | 'good', (text: string) => string>>;

/** Colours for a terminal, or none. */
export function painter(colors: boolean): Paint {
  const style = (open: number, close: number) => (text: string) => (colors ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return {
    error: style(31, 39),
    warning: style(33, 39),
    info: style(36, 39),
    hint: style(90, 39),
    bold: style(1, 22),
    faint: style(2, 22),
    good: style(32, 39),
  };
}
