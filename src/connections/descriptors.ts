import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';

/** Connections that are turned away, each for a second at the most. */
export const LOBBY = 64;
/** Descriptors that are for nobody's connection: files that are read, listeners, pipes, those of Node itself. */
const FOR_THE_PROCESS = 64;
/** Pools of connections to the database: one for what is read, one for the rest. */
const POOLS = 2;
/** Connections to the database and to Redis beside the pools'. */
const BESIDE_THE_POOLS = 8;
/** At least this share of all descriptors is for clients, however few there are. */
const LEAST_SHARE = 1 / 4;
/** WebSockets and streams stay open: the rest is left to requests. */
const SHARE_OF_SOCKETS = 3 / 4;
/** One client address never has all that there is. */
const SHARE_OF_ADDRESS = 1 / 2;

interface Wanted {
  readonly maxConnections: number;
  readonly maxSocketsPerAddress: number;
  readonly databasePoolSize: number;
}

/** How many connections there may be at once. */
export interface ConnectionBounds {
  /** Of all kinds. */
  readonly most: number;
  /** Connections of plain requests, those that are idle included. */
  readonly mostPlain: number;
  /** WebSockets and streams of events. */
  readonly mostSockets: number;
  /** Of each kind, from one client address. */
  readonly mostPerAddress: number;
}

/** So much less than is set makes no difference to anybody, and is not told. */
const TOLD_BELOW = 0.9;

/**
 * Bounds connections by the settings, and by what the process may open: the database needs descriptors too, and a
 * process without any left takes connections and closes them without a word. A limit that is far below the setting is logged.
 */
export async function boundConnections(
  wanted: Wanted,
  logger: Pick<Logger, 'warn'>,
  openFiles?: number,
): Promise<ConnectionBounds> {
  const limit = openFiles ?? (await readOpenFilesLimit());
  const bounds = calculateBounds(wanted, limit);
  const { most, mostPerAddress } = bounds;
  if (Number.isFinite(limit) && (wanted.maxConnections === 0 || most < wanted.maxConnections * TOLD_BELOW)) {
    const set = `MAX_CONNECTIONS is ${wanted.maxConnections || 'no limit'}: raise the limit (ulimit -n), or lower the setting`;
    const message = `connections: the process may open ${limit} files, so at most ${most} are taken, ${mostPerAddress} of one address; ${set}`;
    logger.warn(message);
  }
  return bounds;
}

function calculateBounds(wanted: Wanted, openFiles: number): ConnectionBounds {
  const { databasePoolSize, maxConnections, maxSocketsPerAddress } = wanted;
  const reserved = LOBBY + FOR_THE_PROCESS + BESIDE_THE_POOLS + POOLS * databasePoolSize;
  const most = Math.max(openFiles - reserved, Math.ceil(openFiles * LEAST_SHARE));
  const max = maxConnections === 0 ? Number.POSITIVE_INFINITY : maxConnections;
  return {
    most,
    mostPlain: Math.min(max, most),
    mostSockets: Math.min(max, Math.floor(most * SHARE_OF_SOCKETS)),
    mostPerAddress:
      maxSocketsPerAddress === 0
        ? Number.POSITIVE_INFINITY
        : Math.min(maxSocketsPerAddress, Math.ceil(most * SHARE_OF_ADDRESS)),
  };
}

const reportSchema = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.literal('unlimited')]) }) }),
});

/** How many files and connections the process may have open (`ulimit -n`); Infinity where there is no limit, or none is known. */
async function readOpenFilesLimit(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => undefined);
  const found = limits && /^Max open files +(\d+)/m.exec(limits)?.[1];
  if (limits !== undefined) return found === undefined ? Number.POSITIVE_INFINITY : Number(found);
  // Elsewhere than on Linux: a report takes longer, as it holds much else.
  const report = reportSchema.safeParse(process.report.getReport());
  const soft = report.data?.userLimits.open_files.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}
