import { isIP } from 'node:net';
import { z } from 'zod';
import type { JwtSettings } from './access/jwt.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const LONGEST_RETENTION_MS = 3650 * UNITS_MS.d;
const JWT_NAMES = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWKS_URI'];

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z
    .string()
    .refine((host) => isIP(host) > 0 || /^[a-z0-9.-]+$/i.test(host), 'must be an IP address or a host name')
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), 'must be a postgres:// or postgresql:// URL')
    .optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 1000).default(10),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'must be a redis:// or rediss:// URL, such as redis://user:password@host:6379/0')
    .optional(),
  EVENT_RETENTION: z
    .string()
    .transform(readDuration)
    .refine(
      (length) => length >= 1000 && length <= LONGEST_RETENTION_MS,
      'must be a number of days, hours, minutes or seconds up to 3650d, such as 30d, 12h, 45m or 90s',
    )
    .default(30 * UNITS_MS.d),
  DATA_DIR: z.string().default('.data'),
  SAMPLE: z.enum(['on', 'off'], 'must be on or off').default('on'),
  PUBLIC_URL: z
    .string()
    .refine((url) => /^https?:\/\/[^?#]+$/.test(url) && URL.canParse(url), 'must be an http:// or https:// URL')
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  CORS_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      'must be origins separated by commas, such as https://www.example.com,https://app.example.com',
    )
    .default([]),
  ALLOWED_HOSTS: z
    .string()
    .transform((list) => list.split(',').map((host) => host.trim()))
    .refine(
      (hosts) => hosts.every((host) => isIP(host) > 0 || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(host)),
      'must be host names or IP addresses without a port, separated by commas, such as api.example.com,10.0.0.7',
    )
    .default([]),
  NODE_ENV: z.string().default('development'),
  SITE_NAME: z.string().default('Dateline'),
  SITE_LANGUAGE: z
    .string()
    .refine(isLanguageTag, 'must be a BCP 47 language tag, such as en or pt-BR')
    .transform((tag) => new Intl.Locale(tag).toString())
    .default('en'),
  SITE_TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Madrid').default('UTC'),
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
  JWKS_URI: z.string().refine(isPlainHttpUrl, 'must be an http:// or https:// URL without a password').optional(),
  JWT_ROLE_CLAIM: z.string().default('role'),
});

/** What the process is told by its environment. The README's table explains each setting. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: an embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: number;
  /** Absent: gateways hear of each other's writes by PostgreSQL's LISTEN. */
  readonly redisUrl: string | undefined;
  /** How long the event log is kept, in milliseconds. */
  readonly eventRetentionMs: number;
  readonly dataDir: string;
  /** Whether an embedded database that nobody has written into gets the sample newsroom. */
  readonly loadsSample: boolean;
  /** The site's address without a slash at its end. */
  readonly publicUrl: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly corsOrigins: readonly string[];
  /** What clients may call the gateway besides what it knows itself. */
  readonly allowedHosts: readonly string[];
  /** Anything but NODE_ENV=production: any localhost origin may call, by whatever host. */
  readonly isDevelopment: boolean;
  /** What the site is called and speaks while nobody has stored settings for it. */
  readonly siteDefaults: SiteDefaults;
  /** 0 is no limit. */
  readonly maxBodyBytes: number;
  readonly maxAnswerBytes: number;
  /** WebSockets that may be open, from one client address, and operations that may run on each; 0 is no limit. */
  readonly maxConnections: number;
  readonly maxSocketsPerAddress: number;
  readonly maxSubscriptionsPerSocket: number;
  /** Different subscriptions that one client address may open; 0 is no limit. */
  readonly maxLiveQueriesPerAddress: number;
  /** Over how long sockets are closed when the gateway ends. */
  readonly drainSeconds: number;
  /** Proxies in front, whose word on where a client is counts. */
  readonly trustedProxies: number;
  /** Absent: no identity provider's JWTs are taken. */
  readonly jwt: JwtSettings | undefined;
}

/** The site's settings while its table is empty. */
export interface SiteDefaults {
  readonly name: string;
  readonly language: string;
  readonly timeZone: string;
}

/** One line that names every bad setting. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** Reads the settings, or throws `BadSettings` that names every bad one. An empty variable is an absent one. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = settings.safeParse(present);
  const missing = findMissing(present);
  if (!result.success || missing.length > 0) {
    const issues = result.error?.issues ?? [];
    const faults = issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name} ${issue.message}${showValue(name, present[name])}`;
    });
    faults.push(...missing.map((name) => `${name} must be set too: ${JWT_NAMES.join(', ')} go together`));
    throw new BadSettings(`bad settings: ${[...new Set(faults)].join('; ')}`);
  }
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    redisUrl: values.REDIS_URL,
    eventRetentionMs: values.EVENT_RETENTION,
    dataDir: values.DATA_DIR,
    loadsSample: values.SAMPLE === 'on',
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.CORS_ORIGINS,
    allowedHosts: values.ALLOWED_HOSTS,
    isDevelopment: values.NODE_ENV !== 'production',
    siteDefaults: { name: values.SITE_NAME, language: values.SITE_LANGUAGE, timeZone: values.SITE_TIME_ZONE },
    maxBodyBytes: values.MAX_BODY_BYTES,
    maxAnswerBytes: values.MAX_ANSWER_BYTES,
    maxConnections: values.MAX_CONNECTIONS,
    maxSocketsPerAddress: values.MAX_SOCKETS_PER_ADDRESS,
    maxSubscriptionsPerSocket: values.MAX_SUBSCRIPTIONS_PER_SOCKET,
    maxLiveQueriesPerAddress: values.MAX_LIVE_QUERIES_PER_ADDRESS,
    drainSeconds: values.DRAIN_SECONDS,
    trustedProxies: values.TRUSTED_PROXIES,
    jwt: readJwtSettings(values),
  };
}

/** Those of the identity provider are all there, or none. */
function findMissing(present: Readonly<Record<string, unknown>>): string[] {
  const missing = JWT_NAMES.filter((name) => present[name] === undefined);
  return missing.length === JWT_NAMES.length ? [] : missing;
}

function readJwtSettings(values: z.output<typeof settings>): JwtSettings | undefined {
  const { JWKS_URI: jwksUri, JWT_AUDIENCE: audience, JWT_ISSUER: issuer, JWT_ROLE_CLAIM: roleClaim } = values;
  return issuer && audience && jwksUri ? { issuer, audience, jwksUri, roleClaim } : undefined;
}

function isPlainHttpUrl(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url) && new URL(url).username === '' && new URL(url).password === '';
}

/** With a password that can be read, and a number as its path, if it has any. */
function isRedisUrl(url: string): boolean {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url)) return false;
  const { hash, hostname, password, pathname, search, username } = new URL(url);
  if (hostname === '' || hash !== '' || !/^(\?family=[046])?$/.test(search) || !/^\/?\d{0,5}$/.test(pathname))
    return false;
  try {
    return Boolean([username, password].map(decodeURIComponent));
  } catch {
    return false;
  }
}

/** In milliseconds; NaN for what is none. */
function readDuration(text: string): number {
  const [, count, unit] = /^(\d{1,9})([dhms])$/.exec(text) ?? [];
  const isUnit = (name: string | undefined): name is keyof typeof UNITS_MS => name !== undefined && name in UNITS_MS;
  return isUnit(unit) ? Number(count) * UNITS_MS[unit] : Number.NaN;
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language.length > 0;
  } catch {
    return false;
  }
}

/** Whether a name is an IANA time zone that this runtime knows. Offsets such as +01:00 are not. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** URLs of a database and of Redis hold a password, another may: they aren't repeated. */
function showValue(name: string, value: string | undefined): string {
  return ['DATABASE_URL', 'REDIS_URL', 'JWKS_URI'].includes(name) || value === undefined
    ? ''
    : `, not ${JSON.stringify(value.slice(0, 80))}`;
}
