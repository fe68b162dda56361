import { join } from 'node:path';
import type { Clock } from '@hub/domain';
import { departmentNames, systemClock } from '@hub/domain';
import { feedCollection } from '@hub/subgraph';
import type { WholeHub } from '@hub/whole';
import type { DemoPerson } from '../population/demo-people.js';
import { pickDemoPeople } from '../population/demo-people.js';
import { generateTownships } from '../population/generate-population.js';
import type { Population } from '../population/population.js';
import type { PopulationSet } from '../population/plan/scale.js';
import type { TownshipIds } from './load-others.js';
import { loadCommerce, loadCommunity, loadEducation, loadFamilyPlanning, loadLabor } from './load-others.js';
import { loadPolice } from './load-police.js';
import { readTownshipFile, storeOf, writeDurably, writeTownshipFile } from './township-file.js';

export interface LoadTownshipOptions {
  readonly set: PopulationSet;
  readonly seed: number;
  readonly dataDir: string;
  readonly mongodbUrl?: string;
  /** Police's key of persons. */
  readonly personKey: Uint8Array;
  readonly clock?: Clock;
  /** Told what is being loaded, and at last `ready`. */
  readonly onProgress?: (step: string) => void;
}

export interface Township {
  readonly people: number;
  /** Somebody to ask about. */
  readonly examplePersonId: string;
}

type Departments = Pick<WholeHub, 'getDepartment'>;

/**
 * Makes the demo township on empty stores, and leaves a complete one alone. One that a crash interrupted is made again
 * from the beginning: no hub serves a half one (see `refuseHalfTownship`), so nothing in it was ever answered.
 *
 * @returns undefined where the stores hold data of their own
 */
export async function loadTownship(hub: Departments, options: LoadTownshipOptions): Promise<Township | undefined> {
  const { set, seed, dataDir, mongodbUrl, clock = systemClock, onProgress = () => undefined } = options;
  const store = storeOf(mongodbUrl);
  const read = await readTownshipFile(dataDir);
  const known = read?.store === store ? read : undefined;
  const holds = await holdsData(hub);
  if (holds && known?.state === 'complete') return known;
  if (holds && known === undefined) return undefined;
  const file = { store, set, seed, people: 0, examplePersonId: '' };
  await writeTownshipFile(dataDir, { ...file, state: 'loading' });
  if (holds) await clear(hub, onProgress);

  let people = 0;
  const demo: DemoLine[] = [];
  for (const population of generateTownships({ set, seed, asOf: clock.today() })) {
    const ids = await fill(hub, population, { ...options, clock }, onProgress);
    people += population.truth.people.length;
    if (demo.length === 0) demo.push(...pickDemoPeople(population).map((person) => withId(person, ids)));
  }
  await writeDurably(join(dataDir, 'demo', 'people.ndjson'), demo.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const example = demo.find(({ truth }) => truth.education.enrolments.length > 0) ?? demo[0];
  const complete = { ...file, people, examplePersonId: example?.personId ?? '' };
  await writeTownshipFile(dataDir, { ...complete, state: 'complete' });
  onProgress('ready');
  return complete;
}

/** A line of `demo/people.ndjson`. */
type DemoLine = Omit<DemoPerson, 'personKey'> & { readonly personId: string };

function withId({ personKey, ...person }: DemoPerson, { people }: TownshipIds): DemoLine {
  return { personId: people.get(personKey), ...person };
}

async function fill(
  hub: Departments,
  { views, truth }: Population,
  { clock, personKey }: { readonly clock: Clock; readonly personKey: Uint8Array },
  onProgress: (step: string) => void,
): Promise<TownshipIds> {
  const storeIn = (name: Parameters<Departments['getDepartment']>[0]) => hub.getDepartment(name).getStore();
  const count = truth.people.length.toLocaleString('en');
  onProgress(`police, ${count} people`);
  const ids = { clock, ...(await loadPolice(hub.getDepartment('police'), views.police, { clock, personKey })) };
  onProgress('labor');
  await loadLabor(storeIn('labor'), views.labor, ids, new Set(truth.scenarios.underageHires));
  onProgress('education');
  await loadEducation(storeIn('education'), views.education, ids);
  onProgress('commerce');
  await loadCommerce(storeIn('commerce'), views.commerce, ids);
  onProgress('family planning');
  await loadFamilyPlanning(storeIn('family-planning'), views.familyPlanning, ids);
  onProgress('community');
  await loadCommunity(storeIn('community'), views.community, ids);
  return ids;
}

async function holdsData(hub: Departments): Promise<boolean> {
  for (const name of departmentNames) {
    const service = hub.getDepartment(name);
    for (const collection of recordsOf(service)) {
      if ((await service.getStore().collection(collection).findOne({})) !== null) return true;
    }
  }
  return false;
}

async function clear(hub: Departments, onProgress: (step: string) => void): Promise<void> {
  onProgress('removing what an interrupted start left');
  for (const name of departmentNames) {
    const service = hub.getDepartment(name);
    for (const collection of recordsOf(service)) await service.getStore().collection(collection).deleteMany({});
  }
}

/** All but the row that numbers a department's events: every store has it from its first start on, and keeps it. */
function recordsOf({ collections }: ReturnType<Departments['getDepartment']>) {
  return collections.filter(({ name }) => name !== feedCollection.name);
}
