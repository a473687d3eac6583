import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { nginxIsOlder } from '../../project/nginx/version';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/curve-unknown-to-openssl',
    title: 'ssl_ecdh_curve names a group that OpenSSL does not know',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['gixy:ssl_ecdh_curve', 'gixy-next:ssl_ecdh_curve'],
    summary: 'The groups with ML-KEM need OpenSSL 3.5; an older one refuses the whole list, and nginx does not start.',
    settings: [],
  },
  messages: {
    default:
      '{group} needs OpenSSL 3.5, and {source} was built before there was one.\nOpenSSL refuses the whole list for one name that it does not know: nginx does not start.\nTake a newer image, or take {group} out.',
  },
  check({ configuration, nginx, report, unknown }) {
    for (const directive of directivesNamed(configuration, 'ssl_ecdh_curve')) {
      if (directive.conditional) continue;
      const group = directive.args[0]?.text.split(':').find((each) => /MLKEM/i.test(each) && !each.startsWith('?'));
      if (group === undefined) continue;
      // OpenSSL 3.5 is of April 2025, as is nginx 1.28.0; what others build may have either.
      const isImage = nginx.source.startsWith('image ') && !nginx.source.includes('openresty');
      if (!isImage) unknown('the version of OpenSSL is not known');
      else if (nginxIsOlder(nginx, '1.27.5'))
        report({ message: 'default', data: { group, source: nginx.source }, place: headOf(directive) });
    }
  },
});
