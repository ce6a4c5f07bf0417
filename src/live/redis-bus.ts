import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Bus, type BusOptions, chooseRetryDelay, createOutageLog } from './bus.js';

const CHANNEL = 'dateline:events';
/** The longest wait for a connection, and for the reply to a command. */
const PATIENCE_MS = 5000;
/** The longest wait for the server to close a connection. */
const GOODBYE_MS = 500;

/**
 * Carries hints over Redis. This is for deployments in which LISTEN does not work (behind a connection pooler) or costs
 * too much (with many gateways). Each gateway publishes a hint after a write. If Redis is down, no hints arrive.
 */
export function startRedisBus({ logger, onHint, url }: BusOptions): Bus {
  /** The id of this gateway. Its hints carry the id, so that it ignores its own hints. */
  const self = randomUUID();
  const outage = createOutageLog(logger, 'Redis');
  const [publisher, subscriber] = [connect(url, 'publish'), connect(url, 'subscribe')];
  const working = new Set<Redis>();
  let isClosing = false;
  let hasNews = false;
  let isPublishing = false;

  function fail(redis: Redis, error: unknown): void {
    working.delete(redis);
    if (!isClosing) outage.begin(error);
  }

  function succeed(redis: Redis): void {
    working.add(redis);
    if (working.size === 2) outage.end();
  }

  async function subscribe(): Promise<void> {
    await subscriber.subscribe(CHANNEL);
    succeed(subscriber);
    // Hints may have been missed while the subscription was down.
    onHint();
  }

  /** Publishes one hint at a time. All writes during a publication share the next hint. */
  async function publish(): Promise<void> {
    if (isPublishing) return;
    isPublishing = true;
    while (hasNews && publisher.status === 'ready') {
      hasNews = false;
      await publisher.publish(CHANNEL, self).then(
        () => succeed(publisher),
        (error: unknown) => fail(publisher, error),
      );
    }
    isPublishing = false;
  }

  for (const redis of [publisher, subscriber]) {
    redis.on('error', (error) => fail(redis, error));
    redis.on('close', () => fail(redis, new Error('the connection was closed')));
  }
  subscriber.on('message', (_channel, from) => {
    if (from !== self) onHint();
  });
  subscriber.on('ready', () => void subscribe().catch((error: unknown) => fail(subscriber, error)));
  publisher.on('ready', () => {
    succeed(publisher);
    void publish();
  });
  return {
    announce: () => {
      onHint();
      hasNews = true;
      void publish();
    },
    close: async () => {
      isClosing = true;
      for (const redis of [publisher, subscriber]) redis.disconnect();
    },
  };
}

function connect(url: string, purpose: string): Redis {
  return new Redis(url, {
    connectionName: `dateline-${purpose}`,
    connectTimeout: PATIENCE_MS,
    disconnectTimeout: GOODBYE_MS,
    // A server that accepts the connection but does not answer counts as lost.
    commandTimeout: PATIENCE_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    retryStrategy: chooseRetryDelay,
  });
}
