import type { WebhookNetwork } from '@hub/server';
import { describe, expect, it } from 'vitest';
import type { OwnAddress } from './target-guard.js';
import { TargetGuard } from './target-guard.js';
import type { TargetRefusal, TargetRefused } from './target-refused.js';

const listed: readonly WebhookNetwork[] = [
  { cidr: '10.20.0.0/16', port: 443 },
  { department: 'labor', cidr: '10.30.0.0/16', port: '*' },
  { cidr: '127.0.0.0/8', port: 8_080 },
  { cidr: '93.184.0.0/16', port: '*' },
  { cidr: 'fd00::/8', port: 443 },
];

const names: Readonly<Record<string, readonly string[]>> = {
  'inside.example': ['10.20.0.5'],
  'half.example': ['10.20.0.5', '10.99.0.1'],
  'mapped.example': ['::ffff:10.20.0.5'],
  'metadata.example': ['169.254.169.254'],
  'labor.example': ['10.30.0.9'],
  localhost: ['::1', '127.0.0.1'],
};

function guardOf(options: { allow?: readonly WebhookNetwork[]; own?: readonly OwnAddress[] } = {}): TargetGuard {
  const { allow = listed, own = [] } = options;
  return new TargetGuard({
    allow,
    ownAddresses: () => own,
    lookup: (host) => {
      const found = names[host];
      return found === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(found);
    },
  });
}

async function refusalOf(
  url: string,
  guard = guardOf(),
  department = 'police' as const,
): Promise<TargetRefusal | null> {
  const refused = await guard.checkUrl(url, department).then(
    () => null,
    (error: TargetRefused) => error,
  );
  return refused?.reason ?? null;
}

describe('A URL that is registered', () => {
  it.each([
    ['https://10.20.0.5/hub', 'https://10.20.0.5/hub'],
    ['HTTPS://inside.EXAMPLE:443/hub?a=b', 'https://inside.example/hub?a=b'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['https://[fd00::5]/', 'https://[fd00::5]/'],
    ['https://93.184.216.34/', 'https://93.184.216.34/'],
  ])('%s is taken as %s', async (text, href) => {
    expect(await guardOf().checkUrl(text, 'police')).toBe(href);
  });

  it.each<[string, TargetRefusal]>([
    // Other addresses of this machine and its network, however they are written
    ['https://127.0.0.1/', 'ADDRESS_NOT_ALLOWED'],
    ['http://127.0.0.1:27017/', 'ADDRESS_NOT_ALLOWED'],
    ['http://0:8080/', 'ADDRESS_NOTATION'],
    ['http://0.0.0.0:8080/', 'ADDRESS_NOT_ALLOWED'],
    ['http://2130706433:8080/', 'ADDRESS_NOTATION'],
    ['http://0x7f.1:8080/', 'ADDRESS_NOTATION'],
    ['http://0177.0.0.1:8080/', 'ADDRESS_NOTATION'],
    ['http://127.1:8080/', 'ADDRESS_NOTATION'],
    ['http://[::1]:8080/', 'ADDRESS_NOT_ALLOWED'],
    ['http://[::ffff:127.0.0.1]:8080/', 'ADDRESS_NOTATION'],
    ['http://[::ffff:7f00:1]:8080/', 'ADDRESS_NOTATION'],
    ['https://[::ffff:10.20.0.5]/', 'ADDRESS_NOTATION'],
    ['http://[64:ff9b::7f00:1]:8080/', 'ADDRESS_NOTATION'],
    ['http://[64:ff9b:1::7f00:1]:8080/', 'ADDRESS_NOTATION'],
    ['http://[2002:7f00:1::]:8080/', 'ADDRESS_NOTATION'],
    ['http://[2001:0:7f00:1::]:8080/', 'ADDRESS_NOTATION'],
    ['http://[::7f00:1]:8080/', 'ADDRESS_NOTATION'],
    ['http://[fd00::5efe:7f00:1]:443/', 'ADDRESS_NOTATION'],
    ['https://[0:0::1]:8080/', 'ADDRESS_NOTATION'],
    ['http://169.254.169.254/latest/meta-data', 'ADDRESS_NOT_ALLOWED'],
    ['http://[fe80::1]/', 'ADDRESS_NOT_ALLOWED'],
    ['http://[ff02::1]/', 'ADDRESS_NOT_ALLOWED'],
    ['http://100.64.0.1/', 'ADDRESS_NOT_ALLOWED'],
    ['https://255.255.255.255/', 'ADDRESS_NOT_ALLOWED'],
    ['https://10.21.0.5/', 'ADDRESS_NOT_ALLOWED'],
    ['https://10.20.0.5:444/', 'ADDRESS_NOT_ALLOWED'],
    ['https://10.30.0.9/', 'ADDRESS_NOT_ALLOWED'],
    ['https://labor.example/', 'ADDRESS_NOT_ALLOWED'],
    ['https://metadata.example/', 'ADDRESS_NOT_ALLOWED'],
    ['https://mapped.example/', 'ADDRESS_NOTATION'],
    ['https://half.example/', 'ADDRESS_NOT_ALLOWED'],
    ['https://unknown.example/', 'UNRESOLVED'],
    ['http://93.184.216.34/', 'HTTPS_REQUIRED'],
    // What is no plain address of a web server
    ['file:///etc/passwd', 'BAD_SCHEME'],
    ['gopher://10.20.0.5:443/', 'BAD_SCHEME'],
    ['ftp://10.20.0.5/', 'BAD_SCHEME'],
    ['javascript:alert(1)', 'BAD_SCHEME'],
    ['https://user:password@10.20.0.5/', 'URL_CREDENTIALS'],
    ['https://user@10.20.0.5/', 'URL_CREDENTIALS'],
    ['https://@10.20.0.5/', 'URL_CREDENTIALS'],
    ['https://10.20.0.5/#top', 'URL_FRAGMENT'],
    ['https://10.20.0.5/#', 'URL_FRAGMENT'],
    ['https:10.20.0.5', 'ADDRESS_NOTATION'],
    ['https:///10.20.0.5', 'ADDRESS_NOTATION'],
    ['//10.20.0.5/', 'BAD_URL'],
    ['10.20.0.5', 'BAD_URL'],
    ['', 'BAD_URL'],
    [' https://10.20.0.5/', 'BAD_URL'],
    ['https://10.20.0.5\\@evil.example/', 'BAD_URL'],
    ['https://10.20.0.5/\n', 'BAD_URL'],
    ['https://接收.example/', 'BAD_URL'],
    ['https://１０.20.0.5/', 'BAD_URL'],
    [`https://10.20.0.5/${'x'.repeat(2_048)}`, 'BAD_URL'],
  ])('%s is refused: %s', async (url, reason) => {
    expect(await refusalOf(url)).toBe(reason);
  });

  it('is refused whole when nothing is listed', async () => {
    expect(await refusalOf('https://10.20.0.5/', guardOf({ allow: [] }))).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('may be one that is listed for the department alone', async () => {
    expect(await guardOf().checkUrl('http://labor.example:9000/', 'labor')).toBe('http://labor.example:9000/');
    expect(await refusalOf('http://labor.example:9000/')).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('meets no database through a port that stands for any', async () => {
    const guard = guardOf();
    for (const port of [27_017, 6_379, 22, 25]) {
      await expect(guard.checkUrl(`http://10.30.0.9:${String(port)}/`, 'labor')).rejects.toMatchObject({
        reason: 'ADDRESS_NOT_ALLOWED',
      });
    }
  });
});

describe('The hub itself', () => {
  const anywhere: readonly WebhookNetwork[] = [
    { cidr: '127.0.0.0/8', port: '*' },
    { cidr: '::1/128', port: '*' },
    { cidr: '10.20.0.0/16', port: '*' },
  ];

  it.each<[string, OwnAddress]>([
    ['http://127.0.0.1:4001/', { host: '127.0.0.1', port: 4_001 }],
    ['http://127.8.8.8:4001/', { host: '127.0.0.1', port: 4_001 }],
    ['http://[::1]:4001/', { host: '0.0.0.0', port: 4_001 }],
    ['http://localhost:4001/', { host: '::', port: 4_001 }],
    ['http://127.0.0.1:4001/', { host: 'localhost', port: 4_001 }],
    ['http://10.20.0.5:4001/', { host: 'inside.example', port: 4_001 }],
    ['http://inside.example:4001/', { host: '10.20.0.5', port: 4_001 }],
    ['http://127.0.0.1:4001/', { host: 'gone.example', port: 4_001 }],
  ])('is no target at %s', async (url, own) => {
    expect(await refusalOf(url, guardOf({ allow: anywhere, own: [own] }))).toBe('OWN_ADDRESS');
  });

  it('keeps nobody from the same port of another machine, or another port of its own', async () => {
    const own = [{ host: '127.0.0.1', port: 4_001 }];
    expect(await refusalOf('http://10.20.0.5:4001/', guardOf({ allow: anywhere, own }))).toBeNull();
    expect(await refusalOf('http://127.0.0.1:4002/', guardOf({ allow: anywhere, own }))).toBeNull();
  });
});
