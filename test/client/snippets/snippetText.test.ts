import { describe, expect, it } from 'vitest';
import { expansionsOf, piecesOf } from './snippetText';

const texts = (body: string) => expansionsOf(body).map(({ text }) => text);

describe('the text of a snippet', () => {
  it('stays as it is where nothing is special', () => {
    expect(texts('a { b } \\d\\n "c"')).toEqual(['a { b } \\d\\n "c"']);
  });

  it('has nothing for a stop without default', () => {
    expect(texts('[$1]${2}$0')).toEqual(['[]']);
  });

  it('has the default of a stop, and has it again wherever the number stands', () => {
    expect(texts('${1:site}.conf, $1 and ${1}')).toEqual(['site.conf, site and site']);
  });

  it('repeats a default that stands further down', () => {
    expect(texts('$1 ${1:later}')).toEqual(['later later']);
  });

  it('has the first choice, and each other one in turn', () => {
    expect(expansionsOf('${1|a,b,c|} ${2|x,y|} $1')).toEqual([
      { chosen: 'default', text: 'a x a' },
      { chosen: '1=b', text: 'b x b' },
      { chosen: '1=c', text: 'c x c' },
      { chosen: '2=y', text: 'a y a' },
    ]);
  });

  it('loses the backslash before a dollar sign, a brace or a backslash, and before nothing else', () => {
    expect(texts('\\$host \\} \\\\ \\d \\')).toEqual(['$host } \\ \\d \\']);
  });

  it('takes no dollar sign of an escaped one for a stop', () => {
    expect(piecesOf('\\${1:no} \\\\${1:yes}')).toEqual(['${1:no} \\', { number: 1, default: 'yes', choices: [] }]);
  });

  it.each(['$host', '${NAME}', '${NAME:default}', '$', '${1/a/b/}', '${1:${2:inner}}', '${1:open', '${1||}', '${1|a\\,b|}'])(
    'is refused where it holds %s',
    (body) => {
      expect(() => piecesOf(`x ${body} y`)).toThrow('starts no tab stop');
    },
  );
});
