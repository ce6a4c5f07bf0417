import { isIP } from 'node:net';
import { z } from 'zod';
import type { JwtSettings } from './access/jwt.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const DAY_MS = 86_400_000;
const UNITS_MS = new Map(Object.entries({ d: DAY_MS, h: 3_600_000, m: 60_000, s: 1000 }));
const LONGEST_RETENTION_MS = 3650 * DAY_MS;
const JWT_NAMES = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWKS_URI'];
/** The settings whose values are not shown in errors, because these URLs may hold a password. */
const SECRETS = ['DATABASE_URL', 'REDIS_URL', 'JWKS_URI'];

const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: text((host) => isIP(host) > 0 || /^[a-z0-9.-]+$/i.test(host), 'must be an IP address or a host name').default(
    '127.0.0.1',
  ),
  DATABASE_URL: text(isUrl(/^postgres(ql)?:\/\//), 'must be a postgres:// or postgresql:// URL').optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 1000).default(10),
  REDIS_URL: text(
    isRedisUrl,
    'must be a redis:// or rediss:// URL, such as redis://user:password@host:6379/0',
  ).optional(),
  EVENT_RETENTION: text(
    (duration) => readDuration(duration) >= 1000 && readDuration(duration) <= LONGEST_RETENTION_MS,
    'must be a number of days, hours, minutes or seconds up to 3650d, such as 30d, 12h, 45m or 90s',
  )
    .transform(readDuration)
    .default(30 * DAY_MS),
  DATA_DIR: z.string().default('.data'),
  SAMPLE: z.enum(['on', 'off'], 'must be on or off').default('on'),
  PUBLIC_URL: text(isUrl(/^https?:\/\/[^?#]+$/), 'must be an http:// or https:// URL')
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  CORS_ORIGINS: listOf(
    (origin) => URL.canParse(origin) && new URL(origin).origin === origin,
    'must be origins separated by commas, such as https://www.example.com,https://app.example.com',
  ),
  ALLOWED_HOSTS: listOf(
    (host) => isIP(host) > 0 || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(host),
    'must be host names or IP addresses without a port, separated by commas, such as api.example.com,10.0.0.7',
  ),
  NODE_ENV: z.string().default('development'),
  SITE_NAME: z.string().default('Dateline'),
  SITE_LANGUAGE: text(isLanguageTag, 'must be a BCP 47 language tag, such as en or pt-BR')
    .transform((tag) => new Intl.Locale(tag).toString())
    .default('en'),
  SITE_TIME_ZONE: text(isTimeZone, 'must be an IANA time zone, such as Europe/Madrid').default('UTC'),
  MAX_BODY_BYTES: wholeNumber(0, 1_073_741_824).default(262_144),
  MAX_ANSWER_BYTES: wholeNumber(0, 1_073_741_824).default(4_194_304),
  MAX_CONNECTIONS: wholeNumber(0, 1_000_000).default(20_000),
  MAX_SOCKETS_PER_ADDRESS: wholeNumber(0, 1_000_000).default(2000),
  MAX_SUBSCRIPTIONS_PER_SOCKET: wholeNumber(0, 10_000).default(50),
  MAX_LIVE_QUERIES_PER_ADDRESS: wholeNumber(0, 1_000_000).default(500),
  DRAIN_SECONDS: wholeNumber(0, 600).default(10),
  TRUSTED_PROXIES: wholeNumber(0, 100).default(0),
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: z.string().optional(),
  JWKS_URI: text(isPlainHttpUrl, 'must be an http:// or https:// URL without a password').optional(),
  JWT_ROLE_CLAIM: z.string().default('role'),
});

/** The settings of the process, read from the environment. docs/settings.md explains each setting. */
export type Config = Readonly<ReturnType<typeof toConfig>>;

/** The name, language and time zone of the site until an editor changes them. */
export type SiteDefaults = Config['siteDefaults'];

function toConfig(values: z.output<typeof variables>) {
  return {
    port: values.PORT,
    host: values.HOST,
    /** When absent, an embedded PostgreSQL under `dataDir` is used. */
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    /** When absent, gateways learn of each other's writes through PostgreSQL's LISTEN. */
    redisUrl: values.REDIS_URL,
    /** How long the event log is kept, in milliseconds. */
    eventRetentionMs: values.EVENT_RETENTION,
    dataDir: values.DATA_DIR,
    /** True if the sample content is loaded into an embedded database to which nobody has written. */
    loadsSample: values.SAMPLE === 'on',
    /** The site's address, without a slash at its end. */
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.CORS_ORIGINS,
    /** The host names that clients may use in production, in addition to the host of `publicUrl`. */
    allowedHosts: values.ALLOWED_HOSTS,
    /** True unless NODE_ENV is production. If true, any page from localhost may call the gateway, by any host name. */
    isDevelopment: values.NODE_ENV !== 'production',
    siteDefaults: { name: values.SITE_NAME, language: values.SITE_LANGUAGE, timeZone: values.SITE_TIME_ZONE },
    /** The longest body of a request, in bytes. Here and in the next five settings, 0 means no limit. */
    maxBodyBytes: values.MAX_BODY_BYTES,
    /** The longest answer to an operation, in bytes of JSON. */
    maxAnswerBytes: values.MAX_ANSWER_BYTES,
    maxConnections: values.MAX_CONNECTIONS,
    maxSocketsPerAddress: values.MAX_SOCKETS_PER_ADDRESS,
    /** The most operations that run on one WebSocket at once. */
    maxSubscriptionsPerSocket: values.MAX_SUBSCRIPTIONS_PER_SOCKET,
    /** The limit for how many different subscriptions the clients of one address have open at once. */
    maxLiveQueriesPerAddress: values.MAX_LIVE_QUERIES_PER_ADDRESS,
    /** When the gateway stops, it closes WebSockets and event streams a few at a time, over this many seconds. */
    drainSeconds: values.DRAIN_SECONDS,
    /** The number of proxies in front of the gateway. The gateway trusts the client address that these proxies report. */
    trustedProxies: values.TRUSTED_PROXIES,
    /** When absent, no JWTs are accepted. */
    jwt: readJwtSettings(values),
  };
}

/** An error whose message names all bad settings on one line. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** Reads the settings, or throws `BadSettings`. An empty variable counts as absent. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = variables.safeParse(present);
  const faults = (error?.issues ?? []).map(({ message, path }) => {
    const name = path.join();
    return `${name} ${message}${showValue(name, present[name])}`;
  });
  const missing = JWT_NAMES.filter((name) => present[name] === undefined);
  if (missing.length < JWT_NAMES.length)
    faults.push(...missing.map((name) => `${name} must be set too: ${JWT_NAMES.join(', ')} go together`));
  if (data && faults.length === 0) return toConfig(data);
  throw new BadSettings(`bad settings: ${faults.join('; ')}`);
}

function readJwtSettings(values: z.output<typeof variables>): JwtSettings | undefined {
  const { JWKS_URI: jwksUri, JWT_AUDIENCE: audience, JWT_ISSUER: issuer, JWT_ROLE_CLAIM: roleClaim } = values;
  return issuer && audience && jwksUri ? { issuer, audience, jwksUri, roleClaim } : undefined;
}

function text(isValid: (value: string) => boolean, message: string) {
  return z.string().refine(isValid, message);
}

function wholeNumber(min: number, max: number) {
  const isWithin = (value: string) => /^\d{1,10}$/.test(value) && Number(value) >= min && Number(value) <= max;
  return text(isWithin, `must be a whole number from ${min} to ${max}`).transform(Number);
}

function listOf(isValid: (entry: string) => boolean, message: string) {
  const list = z.string().transform((entries) => entries.split(',').map((entry) => entry.trim()));
  return list.refine((entries) => entries.every(isValid), message).default([]);
}

function isUrl(pattern: RegExp) {
  return (url: string): boolean => pattern.test(url) && URL.canParse(url);
}

function isPlainHttpUrl(url: string): boolean {
  return isUrl(/^https?:\/\//)(url) && new URL(url).username === '' && new URL(url).password === '';
}

/** Checks a Redis URL. The user and the password must be percent-encoded correctly. The path may be the number of a database. */
function isRedisUrl(url: string): boolean {
  if (!isUrl(/^rediss?:\/\//)(url)) return false;
  const { hash, hostname, password, pathname, search, username } = new URL(url);
  if (hostname === '' || hash !== '' || !/^(\?family=[046])?$/.test(search) || !/^\/?\d{0,5}$/.test(pathname))
    return false;
  return succeeds(() => [username, password].map(decodeURIComponent));
}

/** Returns the milliseconds of a duration such as 30d, 12h, 45m or 90s. Returns NaN for any other text. */
export function readDuration(duration: string): number {
  const [, count, unit = ''] = /^(\d{1,9})([dhms])$/.exec(duration) ?? [];
  return Number(count) * (UNITS_MS.get(unit) ?? Number.NaN);
}

function isLanguageTag(tag: string): boolean {
  return succeeds(() => new Intl.Locale(tag));
}

/** True if a name is an IANA time zone that this runtime knows. Offsets such as +01:00 are not names. */
export function isTimeZone(name: string): boolean {
  return /^[a-z]/i.test(name) && succeeds(() => new Intl.DateTimeFormat('en', { timeZone: name }));
}

function succeeds(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

function showValue(name: string, value: string | undefined): string {
  return SECRETS.includes(name) || value === undefined ? '' : `, not ${JSON.stringify(value.slice(0, 80))}`;
}
