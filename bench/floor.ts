import { createServer } from 'node:http';
import pg from 'pg';

/** The settings of this server. */
export interface FloorSettings {
  readonly connectionString: string;
  readonly poolSize: number;
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
  readonly answer: string;
}

/**
 * A server with nothing between HTTP and `pg`. Its times are lower bounds (the floor) for the article page. `/statements` runs
 * the statements of the page one after the other, as prepared statements, and returns the page, which was made before.
 * `/select-1` runs `select 1`.
 */
process.once('message', async (settings: FloorSettings) => {
  const pool = new pg.Pool({ connectionString: settings.connectionString, max: settings.poolSize });
  const answers: Record<string, () => Promise<string>> = {
    '/select-1': async () => JSON.stringify((await pool.query({ name: 'one', text: 'select 1 as one' })).rows),
    '/statements': async () => {
      for (const [index, { text, values }] of settings.statements.entries())
        await pool.query({ name: `statement_${index}`, text, values: [...values] });
      return settings.answer;
    },
  };
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    const answer = await answers[request.url ?? '']?.();
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' }).end(answer);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') process.send?.(`http://127.0.0.1:${address.port}`);
  });
});
