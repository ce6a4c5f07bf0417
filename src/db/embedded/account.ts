import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The system account that runs the server. Null means the account that runs this process. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** Finds the account for the server. PostgreSQL refuses to run as root, so root must run it as another account. */
export async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
      return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
    } catch {
      // There is no such account: try the next name.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody: set DATABASE_URL');
}

/**
 * Returns the command that runs a program as the account, with access to `folder`. If the account may not enter
 * `folder` or run the program, as in `/root`, a capability of Linux gives the program access.
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
