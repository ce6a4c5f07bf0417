import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Bus, type BusOptions, chooseRetryDelay, createOutageLog } from './bus.js';

const CHANNEL = 'dateline:events';
const PATIENCE_MS = 5000;
/** How long the server may take to say goodbye. */
const GOODBYE_MS = 500;

/**
 * Redis, where many replicas or a pooler make LISTEN unfit: each gateway publishes a hint after it has written. Nothing is
 * kept for a Redis that is not there: the log has it all, and is looked at anyway.
 */
export function startRedisBus({ logger, onHint, url }: BusOptions): Bus {
  /** Which hints are this gateway's own. */
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
    // What was said meanwhile was said to nobody.
    onHint();
  }

  /** One at a time: what is announced while a hint is on its way is told by the next. */
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
    // A server that takes a connection and never answers is as good as none.
    commandTimeout: PATIENCE_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    retryStrategy: chooseRetryDelay,
  });
}
