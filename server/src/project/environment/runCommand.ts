import type { Place } from '../../base/text';
import type { Variables } from './held';

/** A program that a file of the workspace comes to run, with what it gets. */
export interface RunCommand {
  /** `gunicorn`, `uvicorn`, `uwsgi`, `celery`, `manage.py` (also as `django-admin`), … */
  readonly program: string;
  /** What stands behind the name of the program, as the program gets it. */
  readonly args: readonly RunWord[];
  /** From the program's name to its last word; in the file where the command itself is written. */
  readonly place: Place;
  /** The environment that it starts with. */
  readonly variables: Variables;
  /** The absolute folder that it runs in; undefined where that is not told. */
  readonly folder: string | undefined;
  /** It stands in a branch, behind `||` or the like: whether it runs is not told. */
  readonly conditional: boolean;
}

export interface RunWord {
  /** Undefined where the files do not tell all of it: `$WORKERS`, `--bind=0.0.0.0:${PORT:-80}`. */
  readonly text: string | undefined;
  /** What it certainly begins with: the text itself, `--bind=0.0.0.0:`, or ''. */
  readonly begins: string;
  /** What is not told may be no word or several: a variable without quotes. */
  readonly mayBeSeveral: boolean;
  readonly place: Place;
  /** The file has exactly this text at the place, so that it can be replaced there. */
  readonly exact: boolean;
}
