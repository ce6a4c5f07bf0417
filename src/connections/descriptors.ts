import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.js';

/** The most connections in the lobby. They are beyond the limit, and stay open for a second, to get the answer 503. */
export const LOBBY = 64;
/** The number of file descriptors that the process itself needs, for files, listeners and pipes. */
const FOR_THE_PROCESS = 64;
/** The number of connection pools to the database. One pool is for reading, the other for writing and indexing. */
const POOLS = 2;
/** The number of connections to the database and to Redis outside the pools. */
const BESIDE_THE_POOLS = 8;
/** The share of file descriptors that clients always get, even if the rest is less than the process needs. */
const LEAST_SHARE = 1 / 4;
/** The share of connections for WebSockets and event streams. These stay open, so the rest is for plain requests. */
const SHARE_OF_SOCKETS = 3 / 4;
/** The share of client connections that one address may take. */
const SHARE_OF_ADDRESS = 1 / 2;

type Settings = Pick<Config, 'databasePoolSize' | 'maxConnections' | 'maxSocketsPerAddress'>;

export interface ConnectionBounds {
  readonly most: number;
  /** The most connections of plain requests, including idle connections. */
  readonly mostPlain: number;
  readonly mostSockets: number;
  /** The limit for one client address. It counts plain connections, and separately WebSockets and event streams. */
  readonly mostPerAddress: number;
}

/** The gateway logs a warning if the limit is below this share of the setting MAX_CONNECTIONS. */
const WARN_BELOW = 0.9;

/** Calculates the limits of connections. They keep file descriptors free for the connections to the database. */
export async function boundConnections(
  settings: Settings,
  logger: Pick<Logger, 'warn'>,
  openFiles?: number,
): Promise<ConnectionBounds> {
  const limit = openFiles ?? (await readOpenFilesLimit());
  const bounds = calculateBounds(settings, limit);
  const { most, mostPerAddress } = bounds;
  if (Number.isFinite(limit) && (settings.maxConnections === 0 || most < settings.maxConnections * WARN_BELOW)) {
    const set = `MAX_CONNECTIONS is ${settings.maxConnections || 'no limit'}: raise the limit (ulimit -n), or lower the setting`;
    const message = `connections: the process may open ${limit} files, so at most ${most} connections are accepted, ${mostPerAddress} from one address; ${set}`;
    logger.warn(message);
  }
  return bounds;
}

function calculateBounds(settings: Settings, openFiles: number): ConnectionBounds {
  const { databasePoolSize, maxConnections, maxSocketsPerAddress } = settings;
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

/** Reads how many files the process may open (`ulimit -n`). Infinity if there is no limit or the limit is unknown. */
async function readOpenFilesLimit(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => undefined);
  const found = limits && /^Max open files +(\d+)/m.exec(limits)?.[1];
  if (limits !== undefined) return found === undefined ? Number.POSITIVE_INFINITY : Number(found);
  // Systems other than Linux have no such file. There, Node's report has the limit, but is slower to make.
  const report = reportSchema.safeParse(process.report.getReport());
  const soft = report.data?.userLimits.open_files.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}
