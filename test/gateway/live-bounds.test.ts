import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useRawSockets } from './raw-socket.js';

const gateway = useGateway(useDatabase(), { MAX_LIVE_QUERIES_PER_ADDRESS: '4' });
const sockets = useRawSockets(() => gateway().address);
const streams: AbortController[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort();
});

const QUIET_MS = 400;
const HELD = 'held';

type Refusal = readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
/** Opens a subscription with variables in JSON. Returns HELD if it stays open, or the errors if it is refused. */
type Follow = (query: string, variables: string) => Promise<Refusal | typeof HELD>;

const overSocket: Follow = async (query, variables) => {
  const raw = await sockets.join();
  raw.say(`{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(query)},"variables":${variables}}}`);
  const held = sleep(QUIET_MS, HELD);
  const heard = await Promise.race([held, raw.hear()]);
  if (typeof heard === 'string') return HELD;
  expect(heard.type).toBe('error');
  return Object(heard.payload);
};

const overStream: Follow = async (query, variables) => {
  const stream = new AbortController();
  streams.push(stream);
  const response = await fetch(`${gateway().address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    signal: stream.signal,
  });
  expect(response.status).toBe(200);
  const told = response.text().catch(() => '');
  const heard = await Promise.race([sleep(QUIET_MS, undefined), told]);
  const [, data] = /^data: (.*)$/m.exec(heard ?? '') ?? [];
  return data === undefined ? HELD : JSON.parse(data).errors;
};

const TICKER = `subscription ($after: String, $filter: BreakingFilter) {
  breakingNews(after: $after, filter: $filter) { cursor } }`;
const AFTER = 'subscription ($a: String) { breakingNews(after: $a) { __typename } }';
const FILTER = 'subscription ($f: BreakingFilter) { breakingNews(filter: $f) { cursor } }';
const long = (length: number) => 'x'.repeat(length);
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const ofLength = (length: number, comment: string) => {
  const text = `subscription { breakingNews { cursor } } #`;
  return text + comment.repeat(length - text.length);
};

describe.each([
  ['a WebSocket', overSocket],
  ['an event stream', overStream],
])('a subscription over %s', (_transport, follow) => {
  it('counts as the same subscription with undeclared variables or variables in another order', async () => {
    const filter = '"filter":{"maxUrgency":2}';
    const sent = [
      `{"after":null,${filter},"other":"${long(200_000)}"}`,
      `{"toString":1,${filter},"after":null}`,
      ...[1, 2, 3].map((other) => `{${filter},"other":${other}}`),
    ];
    expect(await Promise.all(sent.map((variables) => follow(TICKER, variables)))).toEqual(sent.map(() => HELD));
  });

  it('may have a text of at most 10,000 characters', async () => {
    expect(await follow(ofLength(10_000, 'é'), '{}')).toBe(HELD);
    expect(await follow(ofLength(10_001, 'é'), '{}')).toMatchObject([
      { message: expect.stringContaining('select less'), extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
  });

  it('may have variables of at most 10,000 characters', async () => {
    expect(await follow(FILTER, `{"f":{"regions":["${long(12_000)}"]}}`)).toMatchObject([
      { message: expect.stringContaining('filter by less'), extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
  });

  it.each([
    ['a list nested 30,000 deep', AFTER, `{"a":${nested(30_000)}}`, 'nested'],
    ['lists nested 8,000 deep, undeclared', AFTER, `{"other":${nested(8000)}}`, 'nested'],
    ['an object instead of a string', AFTER, '{"a":{"toString":1,"valueOf":1}}', 'String cannot represent'],
    ['an object with unexpected fields', TICKER, '{"after":null,"filter":{"toString":1,"valueOf":1}}', 'not defined'],
    ['a number', AFTER, '{"a":12}', 'String cannot represent'],
    ['a long object instead of a string', AFTER, `{"a":{"b":"${long(200_000)}"}}`, 'String cannot represent|…$'],
    ['a long name', AFTER, `{"${long(200_000)}":"\\u0000"}`, '…$'],
    ['a long text', AFTER, `{"a":"${long(200_000)}"}`, 'at most 255 characters'],
    ['many faults', FILTER, `{"f":{"regions":[${Array(90).fill(`{"x":"${long(80)}"}`)}]}}`, 'got invalid value'],
  ])('is refused with short errors for %s', async (_fault, query, variables, message) => {
    const errors = await follow(query, variables);
    if (errors === HELD) throw new Error('a refusal expected');
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(errors[0]?.message).toMatch(new RegExp(message));
    expect(errors.length).toBeLessThanOrEqual(10);
    for (const error of errors) {
      expect(error.message.length).toBeLessThanOrEqual(1000);
      expect(JSON.stringify(error).length).toBeLessThan(5000);
    }
  });

  it('is open if an absent variable has the name of an inherited property', async () => {
    const query = 'subscription ($constructor: String) { breakingNews(after: $constructor) { cursor } }';
    expect(await follow(query, '{}')).toBe(HELD);
  });
});
