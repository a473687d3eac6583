import { headOf, SHIPPED } from '../../project/nginx/model';
import { inNamed } from '../../project/nginx/survey';
import { replaceWord } from '../edit/nginx';
import { nginxRule } from '../rule';

const DIRECTIVES = ['add_header', 'add_trailer', 'proxy_set_header', 'uwsgi_param', 'more_set_headers', 'more_set_input_headers'];

/** The values with a line break in them, and the name of the header. */
const brokenHeaders = inNamed(DIRECTIVES, (directive) => {
  if (directive.parent.context === 'entries' || directive.file === SHIPPED) return [];
  const broken = directive.args.find(({ text }) => text.includes('\n') || text.includes('\r'));
  const [name] = directive.args;
  return broken && name ? [{ directive, name, broken }] : [];
});

export const rule = nginxRule({
  meta: {
    id: 'nginx/header-multiline',
    title: 'A header goes over several lines',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: ['gixy:add_header_multiline', 'CWE-113'],
    summary: 'A line break inside a value is sent as it stands: HTTP/2 and HTTP/3 forbid it, and browsers drop the answer or the header.',
    settings: [],
  },
  messages: {
    broken:
      'The value of {name} has a line break in it, and nginx sends it as it stands.\nHTTP/2 and HTTP/3 forbid that, and HTTP/1.1 has it no more: browsers drop the header or the whole answer.\nWrite the value on one line.',
  },
  check(context) {
    for (const { directive, name, broken } of brokenHeaders(context.configuration)) {
      const edit = () => replaceWord(context.project, directive, broken, broken.text.trim().replace(/\s*[\r\n]+\s*/g, ' '));
      context.report({
        message: 'broken',
        data: { name: name.text.split(':')[0]?.trim() ?? '' },
        place: headOf(directive),
        fixes: [{ title: 'Write the value on one line', safe: true, edit }],
      });
    }
  },
});
