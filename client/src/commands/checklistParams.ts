import type { ChecklistParams } from '../../../server/src/protocol';

/** The folder and profile that an argument of a command names: it may come from a link. Undefined where it names none. */
export function checklistParams(value: unknown): ChecklistParams | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { folder, profile } = value as Partial<Record<keyof ChecklistParams, unknown>>;
  if (typeof folder !== 'string' && typeof profile !== 'string') return undefined;
  return { ...(typeof folder === 'string' && { folder }), ...(typeof profile === 'string' && { profile }) };
}
