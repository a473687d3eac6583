/** What becomes of the window when the language server dies. */
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { finding, findings } from './editor';
import { equal, everyQuarterSecond, open, present, type Test, until } from './harness';

const production = 'config/settings/production.py';
const rule = 'django/hsts-off';
/** The client starts a server that died anew, but not a fifth time within three minutes. */
const restarts = 4;

export const tests: readonly Test[] = [
  {
    name: 'goes on after the language server was restarted',
    async run() {
      const document = await open(production);
      await finding(document, rule);
      const before = server();
      await vscode.commands.executeCommand('djangoPreflight.restart');
      await finding(document, rule);
      equal(server() === before, false, 'whether it is the same server');
    },
  },
  {
    name: 'comes back by itself after the language server died',
    async run() {
      const document = await open(production);
      await finding(document, rule);
      await killServer();
      await findingOfNewServer(document);
    },
  },
  {
    name: 'gives up on a server that dies again and again, and the command for restarting brings it back',
    async run() {
      const document = await open(production);
      for (let death = 1; death < restarts; death++) {
        await findingOfNewServer(document);
        await killServer();
      }
      await findingOfNewServer(document);
      await killServer();
      await until('the end of the findings', vscode.languages.onDidChangeDiagnostics, () =>
        findings(document).length === 0 ? true : undefined,
      );
      equal(servers(), [], 'the servers');
      await vscode.commands.executeCommand('djangoPreflight.restart');
      await finding(document, rule);
    },
  },
];

/** Process ids of the language servers of this window: VS Code's extension host is their parent. */
function servers(): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return Number(parent) === process.pid && command.some((word) => /dist[\\/]server\.js$/.test(word)) ? [Number(pid)] : [];
  });
}

function server(): number {
  return present(servers()[0], 'language server');
}

async function killServer(): Promise<void> {
  const pid = server();
  process.kill(pid, 'SIGKILL');
  await until(`the end of process ${pid}`, everyQuarterSecond, () => (servers().includes(pid) ? undefined : true));
}

/** Findings of a server that died stay in sight until the client has noticed. */
async function findingOfNewServer(document: vscode.TextDocument): Promise<void> {
  await until('a new server', everyQuarterSecond, () => servers()[0]);
  await finding(document, rule);
}
