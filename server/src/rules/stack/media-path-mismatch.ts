import { settingsRule } from '../rule';
import { reportMismatch } from '../shared/pathMismatch';

export const rule = settingsRule({
  meta: {
    id: 'stack/media-path-mismatch',
    title: 'nginx serves another folder than the one that takes uploads',
    category: 'static and media',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'The folder that nginx takes uploads from is not MEDIA_ROOT: what visitors upload is 404.',
    settings: ['MEDIA_ROOT', 'MEDIA_URL', 'STORAGES'],
  },
  messages: {
    different:
      'nginx answers {url} from {served}, and Django stores uploads in {folder}{where}.\nWhat somebody uploads is 404 for everybody.\nServe the folder that takes the uploads, or let Django store them in the one that is served.',
  },
  check(context) {
    reportMismatch(context, 'MEDIA');
  },
});
