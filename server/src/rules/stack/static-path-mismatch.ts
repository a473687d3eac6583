import { settingsRule } from '../rule';
import { reportMismatch } from '../shared/pathMismatch';

export const rule = settingsRule({
  meta: {
    id: 'stack/static-path-mismatch',
    title: 'nginx serves another folder than the one that collectstatic fills',
    category: 'static and media',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'The folder that nginx takes the static files from is not STATIC_ROOT: style sheets and scripts are 404.',
    settings: ['STATIC_ROOT', 'STATIC_URL', 'STORAGES'],
  },
  messages: {
    different:
      'nginx answers {url} from {served}, and collectstatic fills {folder}{where}.\nWhat is collected is not what visitors get: style sheets and scripts of the site or the admin are 404.\nServe the folder that is filled, or collect into the one that is served.',
  },
  check(context) {
    reportMismatch(context, 'STATIC');
  },
});
