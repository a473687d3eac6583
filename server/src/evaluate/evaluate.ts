import type { Files } from '../host/files';
import type { Module } from '../syntax/python/ast';
import type { Environment } from './environment';
import type { EvaluatedSettings } from './settings';

export interface EvaluationRequest {
  readonly files: Files;
  /** Parses a file of the workspace; undefined when it cannot be read. The caller remembers trees. */
  parse(path: string): Module | undefined;
  /** Folders that modules are imported from, relative to the root, first wins. */
  readonly pythonPath: readonly string[];
  readonly environment: Environment;
  /** `5.2`: what `django.VERSION` says. */
  readonly djangoVersion: string;
}

/** Evaluates a settings module, or one configuration class in it. Never throws, never runs anything, always ends. */
export declare function evaluateModule(request: EvaluationRequest, module: string, configuration?: string): EvaluatedSettings;

/** Evaluates one file as a script of its own: gunicorn.conf.py. */
export declare function evaluateFile(request: EvaluationRequest, file: string): EvaluatedSettings;
