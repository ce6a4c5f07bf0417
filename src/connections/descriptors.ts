import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.js';

/** The most connections beyond the limit. They stay open for up to a second, to be answered with 503. */
export const LOBBY = 64;
/** File descriptors that the process itself needs: for files, listeners and pipes. */
const FOR_THE_PROCESS = 64;
/** Pools of connections to the database: one for reading, one for the rest. */
const POOLS = 2;
/** Connections to the database and to Redis outside the pools. */
const BESIDE_THE_POOLS = 8;
/** At least this share of all descriptors is for clients. */
const LEAST_SHARE = 1 / 4;
/** The share for WebSockets and streams, which stay open. The rest is for requests. */
const SHARE_OF_SOCKETS = 3 / 4;
/** The share that one client address may take. */
const SHARE_OF_ADDRESS = 1 / 2;

type Settings = Pick<Config, 'databasePoolSize' | 'maxConnections' | 'maxSocketsPerAddress'>;

/** How many connections there may be at once. */
export interface ConnectionBounds {
  /** Of all kinds. */
  readonly most: number;
  /** Of plain requests, including idle connections. */
  readonly mostPlain: number;
  /** Of WebSockets and event streams. */
  readonly mostSockets: number;
  /** Of each kind, from one client address. */
  readonly mostPerAddress: number;
}

/** A limit below this share of the setting is logged. */
const TOLD_BELOW = 0.9;

/**
 * Limits connections by the settings, and by how many files the process may open. Otherwise a process without free descriptors
 * could not reach its database, and would accept connections only to close them.
 */
export async function boundConnections(
  settings: Settings,
  logger: Pick<Logger, 'warn'>,
  openFiles?: number,
): Promise<ConnectionBounds> {
  const limit = openFiles ?? (await readOpenFilesLimit());
  const bounds = calculateBounds(settings, limit);
  const { most, mostPerAddress } = bounds;
  if (Number.isFinite(limit) && (settings.maxConnections === 0 || most < settings.maxConnections * TOLD_BELOW)) {
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

/** How many files and connections the process may open (`ulimit -n`); Infinity where there is no limit or it is not known. */
async function readOpenFilesLimit(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => undefined);
  const found = limits && /^Max open files +(\d+)/m.exec(limits)?.[1];
  if (limits !== undefined) return found === undefined ? Number.POSITIVE_INFINITY : Number(found);
  // Other systems than Linux. The report takes longer, because it contains much more.
  const report = reportSchema.safeParse(process.report.getReport());
  const soft = report.data?.userLimits.open_files.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}
