import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { medianOf } from './table.js';

/** A POST request that is measured. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly body: string;
}

/** Measures the answers per second, while `atOnce` requests run at once, each over its own connection. */
export async function measureRate(target: Target, atOnce: number, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let answers = 0;
  const askUntilEnd = async () => {
    while (performance.now() < end) {
      await ask(target, agent);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askUntilEnd));
  agent.destroy();
  return answers / ((performance.now() - begun) / 1000);
}

/** Measures the median latency in milliseconds, with one request at a time. */
export async function measureLatency(target: Target, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const end = performance.now() + seconds * 1000;
  const took: number[] = [];
  while (performance.now() < end) {
    const begun = performance.now();
    await ask(target, agent);
    took.push(performance.now() - begun);
  }
  agent.destroy();
  return medianOf(took);
}

async function ask({ body, url }: Target, agent: Agent): Promise<void> {
  const response = await send(agent, url, body);
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
}

/** Sends a GraphQL operation and returns the text of the answer. */
export async function askGraphQL(agent: Agent, url: string, query: string, variables: object): Promise<string> {
  const response = await send(agent, url, JSON.stringify({ query, variables }));
  return text(response);
}

function send(agent: Agent, url: string, body: string): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    request(url, { method: 'POST', agent, headers }, done).on('error', fail).end(body);
  });
}
