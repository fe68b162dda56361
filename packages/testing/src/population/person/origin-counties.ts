/** A county that people come from; `former` is a code it had before, which old papers and lists still carry. */
export interface OriginCounty {
  readonly code: string;
  readonly former?: string;
  /** Names here often have a separator (U+00B7). */
  readonly separatedNames?: true;
}

/**
 * Home counties by province, the commonest first: chain migration brings most people of a province from a few places.
 * Codes of GB/T 2260 in use in 2025.
 */
export const originCounties: Readonly<Record<string, readonly OriginCounty[]>> = {
  '32': [
    { code: '321322' },
    { code: '320722' },
    { code: '320707', former: '320721' },
    { code: '320813', former: '320829' },
    { code: '320312', former: '320323' },
  ],
  '33': [{ code: '331022' }, { code: '330328' }, { code: '330824' }, { code: '331083', former: '331021' }],
  '34': [
    { code: '341225' },
    { code: '341226' },
    { code: '340422', former: '341521' },
    { code: '341523' },
    { code: '341882', former: '341822' },
  ],
  '36': [
    { code: '361128' },
    { code: '361104', former: '361121' },
    { code: '360428' },
    { code: '361127' },
    { code: '360703', former: '360782' },
  ],
  '41': [
    { code: '411525' },
    { code: '411603', former: '411626' },
    { code: '411625' },
    { code: '411424' },
    { code: '410783', former: '410728' },
    { code: '411003', former: '411023' },
  ],
  '42': [
    { code: '421181' },
    { code: '421088', former: '421023' },
    { code: '422802' },
    { code: '420882', former: '420821' },
  ],
  '43': [
    { code: '430524' },
    { code: '430582', former: '430521' },
    { code: '431181', former: '431121' },
    { code: '433127' },
  ],
  '50': [
    { code: '500154', former: '500234' },
    { code: '500235' },
    { code: '500155', former: '500228' },
    { code: '500240' },
  ],
  '51': [
    { code: '511725' },
    { code: '511703', former: '511721' },
    { code: '511504', former: '511521' },
    { code: '510981', former: '510922' },
    { code: '513437', separatedNames: true },
  ],
  '52': [
    { code: '520525', former: '522426' },
    { code: '520524', former: '522425' },
    { code: '520502', former: '522401' },
    { code: '520628', former: '522229' },
    { code: '520304', former: '520321' },
    { code: '522302', former: '522322' },
  ],
  '53': [
    { code: '530627' },
    { code: '530629' },
    { code: '530681', former: '530630' },
    { code: '533301', former: '533321' },
  ],
  OTHER: [
    { code: '653121', separatedNames: true },
    { code: '620522' },
    { code: '371722' },
    { code: '653222', separatedNames: true },
    { code: '610124' },
    { code: '451223' },
    { code: '230128' },
    { code: '540202', separatedNames: true },
    { code: '350521' },
  ],
};

const every = Object.values(originCounties).flat();
const formerCodes = new Map(
  every.flatMap(({ code, former }) => (former === undefined ? [] : [[code, former] as const])),
);
const separated = new Set(every.flatMap(({ code, separatedNames }) => (separatedNames === true ? [code] : [])));

/** The code that a county had before, where there was one. */
export function findFormerCode(code: string): string | undefined {
  return formerCodes.get(code);
}

export function hasSeparatedNames(code: string): boolean {
  return separated.has(code);
}
