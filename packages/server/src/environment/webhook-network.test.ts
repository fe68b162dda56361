import { describe, expect, it } from 'vitest';
import { EnvironmentError } from './environment-error.js';
import { readHubEnvironment } from './environment.js';

function problemsOf(text: string): readonly string[] {
  try {
    readHubEnvironment({ HUB_WEBHOOK_ALLOW: text });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

const departments = 'police, family-planning, labor, education, commerce, community';

describe('the networks that webhooks may reach', () => {
  it.each([
    ['10.20.0.0/16:443', { cidr: '10.20.0.0/16', port: 443 }],
    ['10.20.30.40:8443', { cidr: '10.20.30.40/32', port: 8443 }],
    ['0.0.0.0/0:443', { cidr: '0.0.0.0/0', port: 443 }],
    ['labor=10.20.0.0/16:*', { department: 'labor', cidr: '10.20.0.0/16', port: '*' }],
    ['family-planning=[fd00::]/8:443', { department: 'family-planning', cidr: 'fd00::/8', port: 443 }],
    ['[::1]:9000', { cidr: '::1/128', port: 9000 }],
    ['[::1]/128:9000', { cidr: '::1/128', port: 9000 }],
    ['[2001:DB8:0:0:1:0:0:0]/80:443', { cidr: '2001:db8:0:0:1::/80', port: 443 }],
    ['[::]/0:443', { cidr: '::/0', port: 443 }],
    ['[64:ff9b::1.2.3.4]:443', { cidr: '64:ff9b::102:304/128', port: 443 }],
  ])('are read from %s', (text, network) => {
    expect(readHubEnvironment({ HUB_WEBHOOK_ALLOW: text }).webhookAllow).toEqual([network]);
  });

  it('are a list, with or without blanks', () => {
    const { webhookAllow } = readHubEnvironment({ HUB_WEBHOOK_ALLOW: '10.0.0.1:443, labor=10.0.0.2:443' });
    expect(webhookAllow).toEqual([
      { cidr: '10.0.0.1/32', port: 443 },
      { department: 'labor', cidr: '10.0.0.2/32', port: 443 },
    ]);
  });

  it.each([
    ['10.20.30.40/16:443', 'has bits set beyond its prefix; the network is 10.20.0.0/16'],
    ['10.0.0.1/0:443', 'has bits set beyond its prefix; the network is 0.0.0.0/0'],
    ['[fd00::1]/64:443', 'has bits set beyond its prefix; the network is [fd00::]/64'],
    ['[2001:db8:ffff::]/33:443', 'has bits set beyond its prefix; the network is [2001:db8:8000::]/33'],
    ['10.0.0.0/33:443', 'must have a prefix from 0 to 32'],
    ['[fd00::]/129:443', 'must have a prefix from 0 to 128'],
    ['[::ffff:127.0.0.1]:443', 'has an IPv4 address within IPv6; write it as IPv4'],
    ['[::ffff:7f00:0]/104:443', 'has an IPv4 address within IPv6; write it as IPv4'],
    ...['10.0/8:443', '010.0.0.0/8:443', '10.0.0.0/08:443', '2130706433:443', '0x7f.1:443', 'localhost:443'].map(
      (text): [string, string] => [text, 'must name a network like 10.20.0.0/16, or [fd00::]/8 with brackets for IPv6'],
    ),
    ...['::1:443', 'fd00::/8:443', '[fd00::/8]:443', '[10.0.0.0]/8:443', '[fe80::1%eth0]:443', ':443'].map(
      (text): [string, string] => [text, 'must name a network like 10.20.0.0/16, or [fd00::]/8 with brackets for IPv6'],
    ),
    ...['10.0.0.1:0', '10.0.0.1:65536', '10.0.0.1:https', '10.0.0.1:0443', '[::1]:-1'].map((text): [string, string] => [
      text,
      'must end with a port from 1 to 65535, or with * for any',
    ]),
    ...['10.0.0.1', '[::1]', '10.0.0.1:', '*'].map((text): [string, string] => [
      text,
      'must be like 10.20.0.0/16:443, [fd00::]/8:443 or labor=10.20.0.0/16:*',
    ]),
    ['hub=10.0.0.1:443', `names hub, which is no department; choose one of ${departments}`],
    ['labour=10.0.0.1:443', `names labour, which is no department; choose one of ${departments}`],
    ['Geheim1=10.0.0.1:443', `begins with what is no department; choose one of ${departments}`],
    ['=10.0.0.1:443', `begins with what is no department; choose one of ${departments}`],
  ])('are not read from %s: entry 1 %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([`HUB_WEBHOOK_ALLOW entry 1 ${problem}`]);
  });

  it('are refused with all that is wrong at once', () => {
    expect(problemsOf('10.0.0.0/8:443,10.0.0.1/8:443,,labor=10.0.0.1:0')).toEqual([
      'HUB_WEBHOOK_ALLOW entry 2 has bits set beyond its prefix; the network is 10.0.0.0/8',
      'HUB_WEBHOOK_ALLOW entry 3 must be like 10.20.0.0/16:443, [fd00::]/8:443 or labor=10.20.0.0/16:*',
      'HUB_WEBHOOK_ALLOW entry 4 must end with a port from 1 to 65535, or with * for any',
    ]);
  });
});
