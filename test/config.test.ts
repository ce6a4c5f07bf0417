import { describe, expect, it } from 'vitest';
import { BadSettings, loadConfig } from '../src/config.js';

function complain(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof BadSettings) return error.message;
  }
  return '';
}

describe('settings', () => {
  it('have defaults, so that no environment variable is needed', () => {
    expect(loadConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      databasePoolSize: 10,
      redisUrl: undefined,
      eventRetentionMs: 30 * 86_400_000,
      dataDir: '.data',
      loadsSample: true,
      publicUrl: 'http://localhost:4000',
      logLevel: 'info',
      corsOrigins: [],
      allowedHosts: [],
      isDevelopment: true,
      siteDefaults: { name: 'Dateline', language: 'en', timeZone: 'UTC' },
      maxBodyBytes: 262_144,
      maxAnswerBytes: 4_194_304,
      maxConnections: 20_000,
      maxSocketsPerAddress: 2000,
      maxSubscriptionsPerSocket: 50,
      maxLiveQueriesPerAddress: 500,
      drainSeconds: 10,
      trustedProxies: 0,
      jwt: undefined,
    });
  });

  it('are read from environment variables', () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://user:pass@db.example:5433/news?sslmode=require',
      DATABASE_POOL_SIZE: '25',
      REDIS_URL: 'rediss://user:pass@redis.example:6380/1',
      EVENT_RETENTION: '12h',
      DATA_DIR: '/var/lib/dateline',
      SAMPLE: 'off',
      PUBLIC_URL: 'https://www.example.com',
      LOG_LEVEL: 'warn',
      CORS_ORIGINS: 'https://a.example,https://b.example:8443',
      ALLOWED_HOSTS: 'api.example, balancer,10.0.0.7,fd00::7',
      NODE_ENV: 'production',
      SITE_NAME: 'The Example',
      SITE_LANGUAGE: 'pt-BR',
      SITE_TIME_ZONE: 'America/Sao_Paulo',
      MAX_BODY_BYTES: '0',
      MAX_ANSWER_BYTES: '0',
      MAX_CONNECTIONS: '100',
      MAX_SOCKETS_PER_ADDRESS: '0',
      MAX_SUBSCRIPTIONS_PER_SOCKET: '5',
      MAX_LIVE_QUERIES_PER_ADDRESS: '7',
      DRAIN_SECONDS: '30',
      TRUSTED_PROXIES: '2',
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'dateline',
      JWKS_URI: 'https://id.example/jwks.json',
      JWT_ROLE_CLAIM: 'realm_access.roles',
    };
    expect(loadConfig(env)).toEqual({
      port: 8080,
      host: '0.0.0.0',
      databaseUrl: 'postgres://user:pass@db.example:5433/news?sslmode=require',
      databasePoolSize: 25,
      redisUrl: 'rediss://user:pass@redis.example:6380/1',
      eventRetentionMs: 12 * 3_600_000,
      dataDir: '/var/lib/dateline',
      loadsSample: false,
      publicUrl: 'https://www.example.com',
      logLevel: 'warn',
      corsOrigins: ['https://a.example', 'https://b.example:8443'],
      allowedHosts: ['api.example', 'balancer', '10.0.0.7', 'fd00::7'],
      isDevelopment: false,
      siteDefaults: { name: 'The Example', language: 'pt-BR', timeZone: 'America/Sao_Paulo' },
      maxBodyBytes: 0,
      maxAnswerBytes: 0,
      maxConnections: 100,
      maxSocketsPerAddress: 0,
      maxSubscriptionsPerSocket: 5,
      maxLiveQueriesPerAddress: 7,
      drainSeconds: 30,
      trustedProxies: 2,
      jwt: {
        issuer: 'https://id.example',
        audience: 'dateline',
        jwksUri: 'https://id.example/jwks.json',
        roleClaim: 'realm_access.roles',
      },
    });
  });

  it.each([
    ['PORT', ['0', '1', '65535']],
    ['HOST', ['127.0.0.1', '::', '::1', 'localhost', 'gateway-1.internal']],
    ['DATABASE_URL', ['postgres://h/d', 'postgresql://u:p%40ss@[::1]:5432/d']],
    ['DATABASE_POOL_SIZE', ['1', '1000']],
    ['REDIS_URL', ['redis://h', 'redis://:p%40ss@[::1]:6379/0', 'rediss://u:p@h.example:6380', 'redis://h?family=6']],
    ['EVENT_RETENTION', ['1s', '90s', '45m', '12h', '30d', '3650d']],
    ['SAMPLE', ['on', 'off']],
    ['PUBLIC_URL', ['http://localhost', 'https://news.example/graph']],
    ['LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']],
    ['CORS_ORIGINS', ['https://a.example', 'http://localhost:3000, https://b.example']],
    ['ALLOWED_HOSTS', ['api.example.com', 'gateway, API.example.com,10.0.0.7', '::1', 'my_service']],
    ['SITE_LANGUAGE', ['ar', 'zh-Hant-TW']],
    ['SITE_TIME_ZONE', ['UTC', 'Europe/Madrid']],
    ['MAX_BODY_BYTES', ['0', '1073741824']],
    ['MAX_ANSWER_BYTES', ['0', '1073741824']],
    ['MAX_CONNECTIONS', ['0', '1000000']],
    ['MAX_SOCKETS_PER_ADDRESS', ['0', '1000000']],
    ['MAX_SUBSCRIPTIONS_PER_SOCKET', ['0', '10000']],
    ['MAX_LIVE_QUERIES_PER_ADDRESS', ['0', '1000000']],
    ['DRAIN_SECONDS', ['0', '600']],
  ])('accept these values of %s: %j', (name, values) => {
    for (const value of values) expect(complain({ [name]: value }), value).toBe('');
  });

  it.each([
    ['PORT', ['abc', '-1', '65536', '1.5', '1e3', ' 80', '0x50', '99999999999']],
    ['HOST', ['a b', 'http://localhost', 'local_host!']],
    ['DATABASE_URL', ['mysql://h/d', 'localhost', 'postgres://[', '/tmp/db']],
    ['DATABASE_POOL_SIZE', ['0', '1001', 'ten']],
    [
      'REDIS_URL',
      ['localhost', 'http://h', 'redis://', 'redis://[', 'redis://h/news', 'redis://:%zz@h', 'redis://h?db=1'],
    ],
    ['EVENT_RETENTION', ['30', '0d', '-1d', '1.5h', '30 d', '30D', '2w', '3651d', '999999999d', 'forever']],
    [
      'PUBLIC_URL',
      ['news.example', 'ftp://news.example', 'http://', '/news', 'https://a.example/?b=c', 'https://a.example/#b'],
    ],
    ['SAMPLE', ['no', 'OFF', '0']],
    ['LOG_LEVEL', ['verbose', 'INFO', '3']],
    ['CORS_ORIGINS', ['*', 'https://a.example/', 'https://a.example/path', 'a.example', 'https://a.example,,']],
    ['ALLOWED_HOSTS', ['*', 'https://a.example', 'a.example:4000', 'a.example/', 'a..b', 'a.example,', '[::1]:80']],
    ['SITE_LANGUAGE', ['*', 'english language', 'x', 'en_US!']],
    ['SITE_TIME_ZONE', ['Mars/Olympus', 'nowhere']],
    ['MAX_BODY_BYTES', ['-1', '1073741825', '1k']],
    ['MAX_ANSWER_BYTES', ['-1', '1073741825', '4M']],
    ['MAX_CONNECTIONS', ['-1', '1000001', 'many']],
    ['MAX_SOCKETS_PER_ADDRESS', ['-1', '1000001']],
    ['MAX_SUBSCRIPTIONS_PER_SOCKET', ['-1', '10001']],
    ['MAX_LIVE_QUERIES_PER_ADDRESS', ['-1', '1000001']],
    ['DRAIN_SECONDS', ['-1', '601', '10s']],
  ])('refuse these values of %s, and say why: %j', (name, values) => {
    for (const value of values) expect(complain({ [name]: value }), value).toMatch(`bad settings: ${name} must be `);
  });

  it.each([
    [{ JWT_ISSUER: 'https://id.example' }, ['JWT_AUDIENCE', 'JWKS_URI']],
    [{ JWT_AUDIENCE: 'dateline', JWKS_URI: 'http://127.0.0.1:8080/keys' }, ['JWT_ISSUER']],
    [{ JWT_ISSUER: 'a', JWT_AUDIENCE: 'b', JWKS_URI: 'ftp://id.example' }, ['JWKS_URI']],
    [{ PORT: 'x', JWT_ISSUER: 'a', JWT_AUDIENCE: 'b' }, ['PORT', 'JWKS_URI']],
  ])('of an identity provider must be set together, with an HTTP URL of the keys: %j', (env, names) => {
    expect(complain(env).match(/[A-Z_]+(?= must be )/g)).toEqual(names);
  });

  it('never show a bad JWKS_URI in the error, because it may contain a password', () => {
    const env = { JWT_ISSUER: 'a', JWT_AUDIENCE: 'b', JWKS_URI: 'https://user:SECRET@id.example/keys' };
    expect(complain(env)).toBe('bad settings: JWKS_URI must be an http:// or https:// URL without a password');
  });

  it('are all named in one line if several are bad', () => {
    const message = complain({ PORT: 'x', LOG_LEVEL: 'a\nb', PUBLIC_URL: 'y', SITE_TIME_ZONE: 'z', HOST: '::1' });
    expect(message.match(/[A-Z_]+(?= must be )/g)).toEqual(['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'SITE_TIME_ZONE']);
    expect(message).not.toContain('\n');
  });

  it('show bad values in the error, but shorten long values', () => {
    expect(complain({ PORT: 'abc' })).toContain('"abc"');
    expect(complain({ PORT: 'x'.repeat(5000) }).length).toBeLessThan(300);
  });

  it.each(['mysql://user:SECRET@h/d', 'postgres://user:SECRET@[', 'user:SECRET@h'])(
    'never show the password of a DATABASE_URL in the error: %s',
    (url) => {
      const message = complain({ DATABASE_URL: url });
      expect(message).toContain('DATABASE_URL');
      expect(message).not.toContain('SECRET');
    },
  );

  it.each(['http://user:SECRET@h', 'redis://user:SECRET@[', 'redis://user:SECRET@h/news', 'user:SECRET@h'])(
    'never show the password of a REDIS_URL in the error: %s',
    (url) => {
      const message = complain({ REDIS_URL: url });
      expect(message).toContain('REDIS_URL');
      expect(message).not.toContain('SECRET');
    },
  );

  it.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
  ])('read EVENT_RETENTION %s as %i milliseconds', (text, length) => {
    expect(loadConfig({ EVENT_RETENTION: text }).eventRetentionMs).toBe(length);
  });

  it('use the default if an environment variable is empty', () => {
    const names = [
      'PORT',
      'HOST',
      'DATABASE_URL',
      'REDIS_URL',
      'EVENT_RETENTION',
      'DATA_DIR',
      'PUBLIC_URL',
      'CORS_ORIGINS',
      'NODE_ENV',
      'SITE_LANGUAGE',
    ];
    expect(loadConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadConfig({}));
  });

  it.each(['https://news.example/', 'https://news.example///'])('cut slashes at the end of PUBLIC_URL: %s', (url) => {
    expect(loadConfig({ PUBLIC_URL: url }).publicUrl).toBe('https://news.example');
  });

  it('use localhost and the port if PUBLIC_URL is not set', () => {
    expect(loadConfig({ PORT: '4321' }).publicUrl).toBe('http://localhost:4321');
  });

  it('write a language tag in the form of BCP 47', () => {
    expect(loadConfig({ SITE_LANGUAGE: 'PT-br' }).siteDefaults.language).toBe('pt-BR');
  });
});
