import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ServerContext } from './context';

export type Handler<P, R> = (context: ServerContext, params: P, token: CancellationToken) => R | Promise<R>;

/**
 * Wraps every handler: waits until the workspace is configured, answers a cancelled request at once, and turns an error
 * into a line in the log and the `fallback`. Nothing that a client sends may end the server.
 */
export function guard<P, R>(
  context: ServerContext,
  method: string,
  fallback: R,
  handler: Handler<P, R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    await context.ready;
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled`);
    try {
      return await handler(context, params, token);
    } catch (error) {
      context.log(`${method} failed: ${describe(error)}`);
      return fallback;
    }
  };
}

/** The same for a notification, which has no answer. */
export function guardNotification<P>(
  context: ServerContext,
  method: string,
  handler: (context: ServerContext, params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await handler(context, params);
    } catch (error) {
      context.log(`${method} failed: ${describe(error)}`);
    }
  };
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
