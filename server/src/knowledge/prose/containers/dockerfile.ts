import type { ProseTable } from '../prose';

/** Instructions of a Dockerfile. */
export const DOCKERFILE: ProseTable = {
  FROM: {
    what: 'Begins a stage upon an image, or upon an earlier stage.',
    why: 'The last stage is the image; what only the earlier ones have (compilers, tokens) does not leave the machine that builds.',
    production: '`python:3.13-slim`: a line of Python that gets fixes, of a small system',
    pitfalls: ['Without a tag it is `latest`.', 'An ARG before the first FROM is known to FROM lines alone.'],
    related: ['ARG', 'COPY'],
  },
  RUN: {
    what: 'Runs a command while the image is built, and keeps what it changes.',
    why: 'Each RUN is a layer that is reused while nothing above it has changed: install packages before the code is copied.',
    risk: 'What one RUN writes and a later one deletes is still in the image.',
    pitfalls: [
      'Services and the environment of production are not there: `collectstatic` has to work without a database and without the real SECRET_KEY.',
      'For a secret: `RUN --mount=type=secret,id=token …`.',
    ],
    related: ['COPY', 'SHELL'],
  },
  CMD: {
    what: 'What a container starts, or what its ENTRYPOINT gets for arguments.',
    why: 'Written as a list, the server is the first process and gets the signal to end; as a line, a shell stands before it.',
    production: '`CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]`',
    pitfalls: ['The last CMD holds.', 'In a list no variable is put in; a line needs `exec` before the command.'],
    related: ['ENTRYPOINT', 'STOPSIGNAL', 'HEALTHCHECK'],
  },
  ENTRYPOINT: {
    what: 'What a container starts in any case; CMD, or the command of `docker run`, comes behind it.',
    why: 'Good for a script that prepares something and ends with `exec "$@"`.',
    pitfalls: [
      'As a line, CMD does not count.',
      'It makes the builder forget a CMD of an earlier image.',
      'Without `exec` the script stays before the server and hands no signal on.',
    ],
    related: ['CMD'],
  },
  ENV: {
    what: 'Variables for the steps that follow and for every process in a container.',
    why: '`PYTHONUNBUFFERED=1` brings output to the log at once; `DJANGO_SETTINGS_MODULE` says which settings the image is for.',
    risk: 'No place for secrets: everybody who has the image sees them.',
    pitfalls: ['What the container is started with wins.'],
    related: ['ARG'],
  },
  ARG: {
    what: 'A variable for the steps that follow, which the one who builds may set.',
    risk: 'No place for secrets: the history of the image shows them.',
    pitfalls: ['It ends with its stage; ENV keeps it.', 'Processes in a container do not have it.'],
    related: ['ENV', 'FROM'],
  },
  COPY: {
    what: 'Copies files from the folder of the build, or with `--from` from a stage or another image.',
    why: 'Copy the list of requirements alone, install, then copy the rest: a changed template does not install all packages anew.',
    risk: '`COPY . .` takes `.env`, `.git` and databases along unless `.dockerignore` leaves them out.',
    pitfalls: ['What is copied belongs to root: `--chown=app` for what the server writes to.'],
    related: ['ADD', 'FROM', 'USER'],
  },
  ADD: {
    what: 'Copies as COPY does, unpacks archives, and fetches from addresses.',
    pitfalls: ['For plain files COPY says what is meant.', 'For an address, `--checksum` says what has to come.'],
    related: ['COPY'],
  },
  USER: {
    what: 'Whom the steps that follow, and the processes of a container, run as.',
    why: 'Without it that is root: a hole in the application is one with all rights in the container.',
    production: 'An account of its own, named after everything is installed',
    pitfalls: [
      'It does not make the account: `RUN useradd --create-home app` before it.',
      'Folders for uploads and collected files have to belong to it.',
    ],
    related: ['COPY', 'CMD'],
  },
  EXPOSE: {
    what: 'Says which ports the server in a container listens on.',
    why: 'It is a note for people and tools: it opens nothing, and containers of one network reach each other without it.',
    pitfalls: ['What makes a port reachable from outside is `ports` of compose or `docker run -p`.'],
    related: ['CMD'],
  },
  HEALTHCHECK: {
    what: 'A command that Docker runs again and again to see whether the container still works.',
    why: 'A server that hangs still runs; only a check tells. `depends_on: condition: service_healthy` waits for it.',
    production: 'A request to a view that looks at the database, or at least a connection to the port',
    pitfalls: [
      'The slim images have no curl; Python can ask as well.',
      'The host of the request has to be in ALLOWED_HOSTS, and SECURE_SSL_REDIRECT answers 301.',
      'Kubernetes does not look at it.',
    ],
    related: ['CMD'],
  },
  WORKDIR: {
    what: 'The folder of the steps that follow, and that a container starts in; it is made where it is missing.',
    why: 'gunicorn imports from it: it is the folder with `manage.py`.',
    related: ['COPY', 'CMD'],
  },
  VOLUME: {
    what: 'A path whose content is kept outside of the container.',
    pitfalls: [
      'Without a mount of compose or `docker run`, each new container gets an empty one.',
      'What later steps write below it is lost.',
    ],
    related: ['WORKDIR'],
  },
  SHELL: {
    what: 'The shell for instructions that are written as a line.',
    why: '`["/bin/bash", "-o", "pipefail", "-c"]` lets a step fail when the first part of a pipe does.',
    related: ['RUN', 'CMD'],
  },
  STOPSIGNAL: {
    what: 'The signal that asks the container to end.',
    why: 'gunicorn ends with grace at SIGTERM, which is the default; uWSGI reloads at it unless `die-on-term` is on.',
    related: ['CMD'],
  },
  LABEL: { what: 'Notes about the image: where its source is, which commit it is of.', related: ['ARG'] },
  ONBUILD: {
    what: 'An instruction that runs when another image is built upon this one.',
    pitfalls: ['Nobody sees it in the Dockerfile that it changes.'],
  },
  MAINTAINER: { what: 'The author, as it was written before LABEL.', related: ['LABEL'] },
};
