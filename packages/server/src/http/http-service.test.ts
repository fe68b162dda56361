import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/logger.js';
import { StartupError } from '../startup-error.js';
import type { HttpLimits, HttpService } from './http-service.js';
import { createHttpService } from './http-service.js';

const logger = createLogger({ name: 'test', level: 'silent' });
const services: HttpService[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

const answerOk: RequestListener = (_request, response) => void response.end('ok');

function create(app: RequestListener = answerOk, limits: HttpLimits = {}, port = 0): HttpService {
  const service = createHttpService({ app, host: '127.0.0.1', port, logger, limits });
  services.push(service);
  return service;
}

/** A raw connection that remembers what it got and tells when it was closed. */
function open(port: number) {
  const socket = connect({ host: '127.0.0.1', port });
  sockets.push(socket);
  let received = '';
  socket.on('data', (data) => (received += data.toString()));
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  socket.on('error', () => undefined);
  const connected = new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return { socket, closed, connected };
}

/** A handler that answers when it is told to. */
function createGate() {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const app: RequestListener = (_request, response) => {
    arrive();
    void released.then(() => response.end('done'));
  };
  return { app, arrived, release };
}

const get = 'GET / HTTP/1.1\r\nHost: hub\r\n\r\n';

describe('starting', () => {
  it('gives the address, the same one to everybody who asks', async () => {
    const service = create();
    const [first, second] = await Promise.all([service.start(), service.start()]);
    expect(first.url).toBe(`http://127.0.0.1:${first.port}`);
    expect(second).toEqual(first);
    expect(await service.start()).toEqual(first);
    expect(await (await fetch(first.url)).text()).toBe('ok');
  });

  it('on a port in use says what to do, and can be tried again', async () => {
    const occupant = create();
    const { port } = await occupant.start();
    const service = create(answerOk, {}, port);
    await expect(service.start()).rejects.toThrow(
      new StartupError(
        `Cannot listen: 127.0.0.1:${port} is in use by another program; stop it, or set PORT to a free port`,
      ),
    );
    await occupant.stop();
    await expect(service.start()).resolves.toMatchObject({ port });
  });

  it.each([
    ['192.0.2.1', 'HUB_POLICE_PORT', '192.0.2.1 is not an address of this machine'],
    ['no-such-host.invalid', 'PORT', 'no-such-host.invalid is not known to the resolver'],
  ])('on %s says what is wrong', async (host, portVariable, why) => {
    const service = createHttpService({ app: answerOk, host, port: 0, logger, portVariable });
    await expect(service.start()).rejects.toThrow(why);
  });
});

describe('stopping', () => {
  it('may come before, during and after the start, and twice', async () => {
    const service = create();
    await service.stop();
    const starting = service.start();
    const stopping = service.stop();
    expect(service.stop()).toBe(stopping);
    const { url } = await starting;
    await stopping;
    await expect(fetch(url)).rejects.toThrow();
    await service.stop();
  });

  it('during a start that fails is not a failure', async () => {
    const { port } = await create().start();
    const service = create(answerOk, {}, port);
    const starting = service.start();
    await Promise.all([service.stop(), expect(starting).rejects.toThrow(StartupError)]);
  });

  it('lets a request in flight finish and takes no new one', async () => {
    const gate = createGate();
    const service = create(gate.app);
    const { port, url } = await service.start();
    const inFlight = open(port);
    inFlight.socket.write(get);
    await gate.arrived;
    const stopping = service.stop();
    await expect(fetch(url)).rejects.toThrow();
    gate.release();
    expect(await inFlight.closed).toMatch(/^HTTP\/1\.1 200[\s\S]*done/);
    await stopping;
  });

  it('closes connections that idle, and those that never asked', async () => {
    const service = create();
    const { port } = await service.start();
    const used = open(port);
    used.socket.write(get);
    await new Promise((resolve) => used.socket.once('data', resolve));
    const silent = open(port);
    await silent.connected;
    await service.stop();
    await Promise.all([used.closed, silent.closed]);
  });

  it('tells clients in time not to ask on this connection again', async () => {
    const gate = createGate();
    const service = create(gate.app);
    const { port, url } = await service.start();
    const kept = open(port);
    kept.socket.write(get);
    await gate.arrived;
    const stopping = service.stop();
    await expect(fetch(url)).rejects.toThrow();
    gate.release();
    await stopping;
    expect(await kept.closed).toMatch(/Connection: close[\s\S]*done/);
  });

  it('cuts off what does not end in time', async () => {
    const gate = createGate();
    const service = create(gate.app, { drainTimeoutMs: 30 });
    const { port } = await service.start();
    const stuck = open(port);
    stuck.socket.write(get);
    await gate.arrived;
    await service.stop();
    expect(await stuck.closed).toBe('');
  });

  it('leaves the way free for another start', async () => {
    const service = create();
    await service.start();
    const stopping = service.stop();
    const { url } = await service.start();
    await stopping;
    expect(await (await fetch(url)).text()).toBe('ok');
  });
});

describe('slow and greedy clients', () => {
  const hasty: HttpLimits = { headersTimeoutMs: 40, requestTimeoutMs: 80, checkIntervalMs: 10 };

  it('that never finish their headers are cut off', async () => {
    const { port } = await create(answerOk, hasty).start();
    const slow = open(port);
    slow.socket.write('GET / HTTP/1.1\r\nHost: hub\r\nX-Slow: ');
    const drip = setInterval(() => slow.socket.write('a'), 5);
    const received = await slow.closed;
    clearInterval(drip);
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that never finish their body are cut off', async () => {
    const waitForBody: RequestListener = (request, response) => {
      request.on('end', () => response.end('all'));
      request.resume();
    };
    const { port } = await create(waitForBody, hasty).start();
    const slow = open(port);
    slow.socket.write('POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n');
    const drip = setInterval(() => slow.socket.write('a'), 5);
    const received = await slow.closed;
    clearInterval(drip);
    expect(received).not.toContain('all');
  });

  it('that say nothing at all, or nothing any more, are cut off', async () => {
    const { port } = await create(answerOk, { idleTimeoutMs: 40, keepAliveTimeoutMs: 30 }).start();
    const silent = open(port);
    const finished = open(port);
    finished.socket.write(get);
    expect(await silent.closed).toBe('');
    expect(await finished.closed).toContain('200 OK');
  });

  it('that do not read their answer are cut off', async () => {
    const bytes = 64 * 1024 * 1024;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const answerMuch: RequestListener = (_request, response) => {
      response.on('close', end);
      response.end(Buffer.alloc(bytes, 'x'));
    };
    const { port } = await create(answerMuch, { idleTimeoutMs: 60 }).start();
    const greedy = open(port);
    greedy.socket.pause();
    greedy.socket.write(get);
    await ended;
    greedy.socket.resume();
    expect((await greedy.closed).length).toBeLessThan(bytes);
  });

  it('with headers that are too large are refused', async () => {
    const { port } = await create(answerOk, { maxHeaderBytes: 1024 }).start();
    const large = open(port);
    large.socket.write(`GET / HTTP/1.1\r\nHost: hub\r\nX-Large: ${'x'.repeat(5000)}\r\n\r\n`);
    expect(await large.closed).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('beyond the number of connections are turned away, until others leave', async () => {
    const { port, url } = await create(answerOk, { maxConnections: 2 }).start();
    const [first, second] = [open(port), open(port)];
    await Promise.all([first.connected, second.connected]);
    expect(await open(port).closed).toBe('');
    first.socket.destroy();
    second.socket.destroy();
    await Promise.all([first.closed, second.closed]);
    // The server hears of it a moment later
    await expect
      .poll(() =>
        fetch(url).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      )
      .toBe('ok');
  });

  it.each([
    ['two lengths', 'POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a length that is no number', 'POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 1e3\r\n\r\n'],
    ['no HTTP', 'hello\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ])('with %s are refused', async (_case, text) => {
    const { port } = await create().start();
    const liar = open(port);
    liar.socket.write(text);
    expect(await liar.closed).toMatch(/^HTTP\/1\.1 400 /);
  });
});
