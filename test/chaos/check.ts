import type pg from 'pg';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { writeLogCursor } from '../../src/writing/cursor.js';
import { type Audience, nameEvent } from './audience.js';
import type { Acknowledged } from './newsroom.js';

interface Evidence {
  readonly pool: pg.Pool;
  /** The position of the last event before the run. */
  readonly start: number;
  readonly acknowledged: readonly Acknowledged[];
  readonly audience: Pick<Audience, 'numbering' | 'seen'>;
}

/** The number of events to print for each kind of fault. More events are only counted. */
const MOST_TOLD = 3;

/** Compares the log with the subscribers' events and with the acknowledged writes. Returns a line for each fault. */
export async function findFaults({ acknowledged, audience, pool, start }: Evidence): Promise<string[]> {
  const { numbering, seen } = audience;
  const { rows } = await pool.query<{ position: string; id: string; change: string; text: string }>(
    `select position, change, events.subject_id as id, text
     from events left join breaking_items on breaking_items.id = events.subject_id
     where subject = 'BREAKING' and position > $1 order by position`,
    [start],
  );
  const logged = rows.map(({ change, id, position, text }) =>
    nameEvent(writeLogCursor(Number(position)), change, encodeGlobalId('BreakingItem', id), text),
  );
  const answered = acknowledged.map(({ cursor, id, text }) => nameEvent(cursor, 'PUBLISHED', id, text));
  const faults = [
    ...tell(findMissing(answered, logged), 'acknowledged, but not in the log'),
    ...tell(findMissing(logged, answered), 'in the log, but not acknowledged'),
    ...tell(findRepeated(logged), 'more than once in the log'),
  ];
  const expected = logged.map(numbering.numberOf);
  seen.forEach((events, index) => {
    faults.push(...compare(events, expected, numbering.nameOf).map((fault) => `subscriber ${index}: ${fault}`));
  });
  return faults;
}

/** Checks that a subscriber has the events of the log in its order. Returns a line for each fault. */
function compare(seen: readonly number[], expected: readonly number[], nameOf: (event: number) => string): string[] {
  const names = (events: readonly number[]) => events.map(nameOf);
  const faults = [
    ...tell(names(findMissing(expected, seen)), 'missing'),
    ...tell(names(findMissing(seen, expected)), 'not in the log'),
    ...tell(names(findRepeated(seen)), 'received more than once'),
  ];
  const place = seen.findIndex((event, index) => event !== expected[index]);
  if (faults.length === 0 && place >= 0)
    faults.push(`out of order from event ${place} on: ${nameOf(seen[place] ?? -1)}`);
  return faults;
}

function findMissing<Event>(wanted: readonly Event[], there: readonly Event[]): Event[] {
  const known = new Set(there);
  return wanted.filter((event) => !known.has(event));
}

function findRepeated<Event>(events: readonly Event[]): Event[] {
  const known = new Set<Event>();
  return events.filter((event) => known.size === known.add(event).size);
}

function tell(events: readonly string[], fault: string): string[] {
  const told = events.slice(0, MOST_TOLD).map((event) => `${fault}: ${event.slice(0, 160)}`);
  return events.length > MOST_TOLD ? [...told, `${fault}: ${events.length - MOST_TOLD} more`] : told;
}
