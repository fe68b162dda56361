import { describe } from 'vitest';
import { bulkCases } from './bulk.cases.js';
import { documentCases } from './document.cases.js';
import { filterCases } from './filter.cases.js';
import { indexCases } from './index.cases.js';
import { migrationCases } from './migration.cases.js';
import { readingCases } from './reading.cases.js';
import { transactionCases } from './transaction.cases.js';
import { updateCases } from './update.cases.js';
import type { MakePlace } from './opening.js';

/** The whole of the port's promises, tried on one adapter. */
export function describeStore(name: string, makePlace: MakePlace): void {
  describe(`the ${name} store`, () => {
    documentCases(makePlace);
    filterCases(makePlace);
    readingCases(makePlace);
    updateCases(makePlace);
    bulkCases(makePlace);
    indexCases(makePlace);
    transactionCases(makePlace);
    migrationCases(makePlace);
  });
}
