import type { Place } from '../../base/text';
import { typeAttribute } from '../interpreter/attributes';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import type { Class } from '../runtime/objects';
import { eachFile, fileValue, setVariable } from './envFiles/load';
import { type EnvFileEntry, splitLines, universalNewlines } from './envFiles/text';

const READER = 'django-configurations';

/** The class attribute `DOTENV`: a file whose variables are set where the process has none of that name. */
export function loadConfigurationDotenv(machine: Machine, owner: Class, at: Place): void {
  const path = typeAttribute(owner, 'DOTENV');
  if (!path || truthOf(machine, path).yes.length === 0) return;
  eachFile(machine, path, { reader: READER, at }, (file) => {
    for (const { name, value } of file ? readConfigurationDotenv(file.text) : []) {
      if (value !== undefined) setVariable(machine, name, fileValue(name, value, READER, at), { override: false, reader: READER, at });
    }
  });
}

/** `NAME=value` lines; quotes are taken off, and in double quotes a backslash keeps the next character. Source: `configurations/base.py`. */
export function readConfigurationDotenv(text: string): readonly EnvFileEntry[] {
  return splitLines(universalNewlines(text)).flatMap((line) => {
    const match = /^([A-Za-z_0-9]+)=(.*)$/.exec(line);
    return match ? [{ name: match[1] ?? '', value: unquoted(match[2] ?? '') }] : [];
  });
}

function unquoted(value: string): string {
  const single = /^'(.*)'$/.exec(value)?.[1] ?? value;
  const double = /^"(.*)"$/.exec(single)?.[1];
  return double === undefined ? single : double.replace(/\\(.)/g, '$1');
}
