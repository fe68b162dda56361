import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../logging/logger.js';
import { reachableHost } from '../reachable-host.js';
import type { Drain } from './drain.js';
import { prepareDrain } from './drain.js';
import { explainListenError } from './listen-error.js';

/** Bounds against slow and greedy clients; all have defaults that suit the hub. */
export interface HttpLimits {
  /** Until all headers have arrived. Default 10 000. */
  readonly headersTimeoutMs?: number;
  /** Until the whole request has arrived. Default 30 000. */
  readonly requestTimeoutMs?: number;
  /** An idle connection is kept this long; longer than the gateway's pool keeps it, so that the pool closes first. Default 65 000. */
  readonly keepAliveTimeoutMs?: number;
  /** A connection on which nothing moves, a reader that does not read included, is cut. Default 120 000. */
  readonly idleTimeoutMs?: number;
  /** How often the first two are looked at. Default 1000. */
  readonly checkIntervalMs?: number;
  /** Default 16 KiB. */
  readonly maxHeaderBytes?: number;
  /** Connections over this number are closed unread. Default 4096. */
  readonly maxConnections?: number;
  /** How long `stop` waits for requests in flight. Default 10 000. */
  readonly drainTimeoutMs?: number;
}

export interface HttpServiceOptions {
  readonly app: RequestListener;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly logger: Logger;
  /** Named in the advice when the port is taken. Default `PORT`. */
  readonly portVariable?: string;
  readonly limits?: HttpLimits;
}

export interface HttpAddress {
  readonly port: number;
  /** Without a trailing slash. A host that stands for all addresses is given as the loopback one. */
  readonly url: string;
}

export interface HttpService {
  /**
   * Listens. Called again, gives the promise in flight or the address.
   *
   * @throws StartupError when the port is taken or may not be used
   */
  start(): Promise<HttpAddress>;
  /** Stops accepting, lets requests in flight finish, closes what is idle. Waits for a start in flight; may be called at any time. */
  stop(): Promise<void>;
}

interface Running {
  readonly drain: Drain;
  readonly started: Promise<HttpAddress>;
}

/** An HTTP/1.1 server with a beginning and an end. */
export function createHttpService(options: HttpServiceOptions): HttpService {
  let running: Running | undefined;
  let stopping: Promise<void> | undefined;

  const begin = (): Promise<HttpAddress> => {
    const server = createBoundedServer(options);
    const started = listen(server, options);
    running = { drain: prepareDrain(server), started };
    // A start that failed may be tried again
    started.catch(() => (running = undefined));
    return started;
  };

  const end = async ({ drain, started }: Running): Promise<void> => {
    const isListening = await started.then(
      () => true,
      () => false,
    );
    if (isListening) await drain(options.limits?.drainTimeoutMs ?? 10_000);
    running = undefined;
    stopping = undefined;
  };

  return {
    start() {
      if (stopping !== undefined) return stopping.then(() => running?.started ?? begin());
      return running?.started ?? begin();
    },
    stop() {
      if (running !== undefined) stopping ??= end(running);
      return stopping ?? Promise.resolve();
    },
  };
}

function createBoundedServer({ app, limits = {} }: HttpServiceOptions): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs ?? 10_000,
      requestTimeout: limits.requestTimeoutMs ?? 30_000,
      keepAliveTimeout: limits.keepAliveTimeoutMs ?? 65_000,
      connectionsCheckingInterval: limits.checkIntervalMs ?? 1000,
      maxHeaderSize: limits.maxHeaderBytes ?? 16 * 1024,
    },
    app,
  );
  server.maxConnections = limits.maxConnections ?? 4096;
  server.setTimeout(limits.idleTimeoutMs ?? 120_000);
  return server;
}

function listen(
  server: Server,
  { host, port, logger, portVariable = 'PORT' }: HttpServiceOptions,
): Promise<HttpAddress> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explainListenError(error, { host, port, portVariable })));
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      server.on('error', (error) => logger.error({ err: error }, 'server error'));
      const { port: actualPort } = server.address() as AddressInfo;
      resolve({ port: actualPort, url: `http://${reachableHost(host)}:${actualPort}` });
    });
  });
}
