import type { CalendarDate, DocumentType, Sex } from '@hub/domain';
import { toDate } from '../days.js';
import type { Draft } from '../draft.js';
import type { HouseholdRole, Migrant } from './migrant.js';

/** Index of a person in the clean world, `p000001`; joins views to truth. The hub's own ids are minted at load. */
export type PersonKey = string;

/** What everybody's papers show. */
export interface Identity {
  readonly key: PersonKey;
  /** Kind of document (证件种类). */
  readonly documentType: DocumentType;
  /** Document number (证件号码), normalised. Always synthetic: it begins with 99 where it has the form of a citizen number. */
  readonly documentNumber: string;
  /** Name (姓名) as on the document; separator U+00B7. */
  readonly name: string;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  /** Phone (联系方式), 11 digits no network assigns: 1000000nnnn. */
  readonly phone?: string;
  /** County of the household registration (户籍地), 6 digits; absent for foreigners. */
  readonly hukouRegionCode?: string;
}

/** Somebody who came from elsewhere (流动人口, 新居民), as they really are. */
export interface TruthPerson extends Identity {
  readonly householdKey: string;
  readonly householdRole: HouseholdRole;
  /** Links of the clean world only; no department's view has them. */
  readonly spouseKey?: PersonKey;
  /** Guardians (监护人) of somebody under 18, where they live here. */
  readonly guardianKeys: readonly PersonKey[];
  /** Arrival in the township (来本地日期). */
  readonly arrivedOn: CalendarDate;
  /** Departure; absent while the person lives here. */
  readonly leftOn?: CalendarDate;
  readonly livelihood: 'EMPLOYED' | 'SELF_EMPLOYED' | 'NONE';
}

/** A local who lets dwellings (出租人). */
export interface TruthLandlord extends Identity {
  /** False for the one who never tells police of a tenant, though the units are registered. */
  readonly reportsTenancies: boolean;
}

export interface TruthHousehold {
  readonly key: string;
  readonly memberKeys: readonly PersonKey[];
  /** County most of the household comes from, 6 digits. */
  readonly originRegionCode: string;
}

type Papers = Pick<
  Migrant,
  'key' | 'documentType' | 'documentNumber' | 'name' | 'birth' | 'sex' | 'phone' | 'hukouRegionCode'
>;

export function toIdentity({
  key,
  documentType,
  documentNumber,
  name,
  birth,
  sex,
  phone,
  hukouRegionCode,
}: Papers): Identity {
  const identity: Draft<Identity> = { key, documentType, documentNumber, name, birthDate: toDate(birth), sex };
  if (phone !== undefined) identity.phone = phone;
  if (hukouRegionCode !== undefined) identity.hukouRegionCode = hukouRegionCode;
  return identity;
}

export function toTruthPerson(migrant: Migrant, householdKey: string): TruthPerson {
  const { household, role, spouse, guardians, arrived, employer, selfEmployed } = migrant;
  const person: Draft<TruthPerson> = {
    ...toIdentity(migrant),
    householdKey,
    householdRole: role,
    guardianKeys: guardians.map(({ key }) => key),
    arrivedOn: toDate(arrived),
    livelihood: selfEmployed ? 'SELF_EMPLOYED' : employer === undefined ? 'NONE' : 'EMPLOYED',
  };
  if (spouse !== undefined) person.spouseKey = spouse.key;
  if (household.left !== undefined) person.leftOn = toDate(household.left);
  return person;
}
