import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { startNode, useBuild } from '../support/process.js';

useBuild();
const database = useDatabase();
const gateway = useGateway(database);

async function token(...args: string[]) {
  const command = startNode('dist/cli/main.js', ['token', ...args], { DATABASE_URL: database().url });
  const status = await command.ended;
  return { status, stdout: command.stdout(), stderr: command.stderr() };
}

async function viewerOf(bearer: string) {
  gateway().now = new Date();
  const { data, status } = await gateway()
    .askWith({ authorization: `Bearer ${bearer}` })
    .ask<{ viewer: { name: string; role: string; expiresAt: string | null } }>('{ viewer { name role expiresAt } }');
  return { status, viewer: data?.viewer };
}

describe('token create', () => {
  it('prints only a valid token', async () => {
    const { status, stderr, stdout } = await token('create', '--role', 'publisher', '--name', 'CMS bridge');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^dateline_[\w-]{43}\n$/);
    const viewer = { name: 'CMS bridge', role: 'PUBLISHER', expiresAt: null };
    expect(await viewerOf(stdout.trim())).toEqual({ status: 200, viewer });
  });

  it.each([
    ['30m', 30 * 60],
    ['12h', 12 * 3600],
    ['90d', 90 * 86_400],
  ])('makes a token that expires in %s', async (expires, seconds) => {
    const started = Date.now();
    const { stdout } = await token('create', '--role', 'admin', '--name', 'short', '--expires', expires);
    const { viewer } = await viewerOf(stdout.trim());
    const lasts = (Date.parse(viewer?.expiresAt ?? '') - started) / 1000;
    expect(lasts).toBeGreaterThanOrEqual(seconds);
    expect(lasts).toBeLessThan(seconds + 60);
  });

  it.each<[string[], string]>([
    [['--role', 'publisher', '--name', 'x', '--expires', '90'], '30m, 12h or 90d'],
    [['--role', 'publisher', '--name', 'x', '--expires', '1.5h'], '30m, 12h or 90d'],
    [['--role', 'reader', '--name', 'x'], 'contributor, editor, publisher, admin'],
    [['--role', 'editor', '--name', 'x'.repeat(201)], 'at most 200 characters'],
    [['--role', 'editor'], '--name'],
  ])('makes no token for invalid options, and prints the valid form in one line: %#', async (args, reason) => {
    const { status, stderr, stdout } = await token('create', ...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('token list and token revoke', () => {
  it('list all tokens, and revoke a token immediately', async () => {
    const made = await token('create', '--role', 'editor', '--name', 'Night desk', '--expires', '1d');
    const [row = ''] = (await token('list')).stdout.split('\n');
    const [id = '', ...cells] = row.split('\t');
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(cells).toEqual(['Night desk', 'editor', moment, moment, '']);
    expect(await viewerOf(made.stdout.trim())).toMatchObject({ status: 200 });
    expect(await token('revoke', id)).toEqual({ status: 0, stdout: '', stderr: 'revoked: Night desk, editor\n' });
    expect((await viewerOf(made.stdout.trim())).status).toBe(401);
    const [after = ''] = (await token('list')).stdout.split('\n');
    expect(after.split('\t')).toEqual([id, ...cells.slice(0, -1), moment]);
    expect((await token('list')).stdout).not.toMatch(/dateline_|[0-9a-f]{64}/);
  });

  it.each([
    ['nothing', 'is not a global id'],
    [btoa('ApiToken:999999'), 'no such token'],
    [btoa('Tag:1'), 'is not a global id'],
  ])('report that %s is not a token', async (id, reason) => {
    const { status, stderr, stdout } = await token('revoke', id);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(reason);
  });
});
