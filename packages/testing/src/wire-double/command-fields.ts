import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

/** Fields that every command may carry. */
const general = [
  '$db',
  '$clusterTime',
  '$readPreference',
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
];

/** Refuses what is not known, as the server does: an option that goes unheeded is a mistake nobody sees. */
export function checkFields(command: WireDocument, name: string, known: readonly string[]): void {
  for (const field of Object.keys(command)) {
    if (field === name || general.includes(field) || known.includes(field)) continue;
    throw new WireError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
}

export function textOf(document: WireDocument, field: string): string {
  const value = document[field];
  if (typeof value !== 'string' || value === '') throw new WireError(14, `${field} must be a string`);
  return value;
}

export function documentOf(document: WireDocument, field: string): WireDocument {
  const value = document[field];
  if (!isDocument(value)) throw new WireError(14, `${field} must be an object`);
  return value;
}

export function documentsOf(document: WireDocument, field: string): readonly WireDocument[] {
  const value = document[field];
  if (!Array.isArray(value) || !value.every(isDocument)) throw new WireError(14, `${field} must be a list of objects`);
  return value;
}

export function numberOf(document: WireDocument, field: string): number | undefined {
  const value = document[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw new WireError(14, `${field} must be a number`);
  return value;
}

export function flagOf(document: WireDocument, field: string): boolean {
  const value = document[field];
  if (value !== undefined && typeof value !== 'boolean') throw new WireError(14, `${field} must be a boolean`);
  return value === true;
}

export function isDocument(value: unknown): value is WireDocument {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
