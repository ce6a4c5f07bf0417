import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from './child.js';
import { openNewsroom } from './fanout-newsroom.js';
import { PAGE } from './fanout-socket.js';
import { Audience, type Contestant, type Delivery, hearAtLast, warmUp, weigh } from './fanout-stage.js';
import { readGatewayAddress } from './gateway-process.js';
import { medianOf, printTable } from './table.js';

/** The lower bound: a server that only sends (fanout-floor.ts). */
const FLOOR = 'floor';
const USUAL = 'graphql-ws, usual form';
/** The number of file descriptors that a process needs besides those of its sockets. */
const OTHER_FILES = 200;
/** The number of events before the measured events. */
const UNCOUNTED = 5;

/** The costs of one event: time, processor time and bytes of a frame. `memory` is the memory for one subscriber. */
type Figures = { readonly ms: number; readonly cpuMs: number; readonly memory: number; readonly bytes: number };

/**
 * `fanout [--subscribers 1000,5000,10000] [--events 50] [--rounds 3]` measures how the gateway sends breaking news to many
 * subscribers. It compares the gateway with a server that only uses `ws`, and with graphql-ws in its usual form. Each event is
 * sent by all three in turn, so that other work of the machine slows all of them alike.
 */
export async function measureFanout(args: string[]): Promise<void> {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { subscribers: option('1000,5000,10000'), events: option('50'), rounds: option('3') };
  const { values } = parseArgs({ args, options });
  const counts = values.subscribers.split(',').map(Number);
  checkFiles(Math.max(...counts));
  const measured = counts.map((count) => ({ count, rounds: [] as Map<string, Figures>[] }));
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { count, rounds } of measured) rounds.push(await measureRound(count, Number(values.events)));
  }
  for (const { count, rounds } of measured) {
    const bytes = medianOf(rounds.map((round) => round.get(FLOOR)?.bytes ?? 0));
    console.log(`${count} subscribers, ${bytes} bytes a frame\n`);
    printTable([...(rounds[0]?.keys() ?? [])].map((name) => describe(name, rounds)));
  }
  console.log(`Medians of ${values.events} events, and of ${values.rounds} rounds.`);
}

/**
 * Checks that a process may open a file descriptor for each socket. Only the hard limit counts, because Node raises its soft
 * limit to it.
 */
function checkFiles(subscribers: number): void {
  const { userLimits } = Object(process.report?.getReport());
  const most = Number(userLimits?.open_files?.hard);
  if (most < subscribers + OTHER_FILES)
    throw new Error(
      `${subscribers} sockets need as many files: ulimit -Hn says ${most}. Raise it, or say --subscribers`,
    );
}

function describe(name: string, rounds: readonly Map<string, Figures>[]): Record<string, string | number> {
  const of = (key: keyof Figures, server = name) => rounds.map((round) => round.get(server)?.[key] ?? 0);
  /** Calculates a ratio within each round, because the machine's other work differs from round to round. */
  const ratio = (key: keyof Figures, server = FLOOR) => {
    const others = of(key, server);
    return medianOf(of(key).map((value, round) => value / (others[round] ?? value)));
  };
  return {
    server: name,
    'last subscriber, ms': medianOf(of('ms')),
    'time / floor': ratio('ms'),
    'times sooner than the usual form': 1 / ratio('ms', USUAL),
    'processor, ms an event': medianOf(of('cpuMs')),
    'processor / floor': ratio('cpuMs'),
    'memory, KB a subscriber': medianOf(of('memory')) / 1000,
    'memory / floor': ratio('memory'),
  };
}

async function measureRound(count: number, events: number): Promise<Map<string, Figures>> {
  const undo: (() => unknown)[] = [];
  try {
    return await compare(await startContestants(undo), count, events, undo);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** Starts all servers. The steps that stop them are added to `undo`. */
async function startContestants(undo: (() => unknown)[]): Promise<Contestant[]> {
  const query = await readFile(new URL('../examples/operations/BreakingTicker.graphql', import.meta.url), 'utf8');
  const gateway = await startGateway(undo);
  const contestant = { name: 'Dateline', query, ...gateway };
  const sample = await warmUp(contestant);
  const ready: Contestant[] = [];
  for (const [name, file, operation] of [
    [FLOOR, new URL('./fanout-floor.ts', import.meta.url), undefined],
    [USUAL, new URL('./fanout-usual.ts', import.meta.url), query],
  ] as const) {
    const server = startChild(file);
    undo.push(server.stop);
    const port = await server.ask<number>('port');
    const publish = () => server.ask<number>('send', sample);
    const other: Contestant = { name, server, port, publish, ...(operation && { query: operation }) };
    await warmUp(other);
    ready.push(other);
  }
  return [...ready, contestant];
}

/** Starts a gateway with the sample content, and creates a token with the role publisher for it. */
export async function startGateway(
  undo: (() => unknown)[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Pick<Contestant, 'server' | 'port' | 'publish'> & { readonly token: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-fanout-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const env = {
    DATABASE_URL: '',
    REDIS_URL: '',
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    MAX_CONNECTIONS: '0',
    MAX_SOCKETS_PER_ADDRESS: '0',
    CORS_ORIGINS: PAGE,
    DRAIN_SECONDS: '0',
    ...settings,
  };
  const server = startChild(new URL('./fanout-gateway.ts', import.meta.url), { env, stdout: 'pipe' });
  undo.push(server.stop);
  const { port } = new URL(await readGatewayAddress(server.process));
  const newsroom = await openNewsroom(dataDir);
  undo.push(newsroom.close);
  return { server, port: Number(port), publish: newsroom.publish, token: newsroom.token };
}

async function compare(
  contestants: readonly Contestant[],
  count: number,
  events: number,
  undo: (() => unknown)[],
): Promise<Map<string, Figures>> {
  const stages: { contestant: Contestant; audience: Audience; all: Delivery[] }[] = [];
  const before = await weigh(contestants);
  for (const contestant of contestants) {
    const audience = await Audience.gather(contestant, count);
    undo.push(() => audience.leave());
    stages.push({ contestant, audience, all: [] });
  }
  const after = await weigh(contestants);
  for (const { audience, contestant } of stages)
    for (let event = 0; event < UNCOUNTED; event += 1) await hearAtLast(audience, contestant);
  for (let event = 0; event < events; event += 1) {
    for (const { all, audience, contestant } of stages) {
      const delivery = await audience.hear(contestant);
      if (!delivery) throw new Error(`${contestant.name}: not all subscribers received an event`);
      all.push(delivery);
    }
  }
  return new Map(
    stages.map(({ all, contestant: { name } }) => {
      const median = (key: 'ms' | 'cpuMs' | 'bytes') => medianOf(all.map((delivery) => delivery[key]));
      const memory = ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / count;
      return [name, { ms: median('ms'), cpuMs: median('cpuMs'), bytes: median('bytes'), memory }] as const;
    }),
  );
}
