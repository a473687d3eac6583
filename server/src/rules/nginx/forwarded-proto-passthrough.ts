import { headOf, type NginxDirective } from '../../project/nginx/model';
import { replaceWord } from '../edit/nginx';
import { blocksToDjango, onlyVariable, sentHeaders, speaksHttp, tellsScheme } from '../nginxHeaders';
import { arrivalOf, proxyInFront } from '../nginxRequests';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/forwarded-proto-passthrough',
    title: 'The client says by which scheme it came',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-348'],
    summary: 'nginx ends TLS itself and hands the header of the scheme on as the client sent it, instead of saying what it knows.',
    settings: [],
  },
  messages: {
    passed:
      'nginx ends TLS here, and hands on the {name} that the client sent.\nA browser sends none, so that Django takes its request for plain HTTP; whoever makes one up is believed.\nSay what nginx knows: $scheme.',
  },
  check(context) {
    const { configuration, project } = context;
    const isBehind = proxyInFront(context);
    const seen = new Set<NginxDirective>();
    for (const { block } of blocksToDjango(context, speaksHttp)) {
      const passed = sentHeaders(configuration, block)?.find(
        (each) => tellsScheme(each) && onlyVariable(each.value) === `http_${each.name.replaceAll('-', '_')}`,
      );
      if (!passed || seen.has(passed.directive)) continue;
      const arrival = arrivalOf(configuration, block);
      if (!arrival || arrival.tls.length === 0 || isBehind(block)) {
        context.unknown('whether a proxy in front of nginx sets the header is not known');
        continue;
      }
      seen.add(passed.directive);
      const isScheme = /proto|scheme/.test(passed.name);
      const edit = () => replaceWord(project, passed.directive, passed.value, '$scheme');
      context.report({
        message: 'passed',
        data: { name: passed.directive.args[0]?.text ?? '' },
        place: headOf(passed.directive),
        fixes: isScheme ? [{ title: 'Send the scheme that nginx knows', safe: true, edit }] : [],
      });
    }
  },
});
