import { check } from './check';
import { checklist } from './checklist';
import { explain } from './explain';
import { HELP } from './help';
import { type Io, UsageError } from './io';
import { COMMANDS, type Command, parseOptions } from './options';
import { rules } from './rules';
import { settings } from './settings';

/**
 * Runs one call of the command. Returns the exit code: 0 nothing at the fail level, 1 findings, 2 a fault of the call,
 * told in one line on standard error. Never throws.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const message =
      error instanceof UsageError ? error.message : `internal error: ${error instanceof Error ? error.message : String(error)}`;
    io.err(`django-preflight: ${message.split('\n')[0]}\n`);
    return 2;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || args.includes('--help') || args.includes('-h') || name === 'help') {
    io.out(HELP);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V') {
    io.out(`${io.version}\n`);
    return 0;
  }
  const command = COMMANDS.find((one) => one === name);
  if (!command) throw new UsageError(`there is no command “${name}”. Use ${COMMANDS.join(', ')}; see --help.`);
  return execute(command, rest, io);
}

async function execute(command: Command, args: readonly string[], io: Io): Promise<number> {
  const options = parseOptions(args);
  switch (command) {
    case 'check':
      return check(io, options);
    case 'settings':
      return settings(io, options);
    case 'explain':
      return explain(io, options);
    case 'rules':
      return rules(io, options);
    case 'lsp':
      await io.serve();
      return 0;
    case 'checklist':
      return checklist(io, options);
  }
}
