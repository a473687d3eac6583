import type { Category } from '../rules/rule';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
}

/** The sections that rules fall into, in the order of the page: what hurts most comes first. */
export const RULE_SECTIONS: readonly (Section & { readonly category: Category })[] = [
  {
    category: 'debug and secrets',
    id: 'debug-and-secrets',
    title: 'Debug and secrets',
    intro: 'A debug page shows code and settings to strangers, and whoever knows the secret key can sign in as anybody.',
  },
  {
    category: 'hosts',
    id: 'hosts',
    title: 'Hosts and origins',
    intro: 'Django builds links from the name that a visitor sends; only names of yours may pass.',
  },
  {
    category: 'https and headers',
    id: 'https-and-headers',
    title: 'HTTPS, cookies and headers',
    intro: 'Cookies and passwords stay private only when every request is encrypted and browsers are told to keep it so.',
  },
  {
    category: 'middleware and apps',
    id: 'middleware-and-apps',
    title: 'Middleware and apps',
    intro: 'Middleware works from the top down: the right class in the wrong place does nothing, or half of its work.',
  },
  {
    category: 'static and media',
    id: 'static-and-media',
    title: 'Static and media files',
    intro: 'Django serves no files once DEBUG is off: something else must, from the place where they were collected.',
  },
  {
    category: 'data and services',
    id: 'data-and-services',
    title: 'Data and services',
    intro: 'Databases, caches and mail that suit one developer lose data or speed under several processes.',
  },
  {
    category: 'names and versions',
    id: 'names-and-versions',
    title: 'Names and versions',
    intro: 'A misspelt or outdated setting gives no error: Django reads its default instead.',
  },
  {
    category: 'application server',
    id: 'application-server',
    title: 'Application server',
    intro: 'The server that runs Django decides how many requests are answered at once, and what happens to one that hangs.',
  },
  {
    category: 'proxy',
    id: 'proxy',
    title: 'Proxy',
    intro: 'nginx stands before Django: it ends TLS, serves files, and tells Django who asked for what.',
  },
];

export interface ByHandItem {
  readonly id: string;
  readonly title: string;
  /** What to do, in one or two sentences. */
  readonly how: string;
}

/** What no file tells. A person ticks these, and they are kept per workspace. */
export const BY_HAND: Section & { readonly items: readonly ByHandItem[] } = {
  id: 'operations',
  title: 'Operations',
  intro: 'No file tells whether these are done. Tick them when they are.',
  items: [
    {
      id: 'by-hand/backups',
      title: 'Backups run by themselves',
      how: 'Database and media are copied on a schedule, to another machine, and somebody hears of it when a copy fails.',
    },
    {
      id: 'by-hand/restore',
      title: 'A restore was tried',
      how: 'Bring the newest backup up on an empty machine once, and write down how long it took.',
    },
    {
      id: 'by-hand/rollback',
      title: 'There is a way back',
      how: 'The previous release can be started again in minutes, and its code still works with the migrated database.',
    },
    {
      id: 'by-hand/monitoring',
      title: 'Somebody is watching',
      how: 'Latency, error rate, free disk space and the expiry of certificates are measured from outside.',
    },
    {
      id: 'by-hand/alerts',
      title: 'Alerts reach a person',
      how: 'Make the site fail once on purpose and see that the message arrives, at night too.',
    },
    {
      id: 'by-hand/firewall',
      title: 'The firewall lets in only what is served',
      how: 'From outside only ports 80 and 443 answer, and SSH where it must; database, cache and application server do not.',
    },
    {
      id: 'by-hand/ssh',
      title: 'SSH takes keys only',
      how: 'PasswordAuthentication and PermitRootLogin are off in sshd_config, and a second key is kept somewhere safe.',
    },
    {
      id: 'by-hand/certificates',
      title: 'Certificate renewal was tried',
      how: 'Run the renewal as a rehearsal (certbot renew --dry-run), and see that the proxy takes up the new certificate.',
    },
    {
      id: 'by-hand/admin',
      title: 'The admin is for staff',
      how: 'Only accounts that need it are staff or superusers, with long passwords or a second factor.',
    },
    {
      id: 'by-hand/hsts-ramp',
      title: 'HSTS was raised step by step',
      how: 'Minutes, an hour, a day, a month, a year: each step only after the last one troubled no page and no subdomain.',
    },
    {
      id: 'by-hand/updates',
      title: 'Dependencies are kept up',
      how: 'Security releases of Django and the rest are noticed within days, and there is somebody whose task it is.',
    },
    {
      id: 'by-hand/runbook',
      title: 'The deployment is written down',
      how: 'Somebody who has never done it can deploy with nothing but the document.',
    },
  ],
};
