// Builds the gateway and GraphiQL at the same time: a first start waits for both. Run by `npm run build`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const COMMANDS = ['tsc -p tsconfig.build.json', 'node graphiql/build.mjs'];

const codes = await Promise.all(
  COMMANDS.map(async (command) => {
    const [code] = await once(spawn(command, { shell: true, stdio: 'inherit' }), 'close');
    return code;
  }),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
