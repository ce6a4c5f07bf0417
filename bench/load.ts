import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { medianOf } from './table.js';

/** What is asked, by POST. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly body: string;
}

/** Answers a second, `atOnce` requests at a time over as many connections. */
export async function measureRate(target: Target, atOnce: number, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let answers = 0;
  const askOnAndOn = async () => {
    while (performance.now() < end) {
      await ask(target, agent);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOnAndOn));
  agent.destroy();
  return answers / ((performance.now() - begun) / 1000);
}

/** The median of the milliseconds that an answer takes when nothing else is asked. */
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

function ask({ body, url }: Target, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`${url} answered ${response.statusCode}`));
      response.resume().on('end', done).on('error', fail);
    });
    sent.on('error', fail).end(body);
  });
}
