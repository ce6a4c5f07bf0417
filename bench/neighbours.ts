import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Child, readClock, startChild } from './child.js';
import { startGateway } from './fanout.js';
import { Audience, type Contestant, hearAtLast, warmUp } from './fanout-stage.js';
import type { OpenNeighbours } from './neighbours-clients.js';
import { medianOf, printTable } from './table.js';

/**
 * The pause between two events. It is so short that an event is still executed for the neighbours when the next one is
 * published.
 */
const PAUSE_MS = 200;
/** The time between an event and the query. The query is sent while the event is executed for the neighbours. */
const QUERY_AFTER_MS = 20;
/** The longest time until the neighbours have received their first event. */
const GATHER_MS = 120_000;
/** If no frame arrives for this time, all events have reached the neighbours. */
const QUIET_MS = 3000;
const QUERY = '{ breakingItems(first: 10) { nodes { text publishedAt article { headline url } } } }';
const MUTATION = 'mutation ($text: String!) { publishBreakingItem(input: { text: $text }) { userErrors { message } } }';

/** The measured times, in milliseconds. */
type Figures = { readonly ticker: number[]; readonly mutation: number[]; readonly query: number[] };

/**
 * `neighbours [--subscribers 300] [--texts 1000] [--sockets 20] [--events 15] [--rounds 3]` measures how much one client slows
 * others. This client subscribes with many different texts of an operation, and its subscriptions are called the neighbours.
 * Measured are the breaking-news ticker, a mutation and a query, without the neighbours and beside them, in turn on one
 * gateway.
 */
export async function measureNeighbours(args: string[]): Promise<void> {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { subscribers: option('300'), texts: option('1000'), sockets: option('20'), events: option('15') };
  const { values } = parseArgs({ args, options: { ...options, rounds: option('3') } });
  const [subscribers, texts, sockets] = [Number(values.subscribers), Number(values.texts), Number(values.sockets)];
  const [events, rounds] = [Number(values.events), Number(values.rounds)];
  const undo: (() => unknown)[] = [];
  try {
    const query = await readFile(new URL('../examples/operations/BreakingTicker.graphql', import.meta.url), 'utf8');
    const gateway = await startGateway(undo, { MAX_LIVE_QUERIES_PER_ADDRESS: '0' });
    const contestant: Contestant = { name: 'the ticker', query, ...gateway };
    await warmUp(contestant);
    const audience = await Audience.gather(contestant, subscribers);
    undo.push(() => audience.leave());
    await hearAtLast(audience, contestant);
    const all = { without: newFigures(), beside: newFigures() };
    for (let round = 0; round < rounds; round += 1) {
      await measure(contestant, audience, gateway.token, events, all.without);
      const neighbours = await gather({ port: gateway.port, sockets, texts, query }, contestant);
      await measure(contestant, audience, gateway.token, events, all.beside);
      await neighbours.stop();
      await sleep(PAUSE_MS);
    }
    print(all.without, all.beside, `${texts} different texts on ${sockets} sockets`);
    console.log(`Medians and worst of ${events} events in each of ${rounds} rounds, ${subscribers} subscribers.`);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

const newFigures = (): Figures => ({ ticker: [], mutation: [], query: [] });

/** Starts the neighbours. Waits until each neighbour has received an event, and no event is still on its way. */
async function gather(options: OpenNeighbours, { publish }: Contestant): Promise<Child> {
  const child = startChild(new URL('./neighbours-clients.ts', import.meta.url));
  await child.ask('open', options);
  const until = performance.now() + GATHER_MS;
  let before = 0;
  for (let heard = 0; heard < options.texts || heard > before; heard = await child.ask<number>('heard')) {
    if (performance.now() > until) throw new Error('the neighbours receive no event');
    // The next event is published only when no more frames come. So no event is on its way when the measurement begins.
    if (heard === before) await publish();
    before = heard;
    await sleep(QUIET_MS);
  }
  return child;
}

async function measure(
  contestant: Contestant,
  audience: Audience,
  token: string,
  events: number,
  figures: Figures,
): Promise<void> {
  const ask = (body: object) => askGateway(contestant.port, token, body);
  const asked: { readonly mutation: Promise<number>; readonly query: Promise<number> }[] = [];
  for (let event = 0; event < events; event += 1) {
    const publish = async () => {
      const begun = readClock();
      const variables = { text: `Line ${begun}: the harbour bridge is closed both ways` };
      const mutation = ask({ query: MUTATION, variables });
      asked.push({ mutation, query: sleep(QUERY_AFTER_MS).then(() => ask({ query: QUERY })) });
      return begun;
    };
    const delivery = await audience.hear({ ...contestant, publish });
    if (!delivery) throw new Error('not all subscribers of the ticker received an event');
    figures.ticker.push(delivery.ms);
    await sleep(PAUSE_MS);
  }
  for (const { mutation, query } of asked) {
    figures.mutation.push(await mutation);
    figures.query.push(await query);
  }
}

/** Measures how long an answer takes. */
async function askGateway(port: number, token: string, body: object): Promise<number> {
  const begun = readClock();
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (text.includes('"errors"') || !text.includes('"data"')) throw new Error(`not an answer: ${text}`);
  return readClock() - begun;
}

function print(without: Figures, beside: Figures, name: string): void {
  const describe = (server: string, figures: Figures) => ({
    '': server,
    'ticker, last subscriber, ms': medianOf(figures.ticker),
    'ticker / without': medianOf(figures.ticker) / medianOf(without.ticker),
    'worst ticker, ms': Math.max(...figures.ticker),
    'mutation, ms': medianOf(figures.mutation),
    'mutation / without': medianOf(figures.mutation) / medianOf(without.mutation),
    'query, ms': medianOf(figures.query),
    'query / without': medianOf(figures.query) / medianOf(without.query),
  });
  printTable([describe('without', without), describe(`beside ${name}`, beside)]);
}
