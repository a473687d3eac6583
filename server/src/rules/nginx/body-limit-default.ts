import { lazy } from '../../base/lazy';
import { effective } from '../../project/nginx/inheritance';
import { enclosing, everyDirective, headOf, type NginxBlock } from '../../project/nginx/model';
import { insertInto } from '../edit/nginx';
import { blocksToDjango } from '../nginxHeaders';
import { nginxRule } from '../rule';
import { uploadField } from '../uploads';

export const rule = nginxRule({
  meta: {
    id: 'nginx/body-limit-default',
    title: 'Uploads above 1 MB are refused',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['nginx-lint:client-max-body-size-not-set'],
    summary: 'The project takes files, and client_max_body_size is not set: nginx answers 413 to every body above 1 MB.',
    settings: [],
  },
  messages: {
    unset:
      'client_max_body_size is not set for this server, so that nginx takes bodies up to 1 MB; the project takes files ({field} in {file}).\nA photograph of a telephone is larger: its upload ends with “413 Request Entity Too Large”, and Django never hears of it.\nSet the largest size that you want to take.',
  },
  check(context) {
    const { configuration, project } = context;
    const upload = lazy(() => uploadField(project));
    const seen = new Set<NginxBlock>();
    for (const { block } of blocksToDjango(context, () => true)) {
      if (!takesBodies(block)) continue;
      const server = enclosing(block, 'server');
      if (!server?.opener) {
        context.unknown('the server around this part of the configuration is not known');
        continue;
      }
      if (seen.has(server)) continue;
      seen.add(server);
      const limit = effective(configuration, block, 'client_max_body_size');
      if (limit.kind === 'unknown') context.unknown(limit.reason);
      // A location with a limit of its own is where uploads go: the others keep the small one on purpose.
      if (limit.kind !== 'unset' || isSetBelow(server)) continue;
      const field = upload();
      if (!field) return context.notApplicable('no model, form or view of the project takes files');
      context.report({
        message: 'unset',
        data: { field: field.name, file: field.place.file },
        place: headOf(server.opener),
        related: [{ place: field.place, message: 'This takes files' }],
        fixes: [
          {
            title: 'Take bodies up to 20 MB',
            safe: false,
            edit: () => insertInto(project, server, ['client_max_body_size 20m;']),
          },
        ],
      });
    }
  },
});

/** A subrequest that asks for a permission has no body; neither has a page of one path. */
function takesBodies(block: NginxBlock): boolean {
  const isOff = block.all('proxy_pass_request_body').some(({ args }) => args[0]?.text === 'off');
  return !isOff && block.all('internal').length === 0 && !block.opener?.args.some(({ text }) => text === '=');
}

function isSetBelow(server: NginxBlock): boolean {
  for (const { name, block } of everyDirective(server)) if (name === 'client_max_body_size' || block?.open !== undefined) return true;
  return false;
}
