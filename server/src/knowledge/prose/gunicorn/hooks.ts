import type { ProseTable } from '../prose';

/** Functions of the configuration file that gunicorn calls, and the pool for heavy tasks. */
export const HOOKS: ProseTable = {
  on_starting: { what: 'Called in the master before anything is set up.' },
  on_reload: { what: 'Called in the master at a reload by HUP, before the workers are replaced.' },
  when_ready: { what: 'Called in the master when it listens and before the first worker starts.' },
  pre_fork: { what: 'Called in the master before each worker is forked.' },
  post_fork: {
    what: 'Called in each new worker right after it was forked.',
    pitfalls: ['With `preload_app` this is the place to open anew what must not be shared, such as connections.'],
  },
  post_worker_init: { what: 'Called in a worker when it has loaded the application.' },
  worker_int: { what: 'Called in a worker that received INT or QUIT.' },
  worker_abort: {
    what: 'Called in a worker that received ABRT, usually because of a time-out.',
    pitfalls: ['A stack trace printed here shows what the worker was waiting for.'],
  },
  pre_exec: { what: 'Called before a new master takes the place of the running one.' },
  pre_request: { what: 'Called in the worker before each request.' },
  post_request: { what: 'Called in the worker after each request.' },
  child_exit: {
    what: 'Called in the master after a worker has ended.',
    pitfalls: ['Prometheus clients that use several processes tidy up here, by `mark_process_dead`.'],
  },
  worker_exit: { what: 'Called in a worker that is about to end.' },
  nworkers_changed: { what: 'Called in the master after the number of workers changed.' },
  on_exit: { what: 'Called in the master just before it ends.' },
  ssl_context: { what: 'Makes the TLS context: gets the configuration and a function that makes the default one.', related: ['certfile'] },
  dirty_apps: {
    what: 'Classes for heavy tasks that run in a pool of processes of their own. New in gunicorn 25.',
    related: ['dirty_workers'],
  },
  dirty_workers: { what: 'The number of processes in the pool for heavy tasks; 0 is none.', related: ['dirty_apps'] },
  dirty_timeout: { what: 'After how many seconds without a sign of life a process of that pool is killed.', related: ['dirty_apps'] },
  dirty_threads: { what: 'The number of threads in each process of that pool.', related: ['dirty_apps'] },
  dirty_graceful_timeout: { what: 'How many seconds a process of that pool gets to finish at a stop.', related: ['dirty_apps'] },
  on_dirty_starting: { what: 'Called before the master of the pool for heavy tasks is set up.', related: ['dirty_apps'] },
  dirty_post_fork: { what: 'Called in each new process of that pool right after it was forked.', related: ['dirty_apps'] },
  dirty_worker_init: { what: 'Called in a process of that pool when its applications are loaded.', related: ['dirty_apps'] },
  dirty_worker_exit: { what: 'Called when a process of that pool has ended.', related: ['dirty_apps'] },
};
