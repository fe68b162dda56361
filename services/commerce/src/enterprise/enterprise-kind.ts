import { badInput } from '@hub/domain';

export type EnterpriseKind = 'COMPANY' | 'SELF_EMPLOYED' | 'COOPERATIVE' | 'NON_PROFIT' | 'PUBLIC_BODY';

/** What the first two characters of a credit code make of its holder (GB 32100-2015). */
const kinds: ReadonlyMap<string, EnterpriseKind> = new Map([
  ['91', 'COMPANY'],
  ['92', 'SELF_EMPLOYED'],
  ['93', 'COOPERATIVE'],
  ['51', 'NON_PROFIT'],
  ['52', 'NON_PROFIT'],
  ['53', 'NON_PROFIT'],
  ['11', 'PUBLIC_BODY'],
  ['12', 'PUBLIC_BODY'],
]);

/**
 * A code and a kind that contradict each other are one mistake in two fields; neither is guessed.
 *
 * @throws HubError BAD_USER_INPUT, reason `OTHER_KIND`, or `UNCOVERED_CATEGORY` for a code of no kind
 */
export function refuseOtherKind(category: string, kind: EnterpriseKind): void {
  const stated = kinds.get(category);
  if (stated === undefined) {
    const message = 'input.code is that of a body that no kind covers, such as a law firm or a trade union';
    throw badInput('input.code', message, 'UNCOVERED_CATEGORY');
  }
  if (stated !== kind) {
    const message = `input.kind contradicts input.code, which begins with ${category} and so is of kind ${stated}`;
    throw badInput('input.kind', message, 'OTHER_KIND');
  }
}
