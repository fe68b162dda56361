import type { DepartmentName } from '@hub/domain';

/**
 * How much of an item a department may be told: O its own, U without condition, R a minimal record, S a status, V a yes or no
 * with its date, K counts of ten and more, N nothing. What allows more allows less.
 */
export type Share = 'O' | 'U' | 'R' | 'S' | 'V' | 'K' | 'N';

const allows: Readonly<Record<Share, readonly Share[]>> = {
  O: ['R', 'S', 'V', 'K'],
  U: ['R', 'S', 'V', 'K'],
  R: ['R', 'S', 'V', 'K'],
  S: ['S', 'V', 'K'],
  V: ['V'],
  K: ['K'],
  N: [],
};

type Row = Readonly<Record<DepartmentName, Share>>;

/** The rows of the sharing matrix (共享属性) that bulletins rest on. */
export const matrix = {
  'residence registration': row('O', 'V', 'V', 'V', 'N', 'S'),
  'current village or grid': row('O', 'S', 'K', 'S', 'K', 'R'),
  'residence permit': row('O', 'V', 'V', 'V', 'N', 'S'),
  'rental unit and tenancy': row('O', 'N', 'N', 'V', 'N', 'R'),
  'employed at a date': row('V', 'N', 'O', 'V', 'N', 'N'),
  employer: row('R', 'N', 'O', 'N', 'R', 'N'),
  'market entity': row('U', 'U', 'U', 'U', 'O', 'U'),
  'grid visit': row('K', 'N', 'N', 'N', 'N', 'O'),
  statistics: row('U', 'U', 'U', 'U', 'U', 'U'),
} as const satisfies Readonly<Record<string, Row>>;

function row(...shares: readonly [Share, Share, Share, Share, Share, Share]): Row {
  const [police, familyPlanning, labor, education, commerce, community] = shares;
  return { police, 'family-planning': familyPlanning, labor, education, commerce, community };
}

/** Why a field may be told. */
export type Basis =
  | { readonly item: keyof typeof matrix; readonly as: Share }
  /** Opaque: it says which record or person, and nothing about either. */
  | 'reference'
  /** The matrix has no row for it; the catalogue's own line, with its law, names it. */
  | 'catalogue line';

export function isAllowed({ item, as }: Exclude<Basis, string>, to: DepartmentName): boolean {
  return allows[matrix[item][to]].includes(as);
}

const registration = { item: 'residence registration', as: 'V' } as const;
const employer = { item: 'employer', as: 'R' } as const;
const employed = { item: 'employed at a date', as: 'V' } as const;
const tenancy = { item: 'rental unit and tenancy', as: 'R' } as const;
const entity = { item: 'market entity', as: 'R' } as const;
const grid = { item: 'current village or grid', as: 'R' } as const;
const village = { item: 'current village or grid', as: 'S' } as const;
const permit = { item: 'residence permit', as: 'R' } as const;
const visits = { item: 'grid visit', as: 'K' } as const;
const figures = { item: 'statistics', as: 'K' } as const;

/** Of each bulletin, what each receiver is told and why it may be. A field that is not here is not told. */
export const told: Readonly<
  Record<string, Readonly<Partial<Record<DepartmentName, Readonly<Record<string, Basis>>>>>>
> = {
  'N-01': { police: { employmentId: 'reference', personId: 'reference', employerCode: employer, startedOn: employed } },
  'N-02': { police: { employmentId: 'reference', personId: 'reference', employerCode: employer, endedOn: employed } },
  'N-03': {
    police: {
      tenancyId: 'reference',
      rentalUnitId: 'reference',
      personId: 'reference',
      startedOn: tenancy,
      regionCode: village,
    },
  },
  'N-04': { police: { tenancyId: 'reference', rentalUnitId: 'reference', personId: 'reference', endedOn: tenancy } },
  'N-05': { police: { personId: 'reference', employerCode: employer, startedOn: employed } },
  'N-08': { labor: { code: entity, kind: entity, regionCode: entity, establishedOn: entity, closedOn: entity } },
  // Numbers alone; of one child education asks when its guardian applies
  'N-12': { education: { regionCode: figures, children: figures, intakeBy: figures } },
  // Maternal and child outreach is the one purpose for which family planning may know the village
  'N-17': { 'family-planning': { personId: 'reference', regionCode: village } },
  'N-21': { community: { personId: 'reference', fromGridCode: grid, toGridCode: grid, movedOn: registration } },
  'N-22': {
    'family-planning': { personId: 'reference', movedOn: registration, regionCode: village },
    // Counts of villages only: that it changed, and when, is what is left
    labor: { personId: 'reference', movedOn: registration },
    // The village follows from a guardian's application, never from a move; the contract gives education no residence
    education: { personId: 'reference', movedOn: registration },
  },
  'N-23': {
    police: { permitId: 'reference', personId: 'reference', endorsedUntil: permit, daysLeft: permit },
  },
  'N-31': {
    community: {
      stationCode: 'reference',
      week: figures,
      regionCode: figures,
      arrivals: figures,
      departures: figures,
      requests: figures,
      events: figures,
    },
  },
  'N-32': {
    community: {
      regionCode: figures,
      since: figures,
      until: figures,
      visits,
      met: visits,
      nobody: visits,
      refused: visits,
      moved: visits,
      returns: figures,
      arrivals: figures,
      departures: figures,
      requests: figures,
      events: figures,
    },
  },
  // Commerce is not among the receivers, since it is told no residence; community keeps visits, which need no closing
  'N-42': {
    'family-planning': { personId: 'reference', endedOn: registration, reason: 'catalogue line' },
    labor: { personId: 'reference', endedOn: registration, reason: 'catalogue line' },
    education: { personId: 'reference', endedOn: registration, reason: 'catalogue line' },
  },
};
