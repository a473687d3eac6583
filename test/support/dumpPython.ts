import type { Argument, Expression, Interpolation, Module, Parameter, Pattern, Statement } from '../../server/src/syntax/python/ast';

/** A module in one line per statement, fully bracketed, so that a test can say what a text means. */
export function dump(module: Module): string {
  return module.body.map(statement).join('\n');
}

export function statement(node: Statement): string {
  switch (node.kind) {
    case 'Assign':
      return `${node.targets.map((each) => `${expression(each)} = `).join('')}${expression(node.value)}`;
    case 'AugAssign':
      return `${expression(node.target)} ${node.operator}= ${expression(node.value)}`;
    case 'AnnAssign':
      return `${expression(node.target)}: ${expression(node.annotation)}${node.value ? ` = ${expression(node.value)}` : ''}`;
    case 'Expr':
      return expression(node.value);
    case 'If':
    case 'While':
      return `${node.kind} ${expression(node.test)} ${body(node.body)}${otherwise(node.orelse)}`;
    case 'For':
      return `${node.async ? 'async ' : ''}For ${expression(node.target)} in ${expression(node.iter)} ${body(node.body)}${otherwise(node.orelse)}`;
    case 'Try': {
      const handlers = node.handlers.map((each) => ` except ${optional(each.type)} as ${each.name ?? '-'} ${body(each.body)}`).join('');
      return `Try ${body(node.body)}${handlers}${otherwise(node.orelse)}${node.finalbody.length ? ` finally ${body(node.finalbody)}` : ''}`;
    }
    case 'With': {
      const items = node.items.map((each) => `${expression(each.context)} as ${optional(each.target)}`).join(', ');
      return `${node.async ? 'async ' : ''}With ${items} ${body(node.body)}`;
    }
    case 'FunctionDef': {
      const head = `${node.decorators.map((each) => `@${expression(each)} `).join('')}${node.async ? 'async ' : ''}def ${node.name}`;
      return `${head}(${parameters(node.parameters)}) -> ${optional(node.returns)} ${body(node.body)}`;
    }
    case 'ClassDef':
      return `${node.decorators.map((each) => `@${expression(each)} `).join('')}class ${node.name}(${callArguments(node.arguments)}) ${body(node.body)}`;
    case 'Return':
      return `return ${optional(node.value)}`;
    case 'Raise':
      return `raise ${optional(node.exception)} from ${optional(node.cause)}`;
    case 'Import':
      return `import ${node.names.map((each) => `${each.name} as ${each.asName ?? '-'}`).join(', ')}`;
    case 'ImportFrom':
      return `from ${node.level} ${node.module} import ${node.names.map((each) => `${each.name} as ${each.asName ?? '-'}`).join(', ')}`;
    case 'Delete':
      return `del ${node.targets.map(expression).join(', ')}`;
    case 'Global':
    case 'Nonlocal':
      return `${node.kind} ${node.names.join(', ')}`;
    case 'Assert':
      return `assert ${expression(node.test)}, ${optional(node.message)}`;
    case 'Match':
      return `match ${expression(node.subject)} ${node.cases.map((each) => `case ${pattern(each.pattern)} if ${optional(each.guard)} ${body(each.body)}`).join(' ')}`;
    case 'TypeAlias':
      return `type ${node.name}`;
    case 'Broken':
      return `Broken(${node.names.join(', ')})`;
    case 'Pass':
    case 'Break':
    case 'Continue':
      return node.kind;
  }
}

export function expression(node: Expression): string {
  switch (node.kind) {
    case 'Name':
      return node.id;
    case 'Str':
      return JSON.stringify(node.value);
    case 'Bytes':
      return `b${JSON.stringify(node.value)}`;
    case 'Int':
      return String(node.value);
    case 'Float':
      return `${node.value}f`;
    case 'Singleton':
      return node.value === null ? 'None' : String(node.value);
    case 'FString':
      return `${node.template ? 't' : 'f'}<${pieces(node.parts)}>`;
    case 'List':
      return `[${node.elements.map(expression).join(', ')}]`;
    case 'Tuple':
      return `${node.parenthesized ? 'tuple' : 'open'}(${node.elements.map(expression).join(', ')})`;
    case 'Set':
      return `{${node.elements.map(expression).join(', ')}}`;
    case 'Dict':
      return `{${node.entries.map((each) => `${each.key ? expression(each.key) : '**'}: ${expression(each.value)}`).join(', ')}}`;
    case 'Comprehension':
      return `${node.of}(${expression(node.element)}${clauses(node.clauses)})`;
    case 'DictComprehension':
      return `dict(${expression(node.key)}: ${expression(node.value)}${clauses(node.clauses)})`;
    case 'UnaryOp':
      return `(${node.operator} ${expression(node.operand)})`;
    case 'BinOp':
    case 'BoolOp':
      return `(${expression(node.left)} ${node.operator} ${expression(node.right)})`;
    case 'Compare':
      return `(${expression(node.left)}${node.comparators.map((each, at) => ` ${node.operators[at]} ${expression(each)}`).join('')})`;
    case 'Conditional':
      return `(${expression(node.body)} if ${expression(node.test)} else ${expression(node.orelse)})`;
    case 'Lambda':
      return `(lambda ${parameters(node.parameters)}: ${expression(node.body)})`;
    case 'Call':
      return `${expression(node.function)}(${callArguments(node.arguments)})`;
    case 'Attribute':
      return `${expression(node.value)}.${node.name}`;
    case 'Subscript':
      return `${expression(node.value)}[${expression(node.index)}]`;
    case 'Slice':
      return `slice(${optional(node.lower)}, ${optional(node.upper)}, ${optional(node.step)})`;
    case 'Starred':
      return `*(${expression(node.value)})`;
    case 'NamedExpr':
      return `(${node.target.id} := ${expression(node.value)})`;
    case 'Await':
      return `await(${expression(node.value)})`;
    case 'Complex':
    case 'Yield':
    case 'BrokenExpression':
      return node.kind;
  }
}

function pattern(node: Pattern): string {
  switch (node.kind) {
    case 'MatchValue':
      return expression(node.value);
    case 'MatchSingleton':
      return node.value === null ? 'None' : String(node.value);
    case 'MatchSequence':
      return `[${node.patterns.map(pattern).join(', ')}]`;
    case 'MatchMapping':
      return `{${node.keys.map((key, at) => `${expression(key)}: ${pattern(node.patterns[at] as Pattern)}`).join(', ')} **${node.rest ?? '-'}}`;
    case 'MatchClass':
      return `${expression(node.class)}(${[...node.patterns.map(pattern), ...node.keywords.map((each) => `${each.name}=${pattern(each.pattern)}`)].join(', ')})`;
    case 'MatchStar':
      return `*${node.name ?? '_'}`;
    case 'MatchAs':
      return node.pattern ? `(${pattern(node.pattern)} as ${node.name})` : (node.name ?? '_');
    case 'MatchOr':
      return `(${node.patterns.map(pattern).join(' | ')})`;
  }
}

function optional(node: Expression | undefined): string {
  return node ? expression(node) : '-';
}

function body(nodes: readonly Statement[]): string {
  return `{${nodes.map(statement).join('; ')}}`;
}

function otherwise(nodes: readonly Statement[]): string {
  return nodes.length ? ` else ${body(nodes)}` : '';
}

function parameters(nodes: readonly Parameter[]): string {
  return nodes
    .map((each) => {
      const annotation = each.annotation ? `: ${expression(each.annotation)}` : '';
      return `${each.kind} ${each.name}${annotation}${each.default ? ` = ${expression(each.default)}` : ''}`;
    })
    .join(', ');
}

function callArguments(nodes: readonly Argument[]): string {
  return nodes.map((each) => `${each.unpack ?? ''}${each.name ? `${each.name}=` : ''}${expression(each.value)}`).join(', ');
}

function clauses(nodes: Extract<Expression, { kind: 'Comprehension' }>['clauses']): string {
  return nodes
    .map((each) => {
      const ifs = each.ifs.map((test) => ` if ${expression(test)}`).join('');
      return `${each.async ? ' async' : ''} for ${expression(each.target)} in ${expression(each.iter)}${ifs}`;
    })
    .join('');
}

function pieces(parts: readonly (string | Interpolation)[]): string {
  return parts
    .map((each) => {
      if (typeof each === 'string') return JSON.stringify(each);
      const debug = each.debug === undefined ? '' : `${JSON.stringify(each.debug)} `;
      return `{${debug}${expression(each.value)}${each.conversion ? `!${each.conversion}` : ''}${each.format ? `:${pieces(each.format)}` : ''}}`;
    })
    .join(' ');
}
