import type { Random } from '../random.js';
import { weigh } from '../random.js';
import type { DocumentOffice, OtherDocument } from './document.js';
import { hmtRegions } from './document.js';
import type { Household, Migrant } from './migrant.js';
import { createName, nameHousehold } from './name.js';
import { latinNames } from './name-lists.js';

/** Share of people without a citizen number. */
const otherDocuments = 0.005;

const otherTypes = weigh<OtherDocument>(
  ['PASSPORT', 'MAINLAND_TRAVEL_PERMIT', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'],
  (_, index) => 4 - index,
);
const youngestWithPhone = 12;

/** Gives everybody a name, a document and, from twelve on, a phone. */
export function issuePapers(households: readonly Household[], office: DocumentOffice, random: Random): void {
  for (const household of households) {
    nameHousehold(household, random);
    for (const member of household.members) issueTo(member, office, random);
  }
}

/** A number in the form 1000000nnnn, which is no mobile number. Phones may repeat: they identify nobody. */
export function createPhone(random: Random): string {
  return `1000000${String(random.between(0, 9_999)).padStart(4, '0')}`;
}

function issueTo(member: Migrant, office: DocumentOffice, random: Random): void {
  if (member.age >= youngestWithPhone) member.phone = createPhone(random);
  const cameAlone = member.household.members.length === 1;
  const { birth, sex, household } = member;
  if (!cameAlone || !random.chance(otherDocuments * 2)) {
    member.documentNumber = office.citizenId({ birth, sex, origin: household.origin });
    return;
  }
  const type = random.draw(otherTypes);
  member.documentType = type;
  const region = random.pick(hmtRegions);
  member.documentNumber = office.other(type, { birth, sex, region });
  const foreign = type === 'PASSPORT' || type === 'FOREIGN_PERMANENT_RESIDENCE';
  member.hukouRegionCode = foreign ? undefined : region;
  member.name = foreign ? random.pick(latinNames) : createName(sex, random);
}
