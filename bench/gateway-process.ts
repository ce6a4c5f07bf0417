import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The body of a request for `ArticlePage` of a sample article. */
export async function articlePageBody(): Promise<string> {
  const examples = new URL('../examples/operations/', import.meta.url);
  const query = await readFile(new URL('ArticlePage.graphql', examples), 'utf8');
  const variables: unknown = JSON.parse(await readFile(new URL('ArticlePage.variables.json', examples), 'utf8'));
  return JSON.stringify({ query, variables });
}

/** Checks that an answer is an article page. Errors are answered faster than pages, so they would falsify the measurement. */
export function assertPage(answer: string): void {
  if (!answer.includes('"article":{"id"') || answer.includes('"errors"')) {
    throw new Error(`not an article page: ${answer.slice(0, 500)}`);
  }
}

/** A gateway in its own process. */
export interface GatewayProcess {
  /** The address of the gateway, such as `http://127.0.0.1:4000`. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts a command that runs a gateway on a free port, and waits until the gateway prints its address. */
export async function startGatewayProcess(
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly dataDir: string },
): Promise<GatewayProcess> {
  const [program, ...args] = command;
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...env, DATA_DIR: options.dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A process group of its own, so that a signal reaches the processes that npm starts.
    detached: true,
  });
  const address = await readGatewayAddress(child);
  return {
    address,
    stop: async () => {
      const ended = once(child, 'exit');
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await ended;
    },
  };
}

/** Runs a command of Dateline to its end, on the embedded database of `dataDir`. */
export async function runCommand(args: readonly string[], dataDir: string): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
    cwd: ROOT,
    env: { ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args[0]} ended with status ${code}`);
}

/** Waits until a gateway listens, and returns the address that the gateway prints. */
export async function readGatewayAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the gateway has no output');
  for await (const line of createInterface(child.stdout)) {
    const address = /address: (http:\S+)\/graphql/.exec(line)?.[1];
    if (address !== undefined) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error('the gateway ended before it listened');
}
