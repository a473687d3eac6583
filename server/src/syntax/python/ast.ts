import type { Span } from '../../base/text';

/**
 * Our own tree of a Python module, named after Python's `ast`. Every node carries its span (UTF-16 offsets).
 * Statements that the parser could not read become `Broken`; the rest of the module stays usable.
 */
export interface Module {
  readonly kind: 'Module';
  readonly body: readonly Statement[];
  readonly errors: readonly SyntaxFault[];
  readonly comments: readonly Comment[];
  readonly span: Span;
}

export interface SyntaxFault {
  readonly span: Span;
  readonly message: string;
}

/** `text` includes the `#`. `ownLine`: nothing but white space stands before it. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
  readonly ownLine: boolean;
}

export type Statement =
  | Assign
  | AugAssign
  | AnnAssign
  | ExprStatement
  | If
  | For
  | While
  | Try
  | With
  | FunctionDef
  | ClassDef
  | Return
  | Raise
  | Import
  | ImportFrom
  | Delete
  | Global
  | Nonlocal
  | Assert
  | Match
  | TypeAlias
  | Pass
  | Break
  | Continue
  | Broken;

interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

/** `A = B = value`: targets in source order. */
export interface Assign extends Node<'Assign'> {
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
/** `operator` without the `=`: `+`, `|`, `//` … */
export interface AugAssign extends Node<'AugAssign'> {
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}
export interface AnnAssign extends Node<'AnnAssign'> {
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}
export interface ExprStatement extends Node<'Expr'> {
  readonly value: Expression;
}
/** `elif` is an `If` alone in `orelse`, as in Python's ast. */
export interface If extends Node<'If'> {
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface For extends Node<'For'> {
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
  readonly async: boolean;
}
export interface While extends Node<'While'> {
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
/** `type` is undefined for a bare `except:`. Python 3.14's `except A, B:` gives a tuple. */
export interface ExceptHandler {
  readonly span: Span;
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}
export interface Try extends Node<'Try'> {
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}
export interface With extends Node<'With'> {
  readonly items: readonly { readonly context: Expression; readonly target: Expression | undefined }[];
  readonly body: readonly Statement[];
  readonly async: boolean;
}
export interface Parameter {
  readonly name: string;
  readonly kind: 'positional-only' | 'positional' | 'keyword-only' | 'args' | 'kwargs';
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
  readonly span: Span;
}
export interface FunctionDef extends Node<'FunctionDef'> {
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly returns: Expression | undefined;
  readonly async: boolean;
}
export interface ClassDef extends Node<'ClassDef'> {
  readonly name: string;
  readonly nameSpan: Span;
  /** Bases, starred ones included, and keywords (`metaclass=…`). */
  readonly arguments: readonly Argument[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}
export interface Return extends Node<'Return'> {
  readonly value: Expression | undefined;
}
export interface Raise extends Node<'Raise'> {
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}
export interface ImportAlias {
  /** Dotted for `import a.b`. */
  readonly name: string;
  readonly asName: string | undefined;
  readonly span: Span;
}
export interface Import extends Node<'Import'> {
  readonly names: readonly ImportAlias[];
}
/** `from ..a import b`: level 2, module `a`; star is the one name `*`. `moduleSpan` includes the dots. */
export interface ImportFrom extends Node<'ImportFrom'> {
  readonly module: string;
  readonly level: number;
  readonly moduleSpan: Span;
  readonly names: readonly ImportAlias[];
}
export interface Delete extends Node<'Delete'> {
  readonly targets: readonly Expression[];
}
export interface Global extends Node<'Global'> {
  readonly names: readonly string[];
}
export interface Nonlocal extends Node<'Nonlocal'> {
  readonly names: readonly string[];
}
export interface Assert extends Node<'Assert'> {
  readonly test: Expression;
  readonly message: Expression | undefined;
}
export interface Match extends Node<'Match'> {
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}
export interface MatchCase {
  readonly span: Span;
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}
export interface TypeAlias extends Node<'TypeAlias'> {
  readonly name: string;
}
export type Pass = Node<'Pass'>;
export type Break = Node<'Break'>;
export type Continue = Node<'Continue'>;
/** A statement with a syntax error in it. `names`: what it may bind, as far as can be told; they become unknown. */
export interface Broken extends Node<'Broken'> {
  readonly names: readonly string[];
}

export type Pattern =
  | (Node<'MatchValue'> & { readonly value: Expression })
  | (Node<'MatchSingleton'> & { readonly value: true | false | null })
  | (Node<'MatchSequence'> & { readonly patterns: readonly Pattern[] })
  | (Node<'MatchMapping'> & {
      readonly keys: readonly Expression[];
      readonly patterns: readonly Pattern[];
      readonly rest: string | undefined;
    })
  | (Node<'MatchClass'> & {
      readonly class: Expression;
      readonly patterns: readonly Pattern[];
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
    })
  /** `*rest` in a sequence; undefined for `*_`. */
  | (Node<'MatchStar'> & { readonly name: string | undefined })
  /** `name`, `pattern as name`, `_` (both undefined). */
  | (Node<'MatchAs'> & { readonly pattern: Pattern | undefined; readonly name: string | undefined })
  | (Node<'MatchOr'> & { readonly patterns: readonly Pattern[] });

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';
export type UnaryOperator = 'not' | '-' | '+' | '~';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in';

export type Expression =
  | Name
  | StringLiteral
  | BytesLiteral
  | IntLiteral
  | FloatLiteral
  | ComplexLiteral
  | Singleton
  | FString
  | ListDisplay
  | TupleDisplay
  | SetDisplay
  | DictDisplay
  | Comprehension
  | DictComprehension
  | UnaryOp
  | BinOp
  | BoolOp
  | Compare
  | Conditional
  | Lambda
  | Call
  | Attribute
  | Subscript
  | Slice
  | Starred
  | NamedExpr
  | Await
  | Yield
  | BrokenExpression;

export interface Name extends Node<'Name'> {
  readonly id: string;
}
/** One or several adjacent literals, their escapes resolved. `parts`: each literal with its quotes, in source order. */
export interface StringLiteral extends Node<'Str'> {
  readonly value: string;
  readonly parts: readonly LiteralPart[];
}
/** `content`: the span between the quotes. `prefix` in lower case (`r`, `u`, ``). */
export interface LiteralPart {
  readonly span: Span;
  readonly content: Span;
  readonly prefix: string;
  readonly quote: string;
}
/** `value`: one code unit (0–255) per byte. */
export interface BytesLiteral extends Node<'Bytes'> {
  readonly value: string;
}
export interface IntLiteral extends Node<'Int'> {
  readonly value: bigint;
}
export interface FloatLiteral extends Node<'Float'> {
  readonly value: number;
}
export type ComplexLiteral = Node<'Complex'>;
export interface Singleton extends Node<'Singleton'> {
  readonly value: true | false | null | 'Ellipsis';
}
/** `f"…{x!r:>{w}}…"`, adjacent plain literals included; a string part has its escapes resolved. `template`: a t-string. */
export interface FString extends Node<'FString'> {
  readonly parts: readonly (string | Interpolation)[];
  readonly template: boolean;
}
export interface Interpolation {
  readonly span: Span;
  readonly value: Expression;
  readonly conversion: 's' | 'r' | 'a' | undefined;
  /** Text and nested interpolations after the colon. */
  readonly format: readonly (string | Interpolation)[] | undefined;
  /** Source text before the `=` of `{x=}`, the sign and white space included. */
  readonly debug: string | undefined;
}
export interface ListDisplay extends Node<'List'> {
  readonly elements: readonly Expression[];
}
/** `span` includes the parentheses where there are any; `parenthesized` says so. */
export interface TupleDisplay extends Node<'Tuple'> {
  readonly elements: readonly Expression[];
  readonly parenthesized: boolean;
}
export interface SetDisplay extends Node<'Set'> {
  readonly elements: readonly Expression[];
}
/** `key` is undefined for `**value`. */
export interface DictEntry {
  readonly span: Span;
  readonly key: Expression | undefined;
  readonly value: Expression;
}
export interface DictDisplay extends Node<'Dict'> {
  readonly entries: readonly DictEntry[];
}
export interface ComprehensionClause {
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
  readonly async: boolean;
}
export interface Comprehension extends Node<'Comprehension'> {
  readonly of: 'list' | 'set' | 'generator';
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}
export interface DictComprehension extends Node<'DictComprehension'> {
  readonly key: Expression;
  readonly value: Expression;
  readonly clauses: readonly ComprehensionClause[];
}
export interface UnaryOp extends Node<'UnaryOp'> {
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}
export interface BinOp extends Node<'BinOp'> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BoolOp extends Node<'BoolOp'> {
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}
/** `a < b < c`: left a, operators [<, <], comparators [b, c]. */
export interface Compare extends Node<'Compare'> {
  readonly left: Expression;
  readonly operators: readonly CompareOperator[];
  readonly comparators: readonly Expression[];
}
export interface Conditional extends Node<'Conditional'> {
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}
export interface Lambda extends Node<'Lambda'> {
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
/** `f(x, *y, k=v, **z)`. `name` only for keywords; `unpack` is `*` or `**`. */
export interface Argument {
  readonly span: Span;
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly unpack: '*' | '**' | undefined;
  readonly value: Expression;
}
/** `argumentsSpan` includes the parentheses. */
export interface Call extends Node<'Call'> {
  readonly function: Expression;
  readonly arguments: readonly Argument[];
  readonly argumentsSpan: Span;
}
export interface Attribute extends Node<'Attribute'> {
  readonly value: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}
/** `index` is a `Slice` for `x[a:b]`, a tuple for `x[a, b]`. */
export interface Subscript extends Node<'Subscript'> {
  readonly value: Expression;
  readonly index: Expression;
}
export interface Slice extends Node<'Slice'> {
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}
export interface Starred extends Node<'Starred'> {
  readonly value: Expression;
}
export interface NamedExpr extends Node<'NamedExpr'> {
  readonly target: Name;
  readonly value: Expression;
}
export interface Await extends Node<'Await'> {
  readonly value: Expression;
}
/** `from`: `yield from value`. */
export type Yield = Node<'Yield'> & { readonly value: Expression | undefined; readonly from: boolean };
export type BrokenExpression = Node<'BrokenExpression'>;
