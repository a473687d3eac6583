import { type Call, quoted } from './reading';

/** Looks at what stands behind `name=`, or at the bare word: true, or what is wrong with it. */
export type Parameter = (value: string, index: number) => boolean | string;

/**
 * Reads the words of a directive from an index on, each a known parameter: `burst=` with a value, or a word of its own.
 * @returns whether all were fine; what is wrong is reported.
 */
export function readParameters(call: Call, from: number, known: Readonly<Record<string, Parameter>>): boolean {
  const names = Object.keys(known);
  for (let index = from; index < call.args.length; index++) {
    const word = call.arg(index);
    const name = names.find((each) => (each.endsWith('=') || each.endsWith(':') ? word.startsWith(each) : word === each));
    const parameter = name === undefined ? undefined : known[name];
    if (name === undefined || !parameter) {
      call.invalid(index, `${quoted(word)} is no parameter of ${call.name}`, `It knows ${names.join(', ')}.`);
      return false;
    }
    const result = parameter(word.slice(name === word ? word.length : name.length), index);
    if (result === false) call.invalid(index, `${quoted(word)} is no value for ${name.replace(/=$/, '')} of ${call.name}`);
    else if (typeof result === 'string') call.invalid(index, result);
    if (call.isRefused) return false;
  }
  return true;
}

export const anything: Parameter = () => true;

export function onOff(value: string): boolean {
  return value === 'on' || value === 'off';
}
