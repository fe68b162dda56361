import type { DocumentType, Sex } from '@hub/domain';
import { citizenIdCheckCharacter } from '@hub/domain';
import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { Random } from '../random.js';
import { hashText } from '../random.js';

/** Hands out document numbers, none of them twice and none of a form that a real person could hold. */
export interface DocumentOffice {
  /** A citizen number that begins with 99, the township and a number for the county of origin. */
  citizenId(holder: Holder & { readonly origin: string }): string;
  /** A number of another document; those with 18 characters begin with 99 too, the others are plainly counted. */
  other(type: OtherDocument, holder: Holder & { readonly region: HmtRegion }): string;
}

export type OtherDocument = Exclude<DocumentType, 'CITIZEN_ID'>;

interface Holder {
  readonly birth: Day;
  readonly sex: Sex;
}

/** Hong Kong, Macao and Taiwan as GB/T 2260 has them. */
export const hmtRegions = ['810000', '820000', '710000'] as const;
export type HmtRegion = (typeof hmtRegions)[number];

const hmtPrefixes: Readonly<Record<HmtRegion, string>> = { '810000': '998100', '820000': '998200', '710000': '998300' };
const travelPermitPrefixes: Readonly<Record<HmtRegion, string>> = { '810000': 'H0', '820000': 'M0', '710000': '0' };

/** Sequences 996 to 999 once marked the 1800s. */
const highestSequence = 995;

export function createDocumentOffice(townshipOrdinal: number, random: Random): DocumentOffice {
  const issued = new Set<string>();
  const township = String(townshipOrdinal).padStart(2, '0');
  let counted = townshipOrdinal * 10_000;

  const numbered = (prefix: string, { birth, sex }: Holder): string => {
    const start = `${prefix}${toDate(birth).replaceAll('-', '')}`;
    for (;;) {
      const drawn = random.between(1, highestSequence);
      const sequence = (drawn % 2 === 1) === (sex === 'MALE') ? drawn : drawn - 1;
      const first17 = `${start}${String(sequence).padStart(3, '0')}`;
      if (issued.has(first17) || sequence === 0) continue;
      issued.add(first17);
      return first17 + citizenIdCheckCharacter(first17);
    }
  };

  return {
    citizenId: (person) => {
      const county = String((hashText(person.origin) % 89) + 1).padStart(2, '0');
      return numbered(`99${township}${county}`, person);
    },
    other: (type, holder) => {
      counted += 1;
      const serial = String(counted).padStart(7, '0');
      switch (type) {
        case 'HMT_RESIDENCE_PERMIT':
          return numbered(hmtPrefixes[holder.region], holder);
        case 'FOREIGN_PERMANENT_RESIDENCE':
          // 9, the invented province 99, and 000, which is no country.
          return numbered('999000', holder);
        case 'PASSPORT':
          return `XX${serial}`;
        case 'MAINLAND_TRAVEL_PERMIT':
          return `${travelPermitPrefixes[holder.region]}${serial}`;
      }
    },
  };
}
