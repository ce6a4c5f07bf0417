import { describe, expect, it } from 'vitest';
import { startNode, useBuild, useDataDirs } from '../support/process.js';

useBuild();
const dirs = useDataDirs();

async function generate(args: readonly string[], env: Record<string, string>) {
  const command = startNode('dist/cli/main.js', ['generate', ...args], env);
  const status = await command.ended;
  return { status, stdout: command.stdout(), stderr: command.stderr() };
}

describe('generate', () => {
  it('writes a newsroom, prints the time on standard error, and refuses to write a second newsroom', async () => {
    const env = { DATA_DIR: await dirs.create() };
    const first = await generate(['--items', '60', '--seed', '3', '--until', '2026-01-01'], env);
    expect({ status: first.status, stdout: first.stdout }).toEqual({ status: 0, stdout: '' });
    expect(first.stderr).toMatch(/^written: .* s\n/);
    expect(first.stderr).toContain('60 items with seed 3 until 2026-01-01T00:00:00.000Z');
    const second = await generate(['--items', '60'], env);
    expect({ status: second.status, stdout: second.stdout }).toEqual({ status: 1, stdout: '' });
    expect(second.stderr).toMatch(/^the database has content already.*\n$/);
  });

  it.each([
    ['no number', ['--items', 'many']],
    ['a bad seed', ['--seed', '-1']],
    ['a bad time', ['--until', 'yesterday']],
  ])('refuses invalid options with one line: %s', async (_fault, args) => {
    const { status, stderr, stdout } = await generate(args, { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
