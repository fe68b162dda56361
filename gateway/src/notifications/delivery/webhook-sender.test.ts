import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CertificateTerms } from '../../../test/certificate.js';
import { createTestCertificate } from '../../../test/certificate.js';
import type { Answer, WebhookReceiver } from '../../../test/webhook-receiver.js';
import { startWebhookReceiver, status } from '../../../test/webhook-receiver.js';
import type { SendResult } from './send-result.js';
import type { Lookup } from './target-guard.js';
import { TargetGuard } from './target-guard.js';
import type { WebhookSenderOptions } from './webhook-sender.js';
import { WebhookSender } from './webhook-sender.js';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.stop();
});

function createSender(options: Partial<WebhookSenderOptions> & { lookup?: Lookup } = {}): WebhookSender {
  const { lookup, ...others } = options;
  const allow = [{ cidr: '127.0.0.0/8', port: '*' }] as const;
  const guard = new TargetGuard({ allow, ...(lookup && { lookup }) });
  const sender = new WebhookSender({ guard, ...others });
  open.push(sender);
  return sender;
}

async function startReceiver(...given: Parameters<typeof startWebhookReceiver>): Promise<WebhookReceiver> {
  const receiver = await startWebhookReceiver(...given);
  open.push(receiver);
  return receiver;
}

function post(sender: WebhookSender, url: string): Promise<SendResult> {
  return sender.send({ department: 'police', url, headers: { 'webhook-id': 'm' }, body: Buffer.from('{"a":1}') });
}

async function postTo(answer: Answer, options?: Partial<WebhookSenderOptions>): Promise<SendResult> {
  const receiver = await startReceiver(answer);
  return post(createSender(options), receiver.url);
}

describe('What a receiver answers', () => {
  it.each([
    [200, 'DELIVERED'],
    [204, 'DELIVERED'],
    [299, 'DELIVERED'],
    [400, 'HTTP_ERROR'],
    [401, 'HTTP_ERROR'],
    [404, 'HTTP_ERROR'],
    [500, 'HTTP_ERROR'],
    [410, 'GONE'],
    [429, 'THROTTLED'],
    [502, 'THROTTLED'],
    [503, 'THROTTLED'],
    [504, 'THROTTLED'],
    [304, 'REDIRECT'],
  ])('%d is %s', async (responseCode, outcome) => {
    expect(await postTo(status(responseCode))).toEqual({ outcome, responseCode });
  });

  it.each([301, 302, 303, 307, 308])('%d is a failure, and nothing is asked of where it leads', async (code) => {
    const canary = await startReceiver();
    const result = await postTo(status(code, { location: canary.url }));
    expect(result).toEqual({ outcome: 'REDIRECT', responseCode: code });
    expect(canary.received).toEqual([]);
  });

  it('tells when it wants to be asked again', async () => {
    const result = await postTo(status(429, { 'retry-after': '7' }));
    expect(result).toEqual({ outcome: 'THROTTLED', responseCode: 429, retryAfter: '7' });
  });

  it('counts by its status when it is longer than anybody wants to know', async () => {
    const chunk = Buffer.alloc(64 * 1_024, '<script>');
    const pour: Answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    expect(await postTo(pour)).toEqual({ outcome: 'DELIVERED', responseCode: 200 });
  });

  it('is passed over while it is only on its way', async () => {
    const result = await postTo((response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
      response.writeHead(500);
      response.end();
    });
    expect(result).toEqual({ outcome: 'HTTP_ERROR', responseCode: 500 });
  });
});

describe('A connection', () => {
  it('that breaks after 200 and before the end has delivered nothing', async () => {
    const result = await postTo((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"ok"', () => response.socket?.destroy());
    });
    expect(result).toEqual({ outcome: 'CONNECTION', responseCode: 200 });
  });

  it('that is reset before any answer is a failure', async () => {
    const result = await postTo((response) => response.socket?.resetAndDestroy());
    expect(result).toEqual({ outcome: 'CONNECTION' });
  });

  it('to nobody is a failure', async () => {
    const receiver = await startWebhookReceiver();
    await receiver.stop();
    expect(await post(createSender(), receiver.url)).toEqual({ outcome: 'CONNECTION' });
  });

  it('to what does not speak HTTP is a failure', async () => {
    const server = createTcpServer((socket: Socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('SSH-2.0-OpenSSH_9\r\n'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ stop: () => new Promise((resolve) => server.close(() => resolve())) });
    const { port } = server.address() as AddressInfo;
    expect(await post(createSender(), `http://127.0.0.1:${String(port)}/`)).toEqual({ outcome: 'CONNECTION' });
  });

  it.each<[string, Answer, SendResult]>([
    ['never answers', () => undefined, { outcome: 'TIMEOUT' }],
    [
      'never ends its answer',
      (response) => void response.writeHead(200).write('x'),
      { outcome: 'TIMEOUT', responseCode: 200 },
    ],
  ])('whose receiver %s is given up in the end', async (_what, answer, result) => {
    expect(await postTo(answer, { timeoutMs: 100 })).toEqual(result);
  });

  it('is given up when the hub stops, and none is made after', async () => {
    const receiver = await startReceiver(() => undefined);
    const sender = createSender();
    const sent = post(sender, receiver.url);
    await receiver.hasReceived(1);
    await sender.stop();
    expect(await sent).toEqual({ outcome: 'STOPPED' });
    expect(await post(sender, receiver.url)).toEqual({ outcome: 'STOPPED' });
    expect(receiver.received).toHaveLength(1);
  });

  it('is kept for further deliveries of the same department, and of no other', async () => {
    const sockets: unknown[] = [];
    const receiver = await startReceiver((response) => {
      sockets.push(response.socket);
      response.end();
    });
    const sender = createSender();
    for (let left = 6; left > 0; left--) await post(sender, receiver.url);
    expect(new Set(sockets).size).toBeLessThan(6);
    await sender.send({ department: 'labor', url: receiver.url, headers: {}, body: Buffer.from('{}') });
    expect(sockets.slice(0, -1)).not.toContain(sockets.at(-1));
  });
});

describe('The address that is connected to', () => {
  const urlOf = ({ port }: WebhookReceiver, host: string): string => `http://${host}:${String(port)}/hub`;

  it('is the one that was looked up and checked, under the name that was registered', async () => {
    const receiver = await startReceiver();
    let lookups = 0;
    const lookup: Lookup = (host) => {
      lookups += 1;
      return Promise.resolve(host === 'receiver.example' ? ['127.0.0.1'] : []);
    };
    const result = await post(createSender({ lookup }), urlOf(receiver, 'receiver.example'));
    expect(result).toEqual({ outcome: 'DELIVERED', responseCode: 204 });
    expect(receiver.received[0]?.headers.host).toBe(`receiver.example:${String(receiver.port)}`);
    expect(lookups).toBe(1);
  });

  it('is checked anew: a name that was allowed when it was registered may lead elsewhere by now', async () => {
    const receiver = await startReceiver();
    const answers = [['127.0.0.1'], ['169.254.169.254'], ['10.0.0.1', '127.0.0.1'], ['::ffff:127.0.0.1']];
    const lookup: Lookup = () => Promise.resolve(answers.shift() ?? []);
    const guard = new TargetGuard({ allow: [{ cidr: '127.0.0.0/8', port: '*' }], lookup });
    const url = await guard.checkUrl(urlOf(receiver, 'rebinding.example'), 'police');
    const sender = new WebhookSender({ guard });
    open.push(sender);
    for (let left = 3; left > 0; left--) expect(await post(sender, url)).toEqual({ outcome: 'ADDRESS_REFUSED' });
    expect(await post(sender, url)).toEqual({ outcome: 'CONNECTION' });
    expect(receiver.received).toEqual([]);
  });

  it('is checked when it is written in the URL itself', async () => {
    const receiver = await startReceiver();
    const sender = new WebhookSender({ guard: new TargetGuard({ allow: [{ cidr: '127.0.0.2/32', port: '*' }] }) });
    open.push(sender);
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0']) {
      expect(await post(sender, urlOf(receiver, host))).toEqual({ outcome: 'ADDRESS_REFUSED' });
    }
    expect(receiver.received).toEqual([]);
  });

  it('is another one of the name when nobody answers at the first', async () => {
    const receiver = await startReceiver();
    const lookup: Lookup = () => Promise.resolve(['127.0.0.77', '127.0.0.1']);
    const result = await post(createSender({ lookup }), urlOf(receiver, 'receiver.example'));
    expect(result).toEqual({ outcome: 'DELIVERED', responseCode: 204 });
  });
});

describe('TLS', () => {
  const day = 86_400_000;
  const lookup: Lookup = () => Promise.resolve(['127.0.0.1']);

  async function send(
    terms: CertificateTerms,
    { host = 'receiver.example', isTrusted = true } = {},
  ): Promise<SendResult> {
    const certificate = createTestCertificate(terms);
    const receiver = await startReceiver(status(204), { ...certificate });
    const sender = createSender({ lookup, ...(isTrusted && { ca: certificate.cert }) });
    const result = await post(sender, `https://${host}:${String(receiver.port)}/hub`);
    expect(receiver.received).toHaveLength(result.outcome === 'DELIVERED' ? 1 : 0);
    return result;
  }

  it('is good with a certificate for the name, or for the address', async () => {
    expect(await send({ names: ['receiver.example'] })).toMatchObject({ outcome: 'DELIVERED' });
    expect(await send({ names: ['127.0.0.1'] }, { host: '127.0.0.1' })).toMatchObject({ outcome: 'DELIVERED' });
  });

  it('is never given up for a certificate that is not good', async () => {
    expect(await send({ names: ['receiver.example'] }, { isTrusted: false })).toEqual({ outcome: 'TLS' });
    expect(await send({ names: ['other.example'] })).toEqual({ outcome: 'TLS' });
    expect(await send({ names: ['127.0.0.1'] })).toEqual({ outcome: 'TLS' });
    const expired = { notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - 8 * day) };
    expect(await send({ names: ['receiver.example'], ...expired })).toEqual({ outcome: 'TLS' });
    const early = { notBefore: new Date(Date.now() + 8 * day), notAfter: new Date(Date.now() + 9 * day) };
    expect(await send({ names: ['receiver.example'], ...early })).toEqual({ outcome: 'TLS' });
  });

  it('is not spoken with a receiver that only knows HTTP', async () => {
    const receiver = await startReceiver();
    const url = `https://receiver.example:${String(receiver.port)}/hub`;
    expect(await post(createSender({ lookup }), url)).toEqual({ outcome: 'TLS' });
    expect(receiver.received).toEqual([]);
  });
});
