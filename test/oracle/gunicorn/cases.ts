import { gunicornSettings } from '../../../server/src/knowledge/gunicorn';

/** Values as Python writes them. Each is tried for every setting, so that what one validator takes is tried on all the others. */
export const VALUES: readonly string[] = [
  'None',
  'True',
  'False',
  '0',
  '1',
  '-1',
  '5',
  '16384',
  '16777215',
  '16777216',
  '2 ** 31 - 1',
  '2 ** 31',
  '1.5',
  '0.0',
  '4.0',
  '""',
  '" "',
  '"0"',
  '"1"',
  '"-1"',
  '"08"',
  '"022"',
  '"0x10"',
  '"0o22"',
  '"0b11"',
  '"1_000"',
  '"1__0"',
  '" 4 "',
  '"+4"',
  '"4.0"',
  '"true"',
  '" False "',
  '"TRUE"',
  '"yes"',
  '"on"',
  '"off"',
  '"none"',
  '"auto"',
  '"Auto "',
  '"poll"',
  '"x"',
  '"a.b"',
  '"drop"',
  '" Refuse "',
  '"dangerous"',
  '"sync"',
  '"#gthread"',
  '"gevent"',
  '"egg:gunicorn#sync"',
  '"unix:/x"',
  '"unix:80"',
  '"unix:///x"',
  '"fd://3"',
  '"fd://x"',
  '"tcp://0.0.0.0:80"',
  '"127.0.0.1:8000"',
  '"127.0.0.1:08"',
  '":80"',
  '":80000"',
  '":-1"',
  '"host:http"',
  '"a:1:2"',
  '"[::1]:80"',
  '"[::1]"',
  '"[::1]:x"',
  '"http://0.0.0.0:80"',
  '"localhost"',
  '"*"',
  '"127.0.0.1"',
  '"127.0.0.1,::1"',
  '"127.0.0.1, ::1,"',
  '"127.0.0.1, ,::1"',
  '"10.0.0.0/8"',
  '"10.0.0.1/8"',
  '"10.0.0.0/255.0.0.0"',
  '"10.0.0.0/0.255.255.255"',
  '"10.0.0.0/33"',
  '"10.0.0/8"',
  '"010.0.0.0"',
  '"256.0.0.1"',
  '"fe80::/10"',
  '"fe80::1/10"',
  '"::ffff:10.0.0.1"',
  '"1::2::3"',
  '"12345::"',
  '"h1"',
  '"h1,h2"',
  '"H2 , h1"',
  '"h1,h1"',
  '"h3"',
  '"h4"',
  '"V1"',
  '"v2"',
  '"upgrade"',
  '"prior-knowledge"',
  '"both"',
  '"uvloop"',
  '"python"',
  '"fast"',
  '"A=1"',
  '"NAME"',
  'b""',
  'b"4"',
  '[]',
  '["a"]',
  '["A=1", "B=2"]',
  '["127.0.0.1:8000"]',
  '["127.0.0.1:8000", "unix:/x"]',
  '["127.0.0.1:x"]',
  '["a", 1]',
  '[None]',
  '[[]]',
  '()',
  '("127.0.0.1:8000",)',
  '{}',
  '{"a": "b"}',
  '{1: 2}',
  '{"a"}',
  'Path("/x")',
];

/** Texts behind a flag. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '0',
  '1',
  '-1',
  '5',
  ' 5 ',
  '+5',
  '08',
  '022',
  '0022',
  '088',
  '0x10',
  '0o22',
  '1_000',
  '_1',
  '1.5',
  '16384',
  '16777216',
  '2147483648',
  'True',
  'true',
  'yes',
  'x',
  'a.b',
  'info',
  'off',
  'auto',
  'POLL',
  'poll',
  'v2',
  'h2',
  'h1,h1',
  'drop',
  'uvloop',
  'both',
  'sync',
  'gthread',
  'tornado',
  'unix:/x',
  'fd://x',
  '127.0.0.1:8000',
  ':80000',
  'host:http',
  '*',
  '10.0.0.0/8',
  '10.0.0.1/8',
  '127.0.0.1,::1',
  'A=1',
  '/tmp',
  '/nowhere/at/all',
];

/** Command lines made at random from flags, their beginnings, values and other words: the same ones for the same seed. */
export function commandLines(count: number, seed: number): readonly (readonly string[])[] {
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  const flags = [...gunicornSettings().flatMap(({ cli }) => cli ?? []), '--help', '--version', '-h', '-v'];
  const word = (): string => {
    const flag = pick(flags, '-w');
    const text = pick(WORDS, 'x');
    switch (Math.floor(random() * 9)) {
      case 0:
      case 1:
        return flag;
      case 2:
        return flag.startsWith('--') ? flag.slice(0, 3 + Math.floor(random() * flag.length)) : flag;
      case 3:
        return `${flag}=${text}`;
      case 4:
        return flag.startsWith('--') ? `${flag.slice(0, -1)}=${text}` : flag + text;
      case 5:
        return pick(ODD, '-');
      default:
        return text;
    }
  };
  return Array.from({ length: count }, () => Array.from({ length: 1 + Math.floor(random() * 6) }, word));
}

const WORDS = ['app:application', 'config.wsgi', '4', '0.0.0.0:80', '-', '-1', '-1.5', 'a b', '', 'A=1', 'info', 'true'];
const ODD = [
  '--',
  '-',
  '-Dw4',
  '-Rw=4',
  '-DR',
  '-DX',
  '-w',
  '-wx',
  '--w',
  '--log',
  '--no',
  '-c=x',
  '---',
  '--=x',
  '-x y',
  '--nothing',
  '-Z',
];

/** Park and Miller’s generator: numbers from 0 to below 1. */
function randomNumbers(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
