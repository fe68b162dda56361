import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandSurroundings } from './run-command.fixture.js';
import { runCommand } from './run-command.fixture.js';

describe('the hub command', () => {
  let hub: HubOnTrial;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterAll(() => hub.stop());

  const run = (args: readonly string[], surroundings: CommandSurroundings = {}) => runCommand(hub, args, surroundings);
  const me = ['query', '--client', 'education-system', '--purpose', 'SCHOOL_ADMISSION', '--case', 'C-1'];

  it('prints a token and nothing else', async () => {
    const { code, stdout } = await run(['token', '--client', 'education-system']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  it('asks a question given as an argument or on standard input', async () => {
    const asked = await run([...me, '{ me { id department } }']);
    expect(JSON.parse(asked.stdout)).toEqual({ data: { me: { id: 'education-system', department: 'EDUCATION' } } });
    const piped = await run([...me, '-'], { input: '{ me { id } }' });
    expect(JSON.parse(piped.stdout)).toEqual({ data: { me: { id: 'education-system' } } });
  });

  it('fails with the answer when the hub refuses', async () => {
    const { code, stdout } = await run([...me, '{ persons(ids: []) { employments { occupation } } }']);
    expect(code).toBe(1);
    expect(stdout).toContain('"code": "FORBIDDEN"');
  });

  it.each([
    ['an unknown client', ['token', '--client', 'nobody'], 'No client file at'],
    [
      'an unknown purpose',
      ['query', '--client', 'education-system', '--purpose', 'CURIOSITY', '{ me { id } }'],
      'No purpose has this code',
    ],
    ['variables that are no JSON', [...me, '{ me { id } }', '--variables', '{'], 'Variables are a JSON object'],
    ['no query', me, 'Give the query as an argument'],
    ['a missing file', [...me, '--file', '/nowhere.graphql'], 'cannot be read'],
    ['an unknown command', ['dance'], "unknown command 'dance'"],
  ])('says what to do about %s, in one line and without a stack', async (_what, args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('says that no hub answers', async () => {
    const { code, stderr } = await run(['doctor', '--json'], { variables: { PORT: '1' } });
    expect(code).toBe(1);
    expect(stderr).toBe('');
  });

  it('examines a healthy installation, check by check', async () => {
    const { code, stdout } = await run(['doctor', '--json']);
    const findings = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly check: string; readonly state: string });
    expect(findings.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(findings.map(({ check }) => check)).toContain('Token and question');
    expect(code).toBe(0);
  });

  it('keeps keys that are there', async () => {
    const { code, stdout } = await run(['keys']);
    expect(code).toBe(0);
    expect(stdout.match(/^kept/gm)).toHaveLength(3);
  });

  it('shows help with an example', async () => {
    const { code, stdout } = await run(['query', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('npx hub query --client');
  });
});
