import type { CallerName } from '@hub/domain';
import { callerNames } from '@hub/domain';

/** What numbers are counted by: kind, sender, receiver and business year. */
export interface NumberSeries {
  readonly kind: string;
  readonly from: CallerName;
  readonly to: CallerName;
  readonly year: number;
}

export interface NotificationNumber extends NumberSeries {
  readonly serial: number;
}

/** Serials are written with at least so many digits, so that the numbers of an ordinary year sort as texts. */
const serialDigits = 6;
const form = /^([A-Z]-\d{2})\/([a-z-]+)\/(\d{4})\/(\d{6,15})$/;

/** `N-05/labor-police/2026/000123`. */
export function formatNumber({ kind, from, to, year, serial }: NotificationNumber): string {
  return `${kind}/${from}-${to}/${String(year)}/${String(serial).padStart(serialDigits, '0')}`;
}

/** The parts of a number; undefined when the text is none. */
export function findNumber(text: string): NotificationNumber | undefined {
  const [, kind, parties, year, serial] = form.exec(text) ?? [];
  if (kind === undefined || parties === undefined) return undefined;
  // Names hold hyphens themselves, so that only the list of names tells where the first one ends
  for (const from of callerNames) {
    const to = callerNames.find((name) => parties === `${from}-${name}`);
    if (to === undefined) continue;
    const number = { kind, from, to, year: Number(year), serial: Number(serial) };
    return formatNumber(number) === text ? number : undefined;
  }
  return undefined;
}

/** Order within a series, and of series by year; beyond six digits the texts alone would not give it. */
export function compareNumbers(a: NotificationNumber, b: NotificationNumber): number {
  return a.year - b.year || a.serial - b.serial;
}
