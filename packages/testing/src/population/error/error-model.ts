/** Ways on which a record comes to a department; each has its own mistakes. */
export const channels = ['COUNTER', 'GRID', 'EMPLOYER', 'LANDLORD', 'SCHOOL'] as const;
export type Channel = (typeof channels)[number];

/** Where a mistake sits: in the document number, the name, or elsewhere on the form. */
export type ErrorPlace = 'NUMBER' | 'NAME' | 'FORM';

interface ErrorKind {
  readonly place: ErrorPlace;
  /** Per cent of a channel's records, in the order of {@link channels}. */
  readonly rates: readonly [counter: number, grid: number, employer: number, landlord: number, school: number];
}

/**
 * The error model of the synthetic population: per cent of records by channel. Records that cannot be linked across
 * departments are not listed: they are what the mistakes in numbers and names come to.
 */
export const errorModel = {
  /** One digit wrong: the check character catches it. */
  DIGIT_TYPO: { place: 'NUMBER', rates: [0.05, 0.8, 0.4, 1.2, 0.2] },
  /** Two neighbours swapped: caught too, unless they are the same. */
  ADJACENT_SWAP: { place: 'NUMBER', rates: [0.01, 0.2, 0.1, 0.3, 0.05] },
  /** Two digits ten places apart swapped: passes the check; only name or birth date can show it. */
  DISTANT_SWAP: { place: 'NUMBER', rates: [0.001, 0.01, 0.005, 0.01, 0.002] },
  /** Somebody else's valid number (借用证件) under the own name. */
  BORROWED_NUMBER: { place: 'NUMBER', rates: [0.05, 0.1, 0.4, 0.1, 0] },
  /** The 15 digits of a card from before 1999. */
  LEGACY_NUMBER: { place: 'NUMBER', rates: [0.1, 0.6, 0.3, 0.8, 0] },
  /** No number at all: mostly children and foreigners. */
  MISSING_NUMBER: { place: 'NUMBER', rates: [0.5, 4, 0.2, 9, 2] },
  /** Full-width digits, spaces or a small x, which normalising repairs; O for 0 or l for 1, which it must not. */
  UNTIDY_NUMBER: { place: 'NUMBER', rates: [0.1, 1.5, 2, 3, 0.5] },
  /** Scientific notation, or the last three digits 000: a spreadsheet took the number for one. */
  SPREADSHEET_NUMBER: { place: 'NUMBER', rates: [0, 0.1, 2.5, 0.2, 1] },
  /** A character that sounds the same (张 章). */
  HOMOPHONE: { place: 'NAME', rates: [0.2, 1, 0.6, 1.5, 0.3] },
  /** A rare character as pinyin, box or question mark. */
  RARE_CHARACTER: { place: 'NAME', rates: [0.05, 0.3, 0.3, 0.3, 0.1] },
  /** A separator of another form or none, or the name cut off at it. */
  SEPARATOR: { place: 'NAME', rates: [0.1, 0.5, 0.8, 0.8, 0.3] },
  /** The name of the spouse or the landlord. */
  SWAPPED_NAME: { place: 'NAME', rates: [0, 0.2, 0.1, 0.4, 0] },
  /** The birth date on the form differs from the one in the number. */
  BIRTH_DATE_DIFFERS: { place: 'FORM', rates: [0.1, 0.7, 0.5, 0.6, 0.3] },
  /** A county code from before a boundary change. */
  FORMER_REGION: { place: 'FORM', rates: [0.5, 2, 2, 3, 1] },
  /** An address in words that leads to no dwelling. */
  ADDRESS_UNRESOLVED: { place: 'FORM', rates: [1, 4, 12, 5, 9] },
  /** The person has moved within the township and the record has not. */
  STALE_ADDRESS: { place: 'FORM', rates: [10, 6, 18, 14, 8] },
  /** The person, or the job, is gone, and the record is still open. */
  NOT_ENDED: { place: 'FORM', rates: [9, 5, 6, 12, 1] },
  /** The same fact recorded twice inside a department. */
  DUPLICATE: { place: 'FORM', rates: [0.6, 2.5, 1.5, 2, 0.4] },
  WRONG_PHONE: { place: 'FORM', rates: [6, 8, 7, 9, 5] },
  /** A date of 1900-01-01, one in the future, or an end before the beginning. */
  BAD_DATES: { place: 'FORM', rates: [0.1, 0.6, 0.6, 0.8, 0.1] },
  /** Reported later than the three days that the law gives. */
  LATE_REPORT: { place: 'FORM', rates: [0, 0, 35, 55, 0] },
  /** The same form sent again by a retry: one record must come of it. */
  SENT_TWICE: { place: 'FORM', rates: [0.3, 1.2, 2, 0.5, 0.3] },
} as const satisfies Readonly<Record<string, ErrorKind>>;

export type ErrorCode = keyof typeof errorModel;

export const errorCodes = Object.keys(errorModel) as readonly ErrorCode[];

const channelIndex: Readonly<Record<Channel, number>> = { COUNTER: 0, GRID: 1, EMPLOYER: 2, LANDLORD: 3, SCHOOL: 4 };

/** How often a mistake happens on a channel, 0 to 1. */
export function errorRate(error: ErrorCode, channel: Channel): number {
  return (errorModel[error].rates[channelIndex[channel]] ?? 0) / 100;
}
