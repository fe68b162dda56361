import type { CalendarDate, DocumentType } from '@hub/domain';
import { citizenIdCheckCharacter, creditCodeCheckCharacter, organisationCodeCheckCharacter } from '@hub/domain';

/** Somebody with a document; nobody in these tests exists. */
export interface Somebody {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly name: string;
}

let people = 0;

/** A citizen whose number begins with 99 and is no one else's. */
export function inventCitizen(name: string, born: CalendarDate): Somebody {
  people += 1;
  const county = `99${String(Math.floor(people / 1_000)).padStart(4, '0')}`;
  const first17 = `${county}${born.replaceAll('-', '')}${String(people % 1_000).padStart(3, '0')}`;
  return { documentType: 'CITIZEN_ID', documentNumber: first17 + citizenIdCheckCharacter(first17), name };
}

/** The number with one digit changed, as somebody mistypes it; the check character always shows it. */
export function mistype({ documentNumber, ...rest }: Somebody): Somebody {
  const digit = (Number(documentNumber.charAt(16)) + 1) % 10;
  return { ...rest, documentNumber: `${documentNumber.slice(0, 16)}${String(digit)}${documentNumber.slice(17)}` };
}

let enterprises = 0;

/** A credit code of a region that does not exist: 91 is a company, 92 a self-employed business (个体工商户). */
export function inventCreditCode(category: '91' | '92' = '91'): string {
  enterprises += 1;
  const organisation = `MA${String(enterprises).padStart(6, '0')}`;
  const first17 = `${category}990001${organisation}${organisationCodeCheckCharacter(organisation)}`;
  return first17 + creditCodeCheckCharacter(first17);
}
