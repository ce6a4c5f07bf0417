import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config.js';

/**
 * Logs readable lines on a terminal, and JSON lines elsewhere. The gateway logs to standard output. Commands print their
 * results there, so their logs go to standard error.
 */
export function createLogger(level: Config['logLevel'], output: 'stdout' | 'stderr'): Logger {
  const fd = output === 'stdout' ? 1 : 2;
  const destination = process[output].isTTY
    ? pretty({ destination: fd, sync: true, colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
    : pino.destination({ dest: fd, sync: true });
  return pino({ level, base: null, redact: ['*.password', '*.connectionString', '*.authorization'] }, destination);
}
