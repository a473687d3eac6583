import { native } from '../interpreter/calls';
import { iterate } from '../interpreter/iteration';
import { list, type R, str, tuple } from '../runtime/objects';
import { type LibraryFactory, library } from './library';

/** One address without comments, groups or escapes: `name <local@domain>`, `"name" <local@domain>` or `local@domain`. */
const ADDRESS =
  /^\s*(?:(?:"([^"\\]*)"|([\w .!#$%&'*+/=?^`{|}~-]*?))\s*<([^\s<>"(),:;[\]\\@]+(?:@[\w.-]+)?)>|([^\s<>"(),:;[\]\\@]+(?:@[\w.-]+)?))\s*$/;

/** The pair of name and address; undefined for a form that is not evaluated. */
function parsed(text: string): R | undefined {
  if (text === '') return tuple([str(''), str('')]);
  const match = ADDRESS.exec(text);
  return match ? tuple([str((match[1] ?? match[2] ?? '').trim()), str(match[3] ?? match[4] ?? '')]) : undefined;
}

/** `email.utils` of Python: lists of addresses as people write them into variables. */
export const emailUtilsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    getaddresses: native('email.utils.getaddresses', (vm, args) => {
      const fields = args.positional[0] ? iterate(vm, args.positional[0]) : [];
      const texts = fields.flatMap((field) => (field.t === 'str' ? field.v.split(',').filter((part) => part.trim() !== '') : []));
      const pairs = texts.map(parsed);
      const known = pairs.flatMap((pair) => pair ?? []);
      const isKnown = fields.every((field) => field.t === 'str') && known.length === texts.length;
      return isKnown ? list(known) : vm.unknown('a list of addresses is not known', { type: 'list' });
    }),
    parseaddr: native('email.utils.parseaddr', (vm, args) => {
      const [text] = args.positional;
      return (text?.t === 'str' && parsed(text.v)) || vm.unknownFrom(text ? [text] : [], 'an address is not known');
    }),
  });
