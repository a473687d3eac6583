import type { Category } from '../rules/rule';

export interface Section {
  readonly category: Category;
  /** Also the name under which a client keeps what it knows of the section. */
  readonly id: string;
  readonly title: string;
  /** One sentence: why it matters in production. */
  readonly intro: string;
}

/** The sections in the order of a launch. */
export const SECTIONS: readonly Section[] = [
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
    category: 'database',
    id: 'database',
    title: 'Database',
    intro: 'What suits one developer breaks under several processes, and what is lost here nobody can write anew.',
  },
  {
    category: 'cache and sessions',
    id: 'cache-and-sessions',
    title: 'Cache and sessions',
    intro: 'Every process that answers requests must see the same cache and the same sessions.',
  },
  {
    category: 'mail',
    id: 'mail',
    title: 'Mail',
    intro: 'Password resets and error reports are mail: nobody notices that they never leave until somebody waits for one.',
  },
  {
    category: 'logging and errors',
    id: 'logging-and-errors',
    title: 'Logging and errors',
    intro: 'With DEBUG off, an error that is not written down anywhere and mailed to nobody has not happened.',
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
  {
    category: 'containers and units',
    id: 'containers-and-units',
    title: 'Containers and units',
    intro: 'What starts the processes decides as whom they run, what they may touch, and whether they come back after a crash.',
  },
  {
    category: 'release process',
    id: 'release-process',
    title: 'Release process',
    intro: 'A release is a series of steps whose order matters: what is done by heart is forgotten once.',
  },
  {
    category: 'operations',
    id: 'operations',
    title: 'Operations',
    intro: 'What keeps the site alive after the launch. No file tells whether it is done.',
  },
];

const IDS: ReadonlyMap<Category, string> = new Map(SECTIONS.map(({ category, id }) => [category, id]));

/** The id of the section that a rule's findings belong to. */
export function sectionOf(category: Category): string {
  return IDS.get(category) ?? category;
}
