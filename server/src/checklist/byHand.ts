import type { Category } from '../rules/rule';

export interface ByHandItem {
  /** Stable: what a person said of it is kept under it. */
  readonly id: `by-hand/${string}`;
  readonly section: Category;
  readonly title: string;
  /** What to do, and how to see that it is done, in one to three sentences. */
  readonly how: string;
}

/** What no file tells: a person does these, says so, and it is kept per workspace. In the order of their sections. */
export const BY_HAND: readonly ByHandItem[] = [
  {
    id: 'by-hand/secrets-elsewhere',
    section: 'debug and secrets',
    title: 'Production has secrets of its own',
    how: 'No key, password or token of the server was ever on a developer’s machine, in a chat or in the history of the repository. What was is replaced.',
  },
  {
    id: 'by-hand/hsts-ramp',
    section: 'https and headers',
    title: 'HSTS was raised step by step',
    how: 'Minutes, an hour, a day, a month, a year: each step only after the last one troubled no page and no subdomain.',
  },
  {
    id: 'by-hand/certificates',
    section: 'https and headers',
    title: 'Certificate renewal was tried',
    how: 'Run the renewal as a rehearsal (certbot renew --dry-run), and see that the proxy takes up the new certificate.',
  },
  {
    id: 'by-hand/media-never-executed',
    section: 'static and media',
    title: 'Uploads are only ever sent back',
    how: 'Upload a file named test.html and one named test.php: the first must not run its script in a page of your site, the second must come back as it is.',
  },
  {
    id: 'by-hand/backups',
    section: 'database',
    title: 'Backups run by themselves',
    how: 'Database and media are copied on a schedule, to another machine, and somebody hears of it when a copy fails.',
  },
  {
    id: 'by-hand/restore',
    section: 'database',
    title: 'A restore was tried',
    how: 'Bring the newest backup up on an empty machine once, and write down how long it took.',
  },
  {
    id: 'by-hand/database-account',
    section: 'database',
    title: 'The database lets in only the application',
    how: 'The site’s account owns its own database and is no superuser, and the server takes no connections from the internet.',
  },
  {
    id: 'by-hand/test-mail',
    section: 'mail',
    title: 'A test mail arrived',
    how: 'Run manage.py sendtestemail with an address outside of your domain, and look that it is not filed as spam: SPF, DKIM and DMARC name the sender.',
  },
  {
    id: 'by-hand/error-reaches-person',
    section: 'logging and errors',
    title: 'An error reaches a person',
    how: 'Raise an exception on purpose in production once, and see that it arrives with its traceback, and that the visitor sees your page for it.',
  },
  {
    id: 'by-hand/error-pages',
    section: 'logging and errors',
    title: 'The error pages are the site’s own',
    how: 'The templates 404.html and 500.html are there, 500.html needs neither database nor context, and the proxy has a page for when Django is down.',
  },
  {
    id: 'by-hand/load',
    section: 'application server',
    title: 'The number of workers was measured',
    how: 'Send the expected traffic to a copy of the site, and see that memory suffices and that requests do not wait for a free worker.',
  },
  {
    id: 'by-hand/reboot',
    section: 'containers and units',
    title: 'The site comes back after a reboot',
    how: 'Restart the machine once: every service is up again without anybody’s help, in an order that works.',
  },
  {
    id: 'by-hand/rollback',
    section: 'release process',
    title: 'There is a way back',
    how: 'The previous release can be started again in minutes, and its code still works with the migrated database.',
  },
  {
    id: 'by-hand/migrations-rehearsed',
    section: 'release process',
    title: 'Migrations were rehearsed on a copy',
    how: 'Run them on a restored backup and take the time: what locks a large table there locks the site in production.',
  },
  {
    id: 'by-hand/runbook',
    section: 'release process',
    title: 'The deployment is written down',
    how: 'Somebody who has never done it can deploy with nothing but the document.',
  },
  {
    id: 'by-hand/monitoring',
    section: 'operations',
    title: 'Somebody is watching',
    how: 'Latency, error rate, free disk space and the expiry of certificates are measured from outside.',
  },
  {
    id: 'by-hand/alerts',
    section: 'operations',
    title: 'Alerts reach a person',
    how: 'Make the site fail once on purpose and see that the message arrives, at night too.',
  },
  {
    id: 'by-hand/firewall',
    section: 'operations',
    title: 'The firewall lets in only what is served',
    how: 'From outside only ports 80 and 443 answer, and SSH where it must; database, cache and application server do not.',
  },
  {
    id: 'by-hand/ssh',
    section: 'operations',
    title: 'SSH takes keys only',
    how: 'PasswordAuthentication and PermitRootLogin are off in sshd_config, and a second key is kept somewhere safe.',
  },
  {
    id: 'by-hand/admin',
    section: 'operations',
    title: 'The admin is for staff',
    how: 'Only accounts that need it are staff or superusers, with long passwords or a second factor.',
  },
  {
    id: 'by-hand/updates',
    section: 'operations',
    title: 'Dependencies are kept up',
    how: 'Security releases of Django and the rest are noticed within days, and there is somebody whose task it is.',
  },
];
