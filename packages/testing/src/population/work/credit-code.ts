import { creditCodeCheckCharacter, organisationCodeCheckCharacter } from '@hub/domain';

/** First two characters: 91 company, 92 self-employed (个体工商户), 93 farmers' cooperative. */
export type CreditCodeCategory = '91' | '92' | '93';

/** A valid credit code of a region that does not exist: 9900 and the township; numbered, so never given twice. */
export function createCreditCode(category: CreditCodeCategory, townshipOrdinal: number, number: number): string {
  const organisation = `MA${String(number).padStart(6, '0')}`;
  const region = `9900${String(townshipOrdinal + 1).padStart(2, '0')}`;
  const first17 = `${category}${region}${organisation}${organisationCodeCheckCharacter(organisation)}`;
  return first17 + creditCodeCheckCharacter(first17);
}
