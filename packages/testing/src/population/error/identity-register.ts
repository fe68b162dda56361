import type { CalendarDate, DocumentType } from '@hub/domain';
import { HubError, matchesName, parseDocument } from '@hub/domain';
import type { PersonKey } from '../person/person.js';
import type { Intake } from '../view/form-row.js';

interface Bearer {
  readonly key: PersonKey;
  readonly documentType: DocumentType;
  readonly documentNumber: string;
}

export interface TypedIdentity {
  readonly documentNumber: string | undefined;
  readonly name: string;
}

export interface Verdict {
  readonly intake: Intake;
  readonly problem?: string;
}

/** Who holds a number and under which name it is known: the first form with the number decides, as in the hub. */
interface Entry {
  readonly key: PersonKey | undefined;
  readonly name: string;
  readonly documentNumber: string;
}

/** What the hub's identity register comes to, form by form; the generator's forecast of every link. */
export class IdentityRegister {
  readonly #entries = new Map<string, Entry>();
  readonly #known: Entry[] = [];
  readonly #today: CalendarDate;

  constructor(today: CalendarDate) {
    this.#today = today;
  }

  /** Judges a form and, as the hub would, remembers a number it has not seen before. */
  admit(bearer: Bearer, { documentNumber, name }: TypedIdentity): Verdict {
    if (documentNumber === undefined) return { intake: 'REFUSED', problem: 'NO_DOCUMENT' };
    const parsed = this.#read(bearer, documentNumber);
    if ('problem' in parsed) return { intake: 'REFUSED', ...parsed };
    const own = parsed.number === bearer.documentNumber;
    const known = this.#entries.get(parsed.number);
    if (known === undefined) {
      const entry = { key: own ? bearer.key : undefined, name, documentNumber: parsed.number };
      this.#entries.set(parsed.number, entry);
      this.#known.push(entry);
      return { intake: own ? 'LINKED' : 'PHANTOM' };
    }
    if (known.name !== name && !matchesName(known.name, name)) return { intake: 'REVIEW', problem: 'NAME_DIFFERS' };
    return { intake: known.key === bearer.key ? 'LINKED' : 'PHANTOM' };
  }

  /** The name under which a number is known. */
  findName(documentNumber: string): string | undefined {
    return this.#entries.get(documentNumber)?.name;
  }

  /** The number of somebody known already whose name is another, by a position from 0 up to 1. */
  findOtherNumber(position: number, name: string): string | undefined {
    const entry = this.#known[Math.floor(position * this.#known.length)];
    return entry?.key === undefined || matchesName(entry.name, name) ? undefined : entry.documentNumber;
  }

  #read({ documentType, documentNumber }: Bearer, typed: string): { number: string } | { problem: string } {
    if (typed === documentNumber) return { number: documentNumber };
    try {
      return { number: parseDocument(documentType, typed, { synthetic: true, today: this.#today }).number };
    } catch (error) {
      if (error instanceof HubError) return { problem: error.details.reason ?? error.code };
      throw error;
    }
  }
}
