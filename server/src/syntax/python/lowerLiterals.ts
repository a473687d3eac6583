import type { Span } from '../../base/text';
import type { SyntaxNode } from '../treeSitter';
import type { Expression, Interpolation, LiteralPart } from './ast';
import { child, type Lowering, named, reject, rejected, spanOf, textOf, unreadable } from './context';
import { decodeBytes, decodeText } from './escapes';
import { expression } from './lowerExpressions';

/** CPython reads no longer decimal literal (sys.int_info.default_max_str_digits). */
const MAX_DECIMAL_DIGITS = 4300;

export function integer(lowering: Lowering, node: SyntaxNode): Expression {
  const source = textOf(lowering, node);
  if (/[jJ]$/.test(source)) return { kind: 'Complex', span: spanOf(node) };
  if (/[lL]$/.test(source)) return rejected(lowering, node, 'the suffix L is Python 2');
  if (/_$|__/.test(source)) return rejected(lowering, node, 'this is not a number');
  const digits = source.replaceAll('_', '');
  if (/^0\d*[1-9]/.test(digits)) return rejected(lowering, node, 'a number does not begin with 0; octal numbers are written 0o…');
  if (/^\d/.test(digits) && !/^0[xXoObB]/.test(digits) && digits.length > MAX_DECIMAL_DIGITS) return unreadable(node);
  return { kind: 'Int', span: spanOf(node), value: BigInt(digits) };
}

export function float(lowering: Lowering, node: SyntaxNode): Expression {
  const source = textOf(lowering, node);
  if (/[jJ]$/.test(source)) return { kind: 'Complex', span: spanOf(node) };
  if (/_(?!\d)/.test(source)) return rejected(lowering, node, 'this is not a number');
  return { kind: 'Float', span: spanOf(node), value: Number(source.replaceAll('_', '')) };
}

/** One literal or several adjacent ones. */
export function strings(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const nodes = node.type === 'concatenated_string' ? named(node) : [node];
  const literals = nodes.map((each) => ({ node: each, part: literalPart(lowering, each) }));
  const bytes = literals.filter(({ part }) => part.prefix.includes('b')).length;
  if (bytes > 0 && bytes < literals.length) return rejected(lowering, node, 'bytes and text cannot stand side by side');
  if (literals.some(({ part }) => /[ft]/.test(part.prefix))) return formatted(lowering, node, literals, depth);
  let value = '';
  for (const { part } of literals) {
    const decoded = bytes > 0 ? decodeBytes(lowering, part.content, part.prefix) : decodeText(lowering, part.content, isRaw(part));
    if (decoded === undefined) return unreadable(node);
    value += decoded;
  }
  return bytes > 0
    ? { kind: 'Bytes', span: spanOf(node), value }
    : { kind: 'Str', span: spanOf(node), value, parts: literals.map(({ part }) => part) };
}

interface Literal {
  readonly node: SyntaxNode;
  readonly part: LiteralPart;
}

function literalPart(lowering: Lowering, node: SyntaxNode): LiteralPart {
  const { text } = lowering;
  let at = node.start;
  while (at < node.end && text[at] !== '"' && text[at] !== "'") at++;
  const sign = text[at] ?? '"';
  const quote = text.startsWith(sign.repeat(3), at) && node.end - at >= 6 ? sign.repeat(3) : sign;
  const content = { start: at + quote.length, end: Math.max(at + quote.length, node.end - quote.length) };
  return { span: spanOf(node), content, prefix: text.slice(node.start, at).toLowerCase(), quote };
}

function isRaw(part: LiteralPart): boolean {
  return part.prefix.includes('r');
}

function formatted(lowering: Lowering, node: SyntaxNode, literals: readonly Literal[], depth: number): Expression {
  const template = literals.some(({ part }) => part.prefix.includes('t'));
  if (template && !literals.every(({ part }) => part.prefix.includes('t')))
    return rejected(lowering, node, 'a template string stands only beside template strings');
  const parts: (string | Interpolation)[] = [];
  for (const literal of literals) {
    const { part } = literal;
    const pieces = /[ft]/.test(part.prefix)
      ? formattedPieces(lowering, literal.node, part.content, isRaw(part), depth)
      : [decodeText(lowering, part.content, isRaw(part))];
    for (const piece of pieces) {
      if (piece === undefined) return unreadable(node);
      append(parts, piece);
    }
  }
  return { kind: 'FString', span: spanOf(node), parts, template };
}

type Piece = string | Interpolation | undefined;

/** The text between the interpolations of a string or a format specifier, and these. */
function formattedPieces(lowering: Lowering, node: SyntaxNode, content: Span, raw: boolean, depth: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = content.start;
  for (const each of node.children) {
    if (each.type !== 'interpolation' && each.type !== 'format_expression') continue;
    if (each.start > at) pieces.push(bracesUndoubled(decodeText(lowering, { start: at, end: each.start }, raw)));
    pieces.push(interpolation(lowering, each, raw, depth));
    at = each.end;
  }
  if (content.end > at) pieces.push(bracesUndoubled(decodeText(lowering, { start: at, end: content.end }, raw)));
  return pieces;
}

function bracesUndoubled(text: string | undefined): string | undefined {
  return text?.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
}

function append(parts: (string | Interpolation)[], piece: string | Interpolation): void {
  const last = parts.at(-1);
  if (typeof piece === 'string' && typeof last === 'string') parts[parts.length - 1] = last + piece;
  else parts.push(piece);
}

function interpolation(lowering: Lowering, node: SyntaxNode, raw: boolean, depth: number): Interpolation {
  const value = node.children.find((each) => each.named && each.type !== 'type_conversion' && each.type !== 'format_specifier');
  const equals = node.children.findIndex((each) => each.type === '=');
  const specifier = child(node, 'format_specifier');
  return {
    span: spanOf(node),
    value: value ? expression(lowering, value, depth + 1) : rejected(lowering, node, 'there is no expression between the braces'),
    conversion: conversion(lowering, child(node, 'type_conversion')),
    format: specifier && format(lowering, specifier, raw, depth + 1),
    debug: equals < 0 ? undefined : lowering.text.slice(node.start + 1, node.children[equals + 1]?.start ?? node.end - 1),
  };
}

function conversion(lowering: Lowering, node: SyntaxNode | undefined): Interpolation['conversion'] {
  if (!node) return undefined;
  const letter = lowering.text.charAt(node.end - 1);
  if (letter === 's' || letter === 'r' || letter === 'a') return letter;
  reject(lowering, node, 'a conversion is !s, !r or !a');
  return undefined;
}

function format(lowering: Lowering, node: SyntaxNode, raw: boolean, depth: number): readonly (string | Interpolation)[] {
  const parts: (string | Interpolation)[] = [];
  for (const piece of formattedPieces(lowering, node, { start: node.start + 1, end: node.end }, raw, depth))
    append(parts, piece ?? { span: spanOf(node), value: unreadable(node), conversion: undefined, format: undefined, debug: undefined });
  return parts;
}
