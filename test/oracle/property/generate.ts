import { branch, type Context, type Kind } from './context';
import { expression } from './expressions';
import { type Random, randomFrom } from './random';
import { statements } from './statements';
import { block, type GeneratedModule, type Project, type Statement } from './tree';

/** A random settings package. The same seed gives the same one. */
export function generate(seed: number): Project {
  const random = randomFrom(seed);
  const count = { next: 1 };
  const others = Array.from({ length: random.chance(0.6) ? 0 : 1 + random.number(3) }, (_, at) => ['base', 'extra', 'local'][at] ?? 'more');
  const written: { readonly module: GeneratedModule; readonly names: ReadonlyMap<string, Kind> }[] = [];
  for (const name of others) {
    const context = contextOf(random, count);
    const imports = written.flatMap((one) => (random.chance(0.4) ? importOf(context, one.module.name, one.names) : []));
    const body = [...imports, ...statements(context, 2 + random.number(4))];
    written.push({ module: { name, body }, names: context.names });
  }
  const context = contextOf(random, count);
  const imports = written.flatMap((one) => importOf(context, one.module.name, one.names));
  const settings = { name: 'settings', body: [...imports, ...statements(context, 3 + random.number(8))] };
  return { modules: [settings, ...written.map((one) => one.module)] };
}

function contextOf(random: Random, count: Context['count']): Context {
  return { random, names: new Map(), functions: [], count, inLoop: false, depth: 0, foreign: new Set(), module: true };
}

/** One of the ways to take another module's names. */
function importOf(context: Context, name: string, names: ReadonlyMap<string, Kind>): readonly Statement[] {
  const { random } = context;
  const plain = [...names].filter(([one]) => !one.includes('.'));
  const take = () => {
    for (const [one, kind] of plain) context.names.set(one, kind);
  };
  const some = plain.filter(() => random.chance(0.4));
  const listed = some.map(([one]) => one).join(', ');
  switch (random.number(7)) {
    case 0:
      return [block(`if ${expression(context, 'bool')}:`, [`from .${name} import *`])];
    case 1:
      return [
        {
          clauses: [
            { head: 'try:', body: [`from .${random.pick([name, 'missing'])} import *`] },
            { head: 'except ImportError:', body: [`LOCAL = ${expression(context, 'str')}`] },
          ],
        },
      ];
    case 2:
      for (const [one, kind] of some) context.names.set(one, kind);
      return listed === '' ? [`import conf.${name}`] : [`from conf.${name} import ${listed}`];
    case 3:
      for (const [one, kind] of some) context.names.set(`${name}.${one}`, kind);
      return [`from . import ${name}`];
    case 4: {
      const inner = branch(context);
      for (const [one, kind] of plain) inner.names.set(one, kind);
      return [block(`if ${expression(context, 'bool')}:`, [`from .${name} import *`, ...statements(inner, 2)])];
    }
    default:
      take();
      return [`from .${name} import *`];
  }
}
