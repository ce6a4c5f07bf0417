import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = new URL('../../', import.meta.url);

/** Runs the check as if Node had the given version. */
async function checkAs(version: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const program = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'src/check-node.js'];
  return run(process.execPath, program, { cwd: ROOT }).then(
    (streams) => ({ code: 0, ...streams }),
    ({ code, stderr, stdout }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

describe('the check of Node', () => {
  it.each(['16.20.2', '18.20.8', '20.9.0', '20.19.4', '9.99.99'])('refuses %s with one line', async (version) => {
    expect(await checkAs(version)).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: `Dateline needs Node 20.19.5 or later; this is ${version}. See https://nodejs.org/en/download\n`,
    });
  });

  it.each(['20.19.5', '20.20.0', '22.0.0', '24.1.0', '100.0.0'])('accepts %s, and prints nothing', async (version) => {
    expect(await checkAs(version)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('runs first in both programs, and in the commands that build or start them', async () => {
    for (const program of ['src/main.ts', 'src/cli/main.ts']) {
      const [first] = (await readFile(new URL(program, ROOT), 'utf8')).split('\n');
      expect(first, program).toMatch(/^import '\.{1,2}\/check-node\.js';$/);
    }
    const { scripts } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8'));
    for (const name of ['build', 'dev', 'check']) expect(scripts[name], name).toMatch(/^node src\/check-node\.js && /);
    for (const name of ['start', 'dateline', 'schema', 'bench', 'chaos'])
      expect(scripts[name], name).toMatch(/^npm run -s build && /);
  });
});
