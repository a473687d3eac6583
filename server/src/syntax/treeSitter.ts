import { Language, type Node, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';

/**
 * A node of a concrete tree, copied out of WASM memory so that nothing has to be freed. Offsets are UTF-16.
 * Comments are not among the children (see `SyntaxTree`); tokens without a name of their own are (`named` is false).
 */
export interface SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
  /** The parser made this token up because it was expected here; its span is empty. */
  readonly missing: boolean;
  /** This node or one below it is an ERROR or missing. */
  readonly broken: boolean;
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly comments: readonly SyntaxNode[];
}

/** A loaded grammar. `parse` gives undefined when the text defeats the parser: it would take far more steps than its length warrants. */
export interface Grammar {
  parse(text: string): SyntaxTree | undefined;
}

/** The parser of Python; hand it to `parsePython`. */
export type PythonParser = Grammar;

/** The parser of nginx configuration; hand it to `parseNginx`. */
export type NginxParser = Grammar;

/** What the grammar's owner knows about its node types; it saves calls into WASM. */
export interface Shape {
  /** Named types that are taken whole, without looking for children. */
  readonly leaves: ReadonlySet<string>;
  /** Named types that are taken whole when nothing in the file is broken and the character at their start is one of these. */
  readonly opaque: ReadonlyMap<string, string>;
}

const PYTHON: Shape = {
  leaves: new Set(
    'identifier integer float true false none ellipsis comment string_start string_content string_end type_conversion escape_sequence import_prefix pass_statement'.split(
      ' ',
    ),
  ),
  // Strings whose first character rules out an interpolation; `rf'…'` begins with r.
  opaque: new Map([['string', '\'"bBuU']]),
};

const NGINX: Shape = {
  leaves: new Set(
    'comment variable template template_tag raw_text unclosed_raw_text after_quote unterminated_word unexpected_close unexpected_terminator missing_terminator missing_close'.split(
      ' ',
    ),
  ),
  opaque: new Map(),
};

/**
 * Starts the WASM runtime and loads Python's grammar. All bytes are handed in, nothing is fetched or read here.
 * Call it once per process: the runtime is one for all grammars.
 * @throws when the bytes are not the modules they should be.
 */
export async function loadPython(wasm: { readonly runtime: Uint8Array; readonly python: Uint8Array }): Promise<PythonParser> {
  await Parser.init({ wasmBinary: wasm.runtime });
  return loadGrammar(wasm.python, PYTHON);
}

/**
 * Loads nginx's grammar into the runtime that `loadPython` has started.
 * @throws when the bytes are not the module they should be.
 */
export function loadNginx(wasm: Uint8Array): Promise<NginxParser> {
  return loadGrammar(wasm, NGINX);
}

/** Loads a further grammar into the runtime that `loadPython` has started. */
export async function loadGrammar(wasm: Uint8Array, shape: Shape): Promise<Grammar> {
  const language = await Language.load(wasm);
  const parser = new Parser().setLanguage(language);
  const table = typeTable(language, shape);
  return {
    parse(text) {
      const tree = parseBounded(parser, text);
      if (!tree) return undefined;
      try {
        return copy(tree, table, text);
      } finally {
        tree.delete();
      }
    },
  };
}

/** Error recovery can take a time that is quadratic in the length of garbage; a budget of steps keeps it finite without a clock. */
function parseBounded(parser: Parser, text: string): Tree | null {
  let steps = 0;
  const budget = 2_000 + text.length;
  const tree = parser.parse(text, null, { progressCallback: () => ++steps > budget });
  if (!tree) parser.reset();
  return tree;
}

interface NodeType {
  readonly name: string;
  readonly named: boolean;
  readonly leaf: boolean;
  /** Number of code units of a fixed token; -1 when it varies. */
  readonly length: number;
  readonly opaque: string | undefined;
}

const ERROR: NodeType = { name: 'ERROR', named: true, leaf: false, length: -1, opaque: undefined };

function typeTable(language: Language, shape: Shape): readonly NodeType[] {
  return language.types.map((name, id) => {
    const named = language.nodeTypeIsNamed(id);
    return {
      name,
      named,
      leaf: !named || shape.leaves.has(name),
      length: named || name.includes(' ') ? -1 : name.length,
      opaque: named ? shape.opaque.get(name) : undefined,
    };
  });
}

interface MutableNode extends SyntaxNode {
  children: MutableNode[];
  broken: boolean;
}

const NO_CHILDREN: MutableNode[] = [];

/** One walk with a cursor and our own stack, so that depth costs no JavaScript stack. */
function copy(tree: Tree, table: readonly NodeType[], text: string): SyntaxTree {
  const rootNode: Node = tree.rootNode;
  const anyError = rootNode.hasError;
  const cursor = tree.walk();
  const comments: MutableNode[] = [];
  try {
    const root = visit(cursor, table, anyError, text);
    const open: MutableNode[] = [];
    let parent = root;
    let more = descend(cursor, root);
    while (true) {
      if (more) {
        const node = visit(cursor, table, anyError, text);
        if (node.type === 'comment') comments.push(node);
        else if (node.type !== 'line_continuation') parent.children.push(node);
        if (descend(cursor, node)) {
          open.push(parent);
          parent = node;
          continue;
        }
        if (node.broken) parent.broken = true;
        more = cursor.gotoNextSibling();
        continue;
      }
      const above = open.pop();
      if (!above) break;
      if (parent.broken) above.broken = true;
      parent = above;
      cursor.gotoParent();
      more = cursor.gotoNextSibling();
    }
    return { root, comments };
  } finally {
    cursor.delete();
  }
}

function visit(cursor: TreeCursor, table: readonly NodeType[], anyError: boolean, text: string): MutableNode {
  const type = table[cursor.nodeTypeId] ?? ERROR;
  const start = cursor.startIndex;
  const missing = anyError && cursor.nodeIsMissing;
  const end = type.length >= 0 && !anyError ? start + type.length : cursor.endIndex;
  const whole = type.leaf || (type.opaque !== undefined && !anyError && type.opaque.includes(text[start] ?? ''));
  return {
    type: type.name,
    named: type.named,
    start,
    end,
    children: whole ? NO_CHILDREN : [],
    missing,
    broken: missing || type === ERROR,
  };
}

/** Goes to the first child; false for a node that is taken whole or has none. */
function descend(cursor: TreeCursor, node: MutableNode): boolean {
  return node.children !== NO_CHILDREN && cursor.gotoFirstChild();
}
