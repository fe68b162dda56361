import type { Filter } from '@hub/store';
import { calculateObjectSize } from 'bson';
import type { Stored } from './catalog.js';
import { checkFields, documentOf, documentsOf, flagOf, numberOf } from './command-fields.js';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

/** One write of an `insert`, `update` or `delete` command. */
export type Statement =
  | { readonly kind: 'insert'; readonly document: Stored }
  | {
      readonly kind: 'update';
      readonly filter: Filter;
      readonly change: WireDocument;
      readonly multi: boolean;
      readonly upsert: boolean;
    }
  | { readonly kind: 'delete'; readonly filter: Filter; readonly multi: boolean };

const maxDocumentBytes = 16 * 1024 * 1024;

/** @throws WireError for statements that a server would not take */
export function readStatements(command: WireDocument, name: 'insert' | 'update' | 'delete'): readonly Statement[] {
  const list = { insert: 'documents', update: 'updates', delete: 'deletes' }[name];
  checkFields(command, name, [list, 'ordered', 'bypassDocumentValidation']);
  const statements = documentsOf(command, list);
  if (statements.length === 0) throw new WireError(16, 'Write batch sizes must be between 1 and 100000');
  return statements.map((statement) => readers[name](statement));
}

const readers = {
  insert: (document: WireDocument): Statement => {
    if (calculateObjectSize(document) > maxDocumentBytes) {
      throw new WireError(2, `object to insert too large. max size: ${maxDocumentBytes}`);
    }
    return { kind: 'insert', document: document as Stored };
  },
  update: (statement: WireDocument): Statement => {
    checkFields(statement, 'updates', ['q', 'u', 'multi', 'upsert']);
    const change = documentOf(statement, 'u');
    const multi = flagOf(statement, 'multi');
    if (multi && !isOperators(change))
      throw new WireError(9, 'multi update is not supported for replacement-style update');
    return { kind: 'update', filter: documentOf(statement, 'q'), change, multi, upsert: flagOf(statement, 'upsert') };
  },
  delete: (statement: WireDocument): Statement => {
    checkFields(statement, 'deletes', ['q', 'limit']);
    const limit = numberOf(statement, 'limit');
    if (limit !== 0 && limit !== 1) throw new WireError(9, 'The limit field in delete objects must be 0 or 1');
    return { kind: 'delete', filter: documentOf(statement, 'q'), multi: limit === 0 };
  },
};

/** A whole document in the place of operators replaces. */
export function isOperators(change: WireDocument): boolean {
  return Object.keys(change).some((key) => key.startsWith('$'));
}

/** Whether a statement may be sent again under one number: those that may touch many documents may not. */
export function isRetryable(statement: Statement): boolean {
  return statement.kind === 'insert' || !statement.multi;
}
