/** Plain data as Python writes it: what a default is. Knowledge cannot know the evaluator's values, which are richer. */
export type Literal =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Literal[] }
  | { readonly kind: 'dict'; readonly entries: readonly { readonly key: Literal; readonly value: Literal }[] };

/** Reads the text of a Python literal; undefined when it is something else (a name, a call, a lambda). */
export function parseLiteral(text: string): Literal | undefined {
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  const reader: Reader = { tokens, at: 0 };
  const value = readValue(reader);
  return reader.at === tokens.length ? value : undefined;
}

/** The literal as Python would print it. */
export function formatLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return literal.value ? 'True' : 'False';
    case 'int':
    case 'float':
      return String(literal.value);
    case 'str':
      return quote(literal.value);
    case 'list':
      return `[${literal.items.map(formatLiteral).join(', ')}]`;
    case 'tuple':
      return `(${literal.items.map(formatLiteral).join(', ')}${literal.items.length === 1 ? ',' : ''})`;
    case 'dict':
      return `{${literal.entries.map(({ key, value }) => `${formatLiteral(key)}: ${formatLiteral(value)}`).join(', ')}}`;
  }
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

function tokenize(text: string): readonly string[] | undefined {
  const tokens = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?[\w.]+|[[\](){}:,]|[^\s]/g) ?? [];
  return tokens.length > 0 ? tokens : undefined;
}

function readValue(reader: Reader): Literal | undefined {
  const token = reader.tokens[reader.at++];
  if (token === undefined) return undefined;
  const close = CLOSING[token];
  if (close === '}') return readDict(reader);
  if (close !== undefined) return readSequence(reader, close);
  if (/^['"]/.test(token)) return { kind: 'str', value: unquote(token) };
  if (token === 'None') return { kind: 'none' };
  if (token === 'True' || token === 'False') return { kind: 'bool', value: token === 'True' };
  if (/^-?\d+$|^0[ox][\da-f]+$/i.test(token)) return { kind: 'int', value: BigInt(token) };
  if (/^-?\d+\.\d*$/.test(token)) return { kind: 'float', value: Number(token) };
  return undefined;
}

/** After `[` or `(`: a bracketed value without a comma is the value itself, as in Python. */
function readSequence(reader: Reader, close: string): Literal | undefined {
  const items: Literal[] = [];
  let comma = false;
  while (reader.tokens[reader.at] !== close) {
    const item = readValue(reader);
    if (!item) return undefined;
    items.push(item);
    if (reader.tokens[reader.at] !== ',') break;
    comma = true;
    reader.at++;
  }
  if (reader.tokens[reader.at++] !== close) return undefined;
  const [only] = items;
  if (close === ')' && !comma && only) return only;
  return { kind: close === ']' ? 'list' : 'tuple', items };
}

function readDict(reader: Reader): Literal | undefined {
  const entries: { key: Literal; value: Literal }[] = [];
  while (reader.tokens[reader.at] !== '}') {
    const key = readValue(reader);
    if (!key || reader.tokens[reader.at++] !== ':') return undefined;
    const value = readValue(reader);
    if (!value) return undefined;
    entries.push({ key, value });
    if (reader.tokens[reader.at] !== ',') break;
    reader.at++;
  }
  return reader.tokens[reader.at++] === '}' ? { kind: 'dict', entries } : undefined;
}

function unquote(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/g, (whole, character: string) => ESCAPES[character] ?? whole);
}

function quote(value: string): string {
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replace(/[\\\n\t\r]/g, (character) => `\\${{ '\\': '\\', '\n': 'n', '\t': 't', '\r': 'r' }[character] ?? ''}`);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}
