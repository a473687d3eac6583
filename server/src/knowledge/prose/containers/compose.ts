import type { ProseTable } from '../prose';

/** Keys of compose files: of a service by their name, others by their path. */
export const COMPOSE: ProseTable = {
  services: { what: 'The containers of the application, each by the name under which the others reach it.' },
  version: { what: 'It means nothing any more: compose ignores it and warns.', production: 'Leave it out' },
  include: { what: 'Further compose files whose services belong to this application.' },
  image: {
    what: 'The image that the container is made from.',
    why: 'With `build` beside it, the name that the built image gets.',
    production: 'With a version: `postgres:17`',
    risk: 'Without a tag, or with `latest`, the next pull may bring another major version.',
    related: ['build', 'pull_policy'],
  },
  build: {
    what: 'Builds the image from a Dockerfile: a folder, or `context`, `dockerfile`, `target` and `args`.',
    why: 'On the machine of production, rather pull what CI has built and tested.',
    related: ['image'],
  },
  command: {
    what: 'What the container starts instead of the CMD of its image.',
    why: 'A list is taken as it is. A line is split into words, and no shell reads it: `&&`, `$VAR` of the container and `>` need `sh -c`.',
    pitfalls: [
      '`${NAME}` is put in by compose, from its own environment; `$$` is a dollar for the container.',
      'The ENTRYPOINT of the image stays before it.',
    ],
    related: ['entrypoint', 'environment'],
  },
  entrypoint: {
    what: 'What the container starts instead of the ENTRYPOINT of its image; the CMD of the image is forgotten then.',
    related: ['command'],
  },
  environment: {
    what: 'Variables of the container, as a map or as a list of `NAME=text`.',
    why: 'They win over `env_file` and over ENV of the image. A name without a value is taken from the environment of compose.',
    risk: 'No place for secrets in clear: the file is shared.',
    production: '`SECRET_KEY: ${SECRET_KEY:?}`: compose refuses to start without it',
    pitfalls: ['In a map, quote what YAML takes for a number or a truth value.', 'In a list quotes around the value become a part of it.'],
    related: ['env_file', 'secrets'],
  },
  env_file: {
    what: 'Files of variables for the container.',
    why: 'The place for what differs between machines. A later file wins over an earlier one.',
    pitfalls: [
      'It is not where `${NAME}` in this file comes from: that is `.env` beside it, or `--env-file`.',
      'A file that is missing stops compose, unless `required: false` says otherwise.',
    ],
    related: ['environment'],
  },
  ports: {
    what: 'Ports of the machine that lead to the container: `[address:]port:port of the container`.',
    why: 'Only what visitors come to needs one; services reach each other by name without.',
    risk: 'Without an address it is every network of the machine, and Docker opens it past ufw.',
    production: '`"80:80"` and `"443:443"` of the proxy; `"127.0.0.1:8000:8000"` for a proxy on the machine',
    pitfalls: ['Quote it: YAML may take `22:22` for a number.'],
    related: ['expose', 'networks'],
  },
  expose: { what: 'A note about ports that other services use; they reach them without it too.', related: ['ports'] },
  volumes: {
    what: 'What the container has from outside: `source:path[:ro]`. A name is a volume, a path with `./` or `/` a folder of the machine.',
    why: 'Data of databases, uploads and collected static files have to outlive the container, and the proxy needs the last two as well.',
    pitfalls: [
      'A named volume is declared at the top level too.',
      'A new named volume is filled from the image once; after that a newer image does not change it: run collectstatic when the container starts.',
      'A mount of the source code covers what the image was built with.',
    ],
    related: ['tmpfs', 'read_only'],
  },
  networks: {
    what: 'The networks that the service is in; without it, the one named `default`.',
    why: 'Services without a network in common do not reach each other: the database needs none that the proxy is in.',
    related: ['ports', 'network_mode'],
  },
  network_mode: {
    what: '`host` gives the container the network of the machine; `none` none at all.',
    pitfalls: ['With `host`, `ports` does nothing, and other services do not reach it by name.'],
    related: ['networks'],
  },
  depends_on: {
    what: 'Services that start before this one.',
    why: 'As a list it waits until they run, not until they answer. `condition: service_healthy` waits for their health check, `service_completed_successfully` until a task such as `migrate` has ended.',
    related: ['healthcheck', 'restart'],
  },
  healthcheck: {
    what: 'A command that tells again and again whether the container still works.',
    why: 'A server that hangs still runs. `depends_on` and monitoring look at it.',
    production: '`test: ["CMD-SHELL", "pg_isready -U shop"]` for PostgreSQL',
    pitfalls: ['It runs within the container: `127.0.0.1` is the container itself.', 'A list begins with `CMD`, `CMD-SHELL` or `NONE`.'],
    related: ['depends_on', 'restart'],
  },
  restart: {
    what: 'Whether Docker starts the container again when it has ended, and after a reboot.',
    production: '`unless-stopped`, or `always`',
    risk: 'Without it a crash, or an update of the machine, ends the service until somebody looks.',
    pitfalls: ['`no` needs quotes: YAML takes it for false.', 'A task that is to end once has none.'],
    related: ['healthcheck', 'deploy'],
  },
  deploy: {
    what: 'How many containers, with how much memory and processor time.',
    why: 'Much of it is for a swarm alone.',
    related: ['restart'],
  },
  profiles: {
    what: 'The service starts only where one of these profiles is asked for.',
    why: 'For tools and tests that do not belong to every start.',
  },
  extends: {
    what: 'Begins with the keys of another service, of this or another file.',
    pitfalls: ['Paths of another file are seen from its folder.'],
  },
  user: {
    what: 'Whom the container runs as, instead of the USER of its image.',
    production: 'Not root, where the image does not say so itself',
    related: ['read_only', 'cap_drop'],
  },
  read_only: {
    what: 'The file system of the container cannot be written to.',
    why: 'Who breaks in leaves nothing behind. What has to be written gets a volume or a `tmpfs`.',
    related: ['tmpfs', 'volumes'],
  },
  tmpfs: {
    what: 'Folders in memory, empty at every start.',
    why: 'For `/tmp` of a container that is otherwise read-only.',
    related: ['read_only'],
  },
  shm_size: {
    what: 'The size of `/dev/shm`, 64 MB by default.',
    why: 'PostgreSQL needs more for large queries; gunicorn keeps its heartbeat there with `worker_tmp_dir`.',
  },
  stop_grace_period: {
    what: 'How long Docker waits after the signal to end before it kills; ten seconds by default.',
    why: 'It has to be longer than `graceful_timeout` of gunicorn and than the longest task of Celery.',
    related: ['stop_signal'],
  },
  stop_signal: { what: 'The signal that asks the container to end, instead of that of its image.', related: ['stop_grace_period'] },
  secrets: {
    what: 'Secrets that the service gets as files below `/run/secrets/`.',
    why: 'A file shows up neither in `docker inspect` nor in the environment of child processes.',
    related: ['environment'],
  },
  configs: { what: 'Files that the service gets, declared at the top level.' },
  labels: { what: 'Notes for other tools: Traefik reads its routes from them.' },
  logging: {
    what: 'Where the output goes, and how much of it is kept.',
    risk: 'Without `max-size` the log of `json-file` grows until the disk is full.',
    production: '`driver: local`, or `json-file` with `max-size` and `max-file`',
  },
  container_name: {
    what: 'A fixed name for the container.',
    pitfalls: ['With it there can be only one: neither a second stack nor `--scale`.'],
  },
  hostname: { what: 'The host name that the container has for itself.' },
  init: { what: 'A small first process that hands signals on and clears away processes that ended.' },
  privileged: {
    what: 'The container may do what root of the machine may.',
    risk: 'Who breaks into it has the machine.',
    production: 'Never for an application',
  },
  cap_drop: { what: 'Rights of root that the container does without.', production: '`[ALL]`', related: ['security_opt'] },
  security_opt: { what: 'Further limits.', production: '`["no-new-privileges:true"]`', related: ['cap_drop'] },
  working_dir: { what: 'The folder that the command starts in, instead of WORKDIR of the image.' },
  extra_hosts: {
    what: 'Further names and their addresses.',
    why: '`host.docker.internal:host-gateway` reaches what runs on the machine itself.',
  },
  links: { what: 'Further names for other services; networks made it superfluous.', related: ['networks'] },
  pull_policy: { what: 'When the image is pulled.', related: ['image'] },
  mem_limit: { what: 'The most memory that the container gets; above it the kernel ends a process.' },
};
