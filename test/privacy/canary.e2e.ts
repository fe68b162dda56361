import { errorCodes } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventCitizen } from '../stories/cast.fixture.js';
import { canaries, echoes, placeName } from './canaries.fixture.js';
import { Exposure } from './exposure.fixture.js';
import { readFiles, readMetrics } from './places.fixture.js';
import type { Canary, Place } from './search.fixture.js';
import { findCanaries } from './search.fixture.js';

/** No rate is limited in synthetic mode; what exceeds a limit has tests of its own. */
const notProvoked = new Set(['RATE_LIMITED', 'LIMIT_EXCEEDED']);
const everything = [...canaries, ...echoes];

/** S45, S57: after everything that a hub does and everything that goes wrong, nothing of a person is where it must not be. */
describe('What is known of people', () => {
  let hub: HubOnTrial;
  let answers: readonly Place[] = [];
  let metrics: readonly Place[] = [];
  let whileRunning: readonly Place[] = [];
  let afterwards: readonly Place[] = [];

  beforeAll(async () => {
    hub = await startHub({ variables: { HUB_DEPARTMENT_TIMEOUT_MS: '1000' } });
    const exposure = new Exposure(hub);
    await exposure.expose();
    whileRunning = await readFiles(hub.dataDir);
    await exposure.exposeInternalError();
    answers = exposure.answers;
    metrics = await readMetrics(hub);
    await hub.stop({ keepData: true });
    afterwards = await readFiles(hub.dataDir);
  });
  afterAll(() => hub.stop());

  it('went through everything that can go wrong', () => {
    const said = answers.map(({ content }) => content).join();
    for (const code of Object.keys(errorCodes).filter((each) => !notProvoked.has(each)))
      expect(said).toContain(`"${code}"`);
    expect(hub.logLines.join('')).toContain('a resolver failed');
  });

  it('is in no line of any log', () => {
    expect(hub.logLines.length).toBeGreaterThan(20);
    expect(findCanaries(everything, [{ name: 'the log', content: hub.logLines.join('') }])).toEqual([]);
  });

  it('is in no metric', () => {
    expect(metrics).toHaveLength(7);
    expect(findCanaries(everything, metrics)).toEqual([]);
  });

  it('is in no answer, whether it is data or an error', () => {
    expect(answers.length).toBeGreaterThan(30);
    expect(findCanaries(canaries, answers)).toEqual([]);
  });

  it('is in no file, neither while the hub runs nor after', () => {
    expect(findCanaries(everything, whileRunning)).toEqual([]);
    expect(findCanaries(everything, afterwards)).toEqual([]);
    const names = whileRunning.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['hub_police.db', 'hub_police.db-wal', 'keys/person-key']));
  });

  it('would have been found: a place that is stored as it is was found in the same files', () => {
    const place: Canary = { label: 'address', value: placeName };
    for (const files of [whileRunning, afterwards]) {
      expect(findCanaries([place], files).join()).toContain('address, as it is, in hub_police.db');
    }
    expect(findCanaries([place], [...metrics, { name: 'the log', content: hub.logLines.join('') }])).toEqual([]);
  });

  it('would have been found in whatever form it had been written', () => {
    const { documentNumber, name } = inventCitizen('司徒金丝雀', '1931-03-17');
    const written = [
      Buffer.from(`{"name":"${name}"}`, 'utf16le'),
      Buffer.from(`{"number":"${documentNumber}"}`, 'utf16le').swap16(),
      Buffer.from(JSON.stringify(name).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)),
      ...[' ', '  ', '   '].map((before) =>
        Buffer.from(Buffer.from(before + documentNumber + name).toString('base64')),
      ),
      Buffer.from(`x'${Buffer.from(documentNumber).toString('hex').toUpperCase()}'`),
      Buffer.from(`/people?name=${encodeURIComponent(name)}`),
    ];
    const sought = [
      { label: 'number', value: documentNumber },
      { label: 'name', value: name },
    ];
    for (const content of written) expect(findCanaries(sought, [{ name: 'here', content }])).not.toEqual([]);
  });
});
