import type { Place } from '../../base/text';
import type { Argument, Call, Expression, Statement } from '../../syntax/python/ast';
import { walk } from '../../syntax/python/walk';
import { replaceExpression } from '../edit';
import { suites } from '../edit/nodes';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/sentry-leaks',
    title: 'Sentry gets more than it needs',
    category: 'logging and errors',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Sentry is told to send personal data, to trace every request, or to print what it does.',
    settings: [],
  },
  messages: {
    send_default_pii:
      'Sentry is started with send_default_pii=True.\nWith every error go the user, the address of the visitor, cookies and the body of the request to whoever runs Sentry.\nLeave it out, unless your privacy notice covers it.',
    debug: 'Sentry is started with debug=True.\nIt prints what it does and what it sends to the output of every process.\nLeave it out.',
    traces_sample_rate:
      'Sentry is started with traces_sample_rate=1.0.\nEvery single request is traced and sent, which costs time in the request and quota at Sentry.\nTrace a part, for instance 0.1.',
  },
  check(context) {
    const { project, settings } = context;
    for (const file of settings.files) {
      const tree = project.source(file)?.text.includes('sentry_sdk') ? project.python(file)?.tree : undefined;
      if (!tree) continue;
      for (const call of callsIn(tree.body)) {
        for (const { name, value } of call.arguments) {
          if (!isLeak(name, value)) continue;
          const place: Place = { file, span: value.span };
          const [to, title] = name === 'traces_sample_rate' ? ['0.1', 'Trace one request in ten'] : ['False', `Set ${name} to False`];
          context.report({ message: name, place, fixes: [{ title, safe: false, edit: () => replaceExpression(context, place, to) }] });
        }
      }
    }
  },
});

type Leak = 'send_default_pii' | 'debug' | 'traces_sample_rate';

/** A literal that says so: a name or a read of the environment may say anything. */
function isLeak(name: Argument['name'], value: Expression): name is Leak {
  if (name === 'send_default_pii' || name === 'debug') return value.kind === 'Singleton' && value.value === true;
  return name === 'traces_sample_rate' && (value.kind === 'Int' || value.kind === 'Float') && Number(value.value) === 1;
}

/** The calls of `sentry_sdk.init` that run in production: at the top, or where the only question is whether Sentry is there. */
function callsIn(body: readonly Statement[]): readonly Call[] {
  return body.flatMap((statement): readonly Call[] => {
    if (statement.kind === 'Expr') return isInit(statement.value) ? [statement.value] : [];
    if (statement.kind === 'If') return asksForSentry(statement.test) ? callsIn(statement.body) : [];
    if (statement.kind === 'Try' || statement.kind === 'With') return callsIn(suites(statement)[0] ?? []);
    return [];
  });
}

function isInit(expression: Expression): expression is Call {
  if (expression.kind !== 'Call' || expression.function.kind !== 'Attribute') return false;
  const { name, value } = expression.function;
  return name === 'init' && value.kind === 'Name' && value.id === 'sentry_sdk';
}

/** Every name in the condition is one of Sentry’s. */
function asksForSentry(test: Expression): boolean {
  let names = 0;
  let others = 0;
  walk(test, (node) => {
    if (node.kind === 'UnaryOp' && node.operator === 'not') others++;
    if (node.kind !== 'Name') return true;
    if (/SENTRY|DSN/i.test(node.id)) names++;
    else others++;
    return true;
  });
  return names > 0 && others === 0;
}
