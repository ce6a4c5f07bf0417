import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who the server runs as; null is whoever runs this process. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** PostgreSQL refuses to run as root: then it runs as an account that every system has. */
export async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
      return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
    } catch {
      // No such account: try the next.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody: set DATABASE_URL');
}

/**
 * How to run a program as the account, with `folder` open to it. Where root keeps the folder or the program in a place
 * that nobody else may enter (`/root`), the account gets the right to pass.
 */
export async function commandAs(account: Account, [program = '', ...args]: readonly string[], folder: string) {
  if (!account || ((await canEnter(account, folder)) && (await canEnter(account, program)))) {
    return { command: program, args, options: account ?? {} };
  }
  const { gid, uid } = account;
  const identity = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const right = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return { command: 'setpriv', args: [...identity, ...right, '--', program, ...args], options: {} };
}

function canEnter(account: NonNullable<Account>, path: string): Promise<boolean> {
  return run('test', ['-x', path], account).then(
    () => true,
    () => false,
  );
}
