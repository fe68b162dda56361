import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../run-command.fixture.js';

const timeoutMs = 120_000;

let hub: HubOnTrial;
beforeAll(async () => {
  hub = await startHub({ population: 'XS' });
}, timeoutMs);
afterAll(() => hub.stop());

it.each(['once', 'and again'])(
  'the demo tells five stories of a running hub, all as told, %s',
  async () => {
    const { code, stdout, stderr } = await runCommand(hub, ['demo']);
    expect(stdout.match(/✗ .*/g) ?? []).toEqual([]);
    expect(stdout).toContain('5 stories, all as told');
    expect(stdout).not.toMatch(/whsec_\w/);
    expect([code, stderr]).toEqual([0, '']);
  },
  timeoutMs,
);
