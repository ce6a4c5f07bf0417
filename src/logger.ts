import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config.js';

/** Logs plain lines to a terminal, otherwise JSON. Commands log to stderr, because their results go to stdout. */
export function createLogger(level: Config['logLevel'], output: 'stdout' | 'stderr'): Logger {
  const fd = output === 'stdout' ? 1 : 2;
  const destination = process[output].isTTY
    ? pretty({ destination: fd, sync: true, colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
    : pino.destination({ dest: fd, sync: true });
  return pino({ level, base: null, redact: ['*.password', '*.connectionString', '*.authorization'] }, destination);
}
