import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/text';
import { ignoreHere } from '../../server/src/features/ignoreHere';
import type { Finding } from '../../server/src/rules/rule';
import { projectOf, type Tree } from '../support/project';

const RULE = 'nginx/server-tokens-on';

/** The file after the comment was written for a finding at `$0`; undefined where there is none to write. */
async function ignored(path: string, marked: string, more: Tree = {}): Promise<string | undefined> {
  const start = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const project = await projectOf({ [path]: text, ...more });
  const place = { file: path, span: { start, end: start + 3 } };
  const finding: Finding = { rule: RULE, severity: 'info', profile: '', place, message: '', references: [], related: [], fixes: [] };
  const edit = ignoreHere(project, finding, 'because');
  return edit && applyEdits(text, edit.edits);
}

describe('the comment that makes a finding silent', () => {
  it('stands at the end of a line of Python', async () => {
    expect(await ignored('settings.py', '$0DEBUG = True\n')).toBe(`DEBUG = True  # preflight: ignore[${RULE}] because\n`);
  });

  it('stands above a directive of nginx, as deep as it', async () => {
    expect(await ignored('nginx.conf', 'http {\n    $0server_tokens on;\n}\n')).toBe(
      `http {\n    # preflight: ignore[${RULE}] because\n    server_tokens on;\n}\n`,
    );
  });

  it('is not written where it could land inside a quoted text, or in a file without such comments', async () => {
    expect(await ignored('nginx.conf', 'http { log_format x "a\nb"; $0server_tokens on; }\n')).toBeUndefined();
    expect(await ignored('app.json', '$0{}\n')).toBeUndefined();
  });
});
