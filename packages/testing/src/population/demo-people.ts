import type { CalendarDate, DocumentType } from '@hub/domain';
import { matchesName } from '@hub/domain';
import type { Candidate } from './demo/categories.js';
import { demoCategories } from './demo/categories.js';
import type { HeldRecords } from './demo/held-records.js';
import { collectHeldRecords } from './demo/held-records.js';
import type { PersonKey } from './person/person.js';
import type { Population } from './population.js';
import { Random } from './random.js';

/** Somebody a visitor can ask the hub about, and what the departments hold of them. */
export interface DemoPerson {
  readonly personKey: PersonKey;
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly name: string;
  readonly birthDate: CalendarDate;
  /** What each department really holds, mistakes and gaps included: the answers to compare the hub's with. */
  readonly truth: HeldRecords;
}

/**
 * Picks people who differ: each kind in turn until it has its share, then anybody, in the order of their keys. Everybody is
 * known to some department under the number and name given here, so that the hub finds them.
 */
export function pickDemoPeople(population: Population, count = 200): readonly DemoPerson[] {
  const candidates = listCandidates(population);
  const random = new Random(`demo/${population.set}/${String(population.seed)}`);
  const shuffled = random.shuffle(candidates);
  const picked = new Set<Candidate>();
  for (const { most, matches } of demoCategories) {
    let left = Math.ceil((most * count) / 200);
    for (const candidate of shuffled) {
      if (left === 0 || picked.size >= count) break;
      if (picked.has(candidate) || !matches(candidate)) continue;
      picked.add(candidate);
      left -= 1;
    }
  }
  for (const candidate of shuffled) if (picked.size < count) picked.add(candidate);
  return candidates.filter((candidate) => picked.has(candidate)).map(toDemoPerson);
}

function listCandidates({ truth, views, asOf }: Population): Candidate[] {
  const held = collectHeldRecords(views, asOf);
  const names = new Map(views.police.people.map(({ personKey, name }) => [personKey, name]));
  const scenarios = {
    underage: new Set(truth.scenarios.underageHires),
    moved: new Set(truth.scenarios.movedBetweenVillages),
    landlords: new Set(truth.landlords.map(({ key }) => key)),
  };
  const guardians = new Map(truth.people.map(({ key, guardianKeys }) => [key, guardianKeys.length]));
  const left = new Set(truth.people.filter(({ leftOn }) => leftOn !== undefined).map(({ key }) => key));
  return [...truth.people, ...truth.landlords].flatMap((identity): Candidate[] => {
    const records = held.get(identity.key);
    const knownName = names.get(identity.key);
    if (records === undefined || knownName === undefined || !matchesName(knownName, identity.name)) return [];
    const { key } = identity;
    return [
      {
        identity,
        records,
        asOf,
        hasGuardian: (guardians.get(key) ?? 0) > 0,
        left: left.has(key),
        landlord: scenarios.landlords.has(key),
        underageHire: scenarios.underage.has(key),
        movedBetweenVillages: scenarios.moved.has(key),
      },
    ];
  });
}

function toDemoPerson({ identity, records }: Candidate): DemoPerson {
  const { key, documentType, documentNumber, name, birthDate } = identity;
  return { personKey: key, documentType, documentNumber, name, birthDate, truth: records };
}
