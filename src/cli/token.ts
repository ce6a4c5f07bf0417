import { Command, InvalidArgumentError, Option } from 'commander';
import { tokenRole } from '../access/table.js';
import { API_TOKEN, createToken, LONGEST_TOKEN_NAME, listTokens, revokeToken } from '../access/token-store.js';
import { readDuration } from '../config.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { readId, readLine } from '../writing/fields.js';
import { writeLogged } from '../writing/log.js';
import { readArgument, withDatabase } from './session.js';

interface CreateFlags {
  readonly name: string;
  readonly role: (typeof tokenRole.enumValues)[number];
  /** The lifetime of the token, in milliseconds. */
  readonly expires?: number;
}

/** Makes the commands `token create`, `token list` and `token revoke`. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('Make, list and revoke API tokens. Programs and people send a token with their requests.')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description('Make a token and print it. It is shown only once.')
    .addOption(new Option('--role <role>', 'what it may do').choices(tokenRole.enumValues).makeOptionMandatory())
    .requiredOption('--name <name>', 'who or what uses it: revisions show this name', readName)
    .option('--expires <duration>', 'when it expires, such as 30m, 12h or 90d (default: never)', readLifetime)
    .action(({ expires, name, role }: CreateFlags) =>
      withDatabase(async ({ database }) => {
        const createdAt = new Date();
        const expiresAt = expires === undefined ? null : new Date(createdAt.getTime() + expires);
        const values = { name, role, createdAt, createdBy: 'command line', expiresAt };
        const { token } = await createToken(database.db, values);
        process.stdout.write(`${token}\n`);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description(
      'List all tokens, the newest first: id, name, role, when made, when it expires, when revoked; separated by tabs.',
    )
    .action(() =>
      withDatabase(async ({ database }) => {
        for (const { createdAt, expiresAt, id, name, revokedAt, role } of await listTokens(database.db)) {
          const times = [createdAt, expiresAt, revokedAt].map((time) => time?.toISOString() ?? '');
          process.stdout.write(`${[encodeGlobalId(API_TOKEN, id), name, role, ...times].join('\t')}\n`);
        }
      }),
    );
}

function revokeCommand(): Command {
  return new Command('revoke')
    .description(
      'Revoke a token. It is refused from now on, connections that use it are closed, and its preview links end.',
    )
    .argument('<id>', 'its id, as token list prints it', (text) => readArgument(() => readId('id', text, [API_TOKEN])))
    .action((id: number) =>
      withDatabase(async ({ database }) => {
        const writing = { actor: 'command line', action: 'REMOVED', now: new Date() } as const;
        const { result: revoked } = await writeLogged(database.pool, writing, (db) => revokeToken(db, id, writing.now));
        if (!revoked) throw new Error('there is no such token: see token list');
        process.stderr.write(`revoked: ${revoked.name}, ${revoked.role}\n`);
      }),
    );
}

function readName(text: string): string {
  const name = readArgument(() => readLine('name', text));
  if (name.length <= LONGEST_TOKEN_NAME) return name;
  throw new InvalidArgumentError(`name: must have at most ${LONGEST_TOKEN_NAME} characters, not ${name.length}`);
}

function readLifetime(duration: string): number {
  if (/^[1-9]\d{0,5}[mhd]$/.test(duration)) return readDuration(duration);
  throw new InvalidArgumentError('It must be minutes, hours or days, such as 30m, 12h or 90d.');
}
