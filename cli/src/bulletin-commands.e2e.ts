import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from './run-command.fixture.js';

const mint = 'mutation ($input: ResolvePersonsInput!) { resolvePersons(input: $input) { results { personId } } }';
const hire = 'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id } }';
const police = ['--client', 'police-system'];
/** Bulletins travel by themselves. */
const patience = { timeout: 20_000, interval: 100 };

interface Shown {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly data: unknown;
}

describe('the commands about bulletins', () => {
  let hub: HubOnTrial;
  let folder = '';
  let bulletin = '';
  const run = (...args: readonly string[]) => runCommand(hub, args);
  const readJson = async <T>(...args: readonly string[]): Promise<T> =>
    JSON.parse((await run(...args, '--json')).stdout) as T;

  /** A worker without registration is hired: N-01 and N-05 to police. */
  beforeAll(async () => {
    hub = await startHub();
    folder = await mkdtemp(join(tmpdir(), 'hub-commands-'));
    const labor = hub.asOfficer('labor', { purpose: 'OWN_RECORDS' });
    const item = { reference: '1', documentType: 'PASSPORT', documentNumber: 'T99000078', name: 'DEMO WELDER' };
    const { data } = await labor.query(mint, { input: { mint: true, items: [item] } });
    const { results } = data?.['resolvePersons'] as { readonly results: readonly { readonly personId: string }[] };
    const input = {
      idempotencyKey: 'hire-1',
      personId: results[0]?.personId,
      employerCode: '91990001MA0000066F',
      startedOn: hub.hub.clock.today(),
    };
    expect((await labor.query(hire, { input })).errors).toBeUndefined();
    await vi.waitFor(async () => {
      expect(await listKinds()).toEqual(['N-01', 'N-05']);
    }, patience);
    const inbox = await readJson<{ readonly items: readonly Shown[] }>('notifications', ...police);
    bulletin = inbox.items.find(({ kind }) => kind === 'N-05')?.id ?? '';
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await hub.stop();
  });

  const listKinds = async (): Promise<readonly string[]> => {
    const officer = hub.asOfficer('police', { purpose: 'OWN_RECORDS' });
    const { data } = await officer.query('{ inbox { items { kind } } }');
    return (data?.['inbox'] as { readonly items: readonly Shown[] }).items.map(({ kind }) => kind).sort();
  };

  describe('notifications', () => {
    it('lists the inbox as a table on stdout, and what is said about it on stderr', async () => {
      const { code, stdout, stderr } = await run('notifications', ...police);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^ID +NUMBER +KIND +FROM → TO +ISSUED +STATE +DUE +LATE\n/);
      expect(stdout).toMatch(
        / {2}N-05\/labor-police\/\d{4}\/000001 {2}N-05 在业未登记通报 {2}LABOR → POLICE {2}\d{4}-/,
      );
      expect(stdout).not.toContain('\u001b');
      expect(stderr).toBe('Times are those of Asia/Shanghai\n');
    });

    it('lists what was sent, by kind and page', async () => {
      const { stdout, stderr } = await run('notifications', '--sent', '--first', '1');
      expect(stdout.trim().split('\n')).toHaveLength(2);
      const [, cursor = ''] = /1 of 2 bulletins sent; go on with --after (\S+)/.exec(stderr) ?? [];
      const next = await readJson<{ readonly items: readonly Shown[] }>('notifications', '--sent', '--after', cursor);
      expect(next.items).toHaveLength(1);
      const own = await run('notifications', '--sent', '--kind', 'N-05', '--client', 'labor-system');
      expect(own.stdout.match(/N-0\d\/labor/g)).toEqual(['N-05/labor']);
    });

    it('says so when there is nothing, and prints nothing', async () => {
      const { code, stdout, stderr } = await run('notifications', '--client', 'education-system');
      expect([code, stdout, stderr]).toEqual([0, '', 'No bulletins in the inbox of education-system\n']);
    });

    it('shows one whole to its receiver, and its state alone to the administrator', async () => {
      const { stdout } = await run('notifications', bulletin, ...police);
      expect(stdout).toMatch(/^Says +\{.*"employerCode":"91990001MA0000066F"/m);
      expect(stdout).toMatch(/^History\nAT .*\n.* ISSUED +hub$/m);
      const seen = await run('notifications', bulletin);
      expect(seen.stdout).toMatch(/^Says +not for this client, or removed$/m);
      expect(seen.stdout).not.toContain('91990001MA0000066F');
    });
  });

  describe('verify', () => {
    it('verifies what was received against the running hub, and against keys that were kept', async () => {
      const received = JSON.stringify(await readJson('notifications', bulletin, ...police));
      const file = join(folder, 'bulletin.json');
      await writeFile(file, received);
      expect((await run('verify', file)).stdout).toMatch(/^valid: N-05\/labor-police\/\d{4}\/000001 issued/);
      const keys = join(folder, 'jwks.json');
      await writeFile(keys, await (await fetch(`${hub.url}/.well-known/jwks.json`)).text());
      const offline = { input: received, variables: { PORT: '1' } };
      expect((await runCommand(hub, ['verify', '-', '--jwks', keys], offline)).code).toBe(0);
    });

    it('refuses what was changed', async () => {
      const shown = await readJson<{ readonly signedBody: string }>('notifications', bulletin, ...police);
      const changed = { ...shown, signedBody: shown.signedBody.replace('91990001', '91990002') };
      const { code, stdout, stderr } = await runCommand(hub, ['verify', '-'], { input: JSON.stringify(changed) });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toBe('hub: The signature does not hold: the bulletin is not what the hub issued\n');
    });
  });

  describe('subscriptions', () => {
    it('are created with a secret on stdout alone, tried, changed and deleted', async () => {
      const url = 'http://127.0.0.1:19999/';
      const created = await run('subscriptions', 'create', '--webhook', url, '--kinds', 'N-05,S-01', ...police);
      expect(created.stdout).toMatch(/^whsec_[\w+/=]+\n$/);
      expect(created.stderr).toContain('only time that the secret is shown');
      const [{ id } = { id: '' }] = await readJson<readonly Shown[]>('subscriptions', ...police);
      expect((await run('subscriptions', 'test', id, ...police)).stdout).toMatch(/S-01\/hub-police/);
      expect((await run('subscriptions', 'pause', id, ...police)).stdout).toBe(`${id} PAUSED\n`);
      expect((await run('subscriptions', 'resume', id, ...police)).stdout).toBe(`${id} ACTIVE\n`);
      const rotated = await run('subscriptions', 'rotate', id, ...police);
      expect(rotated.stdout).toMatch(/^whsec_/);
      expect(rotated.stdout).not.toBe(created.stdout);
      expect((await run('subscriptions', 'delete', id, ...police)).stdout).toBe(`${id} DELETED\n`);
      expect((await run('subscriptions', ...police)).stderr).toBe('No subscriptions\n');
    });
  });

  describe('deliveries', () => {
    it('tell what failed, and what was cancelled', async () => {
      const url = 'http://127.0.0.1:19998/';
      const create = ['subscriptions', 'create', '--webhook', url, '--kinds', 'S-01', ...police];
      const { subscription } = await readJson<{ readonly subscription: Shown }>(...create);
      const test = await readJson<Shown>('subscriptions', 'test', subscription.id, ...police);
      const failed = (): Promise<string> => run('deliveries', '--failed', ...police).then(({ stdout }) => stdout);
      await vi.waitFor(async () => {
        expect(await failed()).toContain(`${test.id}  ${subscription.id}  POLICE`);
      }, patience);
      expect(await failed()).toMatch(/ S-01 +DUE +\d +CONNECTION +- +\d{4}-/);
      await run('subscriptions', 'delete', subscription.id, ...police);
      await vi.waitFor(async () => {
        expect((await run('deliveries', '--state', 'CANCELLED')).stdout).toContain('SUBSCRIPTION_DELETED');
      }, patience);
    });

    it('are sent again by id, and by the time in which they were made', async () => {
      const ids: unknown[] = [];
      const receiver = createServer((request, response) => {
        ids.push(request.headers['webhook-id']);
        response.writeHead(204).end();
      });
      await once(receiver.listen(0, '127.0.0.1'), 'listening');
      const url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/`;
      const create = ['subscriptions', 'create', '--webhook', url, '--kinds', 'S-01', ...police];
      const { subscription } = await readJson<{ readonly subscription: Shown }>(...create);
      const test = await readJson<Shown>('subscriptions', 'test', subscription.id, ...police);
      const arrived = (times: number): Promise<void> =>
        vi.waitFor(() => {
          expect(ids).toEqual(Array.from({ length: times }, () => test.id));
        }, patience);
      // The receiver's answer is written down a moment after it was given
      const redeliver = (...which: readonly string[]): Promise<void> =>
        vi.waitFor(async () => {
          expect((await run('redeliver', ...which, ...police)).stdout).toBe('Deliveries due again: 1\n');
        }, patience);
      await arrived(1);
      await redeliver(test.id);
      await arrived(2);
      await redeliver('--subscription', subscription.id, '--since', '2026-01-01T00:00:00+08:00');
      await arrived(3);
      await run('subscriptions', 'delete', subscription.id, ...police);
      receiver.close();
    });
  });

  it('schedules lists what is due when', async () => {
    const { stdout } = await run('schedules');
    expect(stdout).toMatch(/^weekly-return-open +Weekly return: opens \(周五信息反馈开始\) +\d{4}-\d{2}-\d{2} 12:00 /m);
  });

  it('stuck tells that nothing is, and retry what there is to try again', async () => {
    const stuck = await run('stuck');
    expect([stuck.code, stuck.stdout, stuck.stderr]).toEqual([0, '', 'Nothing is stuck\n']);
    const { undecidedRules, failedSchedules } = JSON.parse((await run('stuck', '--json')).stdout) as {
      readonly undecidedRules: { readonly totalCount: number };
      readonly failedSchedules: readonly unknown[];
    };
    expect([undecidedRules.totalCount, failedSchedules]).toEqual([0, []]);
    expect((await run('retry', 'rules', '--kind', 'N-05')).stdout).toBe('Rules tried again now: 0\n');
  });

  it('acknowledge and feedback answer a bulletin in the name of an officer', async () => {
    const acknowledged = await run('acknowledge', bulletin, '--officer', 'wang-7', ...police);
    expect(acknowledged.stdout).toMatch(/^N-05\/labor-police\/\d{4}\/000001 ACKNOWLEDGED\n$/);
    const answered = await run('feedback', bulletin, '--outcome', 'DONE', '--officer', 'wang-7', ...police);
    expect(answered.stdout).toMatch(/ CLOSED\n$/);
    const shown = await run('notifications', bulletin, '--client', 'labor-system');
    expect(shown.stdout).toMatch(/FEEDBACK_GIVEN +police-system wang-7$/m);
  });

  it.each([
    ['filters for an inbox', ['notifications', '--kind', 'N-05'], 'among what was --sent'],
    ['a page of nothing', ['notifications', '--first', '0'], 'whole number from 1 to 100'],
    ['an unknown kind', ['notifications', '--sent', '--kind', 'N-99'], 'code of the catalogue'],
    ['somebody else’s bulletin', ['acknowledge', '01995f00-0000-7000-8000-000000000001', ...police], 'copy it whole'],
    ['no outcome', ['feedback', 'x', ...police], "required option '--outcome <outcome>'"],
    ['an unknown outcome', ['feedback', 'x', '--outcome', 'MAYBE', ...police], 'Allowed choices are DONE'],
    ['nothing to redeliver', ['redeliver', ...police], 'Give ids of bulletins, or --subscription and --since'],
    ['both ways at once', ['redeliver', 'x', '--since', '2026-01-01', ...police], 'not both'],
    [
      'an instant without a zone',
      ['redeliver', '--subscription', 'x', '--since', '2026-01-01', ...police],
      'an instant with its zone',
    ],
    ['no rule to try again', ['retry', 'rules'], 'Give ids of rules or --kind'],
    ['an event that was read', ['retry', 'events', 'labor:feed:1'], 'no unread events'],
    [
      'an instant that was not due',
      ['retry', 'schedule', 'weekly-return-open', '2026-01-01T00:00:00Z'],
      'was not due at this instant',
    ],
    ['what is stuck, to a department', ['stuck', ...police], 'FORBIDDEN'],
    ['no place to deliver to', ['subscriptions', 'create', '--kinds', 'N-05', ...police], 'either --webhook'],
    [
      'a kind of another department',
      ['subscriptions', 'create', '--inbox', '--kinds', 'N-05', '--client', 'education-system'],
      'does not receive N-05',
    ],
    ['a failed filter that is two', ['deliveries', '--failed', '--state', 'DUE'], 'without --state'],
    ['no bulletin file', ['verify', '/nowhere.json'], 'cannot be read'],
    ['no client', ['acknowledge', 'x'], "required option '--client <name|file>'"],
  ])('say what to do about %s, without a stack', async (_what, args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});
