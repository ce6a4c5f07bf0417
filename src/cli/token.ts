import { Command, InvalidArgumentError, Option } from 'commander';
import { tokenRole } from '../access/table.js';
import { API_TOKEN, createToken, LONGEST_TOKEN_NAME, listTokens, revokeToken } from '../access/token-store.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { readId, readLine } from '../writing/fields.js';
import { writeLogged } from '../writing/log.js';
import { withDatabase } from './session.js';

const MINUTE = 60_000;
const UNITS = new Map([
  ['m', MINUTE],
  ['h', 60 * MINUTE],
  ['d', 24 * 60 * MINUTE],
]);

interface CreateFlags {
  readonly name: string;
  readonly role: (typeof tokenRole.enumValues)[number];
  /** In milliseconds. */
  readonly expires?: number;
}

/** `token create|list|revoke` */
export function tokenCommand(): Command {
  return new Command('token')
    .description('Make, list and revoke the API tokens that programs and people call with.')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description('Make a token and print it: it is shown this once.')
    .addOption(new Option('--role <role>', 'what it may do').choices(tokenRole.enumValues).makeOptionMandatory())
    .requiredOption('--name <name>', 'whose it is, or what it is for: revisions name it', readName)
    .option('--expires <duration>', 'when it ends: 30m, 12h, 90d; never when absent', readDuration)
    .action(({ expires, name, role }: CreateFlags) =>
      withDatabase(async ({ database }) => {
        const createdAt = new Date();
        const expiresAt = expires === undefined ? null : new Date(createdAt.getTime() + expires);
        const { token } = await createToken(database.db, {
          name,
          role,
          createdAt,
          createdBy: 'command line',
          expiresAt,
        });
        process.stdout.write(`${token}\n`);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description(
      'List every token, newest first: id, name, role, when made, when it expires, when revoked; tabs between.',
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
      'Revoke a token: it is refused from now on, what was opened with it is closed, and its preview links end.',
    )
    .argument('<id>', 'its id, as token list prints it', readTokenId)
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
  const name = orComplain(() => readLine('name', text));
  if (name.length <= LONGEST_TOKEN_NAME) return name;
  throw new InvalidArgumentError(`name: must have at most ${LONGEST_TOKEN_NAME} characters, not ${name.length}`);
}

function readTokenId(text: string): number {
  return orComplain(() => readId('id', text, [API_TOKEN]));
}

function readDuration(text: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d{0,5})([mhd])$/.exec(text) ?? [];
  const length = UNITS.get(unit);
  if (length === undefined)
    throw new InvalidArgumentError('It must be minutes, hours or days, such as 30m, 12h or 90d.');
  return Number(count) * length;
}

/** What is wrong with an argument is told before the database is opened. */
function orComplain<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
