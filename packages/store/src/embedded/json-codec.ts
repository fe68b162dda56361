import { StoreUsageError } from '../port.js';
import { type Fields, isList } from '../values/value.js';

/** MongoDB's limit on a document. */
const maxBytes = 16 * 1024 * 1024;

/** Field names cannot start with `$`, so an object `{"$date": ms}` can be nothing else. */
const dateMark = '{"$date":';

/** @throws StoreUsageError for a document over 16 MB */
export function encodeDocument(document: Fields, collection: string): string {
  const text = JSON.stringify(tagDates(document));
  // A UTF-16 unit takes three bytes of UTF-8 at most; only long texts need the exact count.
  if (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes) {
    throw new StoreUsageError(`Document of ${collection}: larger than 16 MB`);
  }
  return text;
}

/** Gives the value itself when it holds no date, so that most documents are not copied. */
function tagDates(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: value.getTime() };
  return isList(value) ? tagList(value) : tagFields(value as Fields);
}

function tagList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const tagged = tagDates(list[i]);
    if (tagged !== list[i]) (copy ??= [...list])[i] = tagged;
  }
  return copy ?? list;
}

function tagFields(fields: Fields): Fields {
  let copy: Fields | undefined;
  for (const name in fields) {
    const tagged = tagDates(fields[name]);
    if (tagged !== fields[name]) (copy ??= { ...fields })[name] = tagged;
  }
  return copy ?? fields;
}

export function decodeDocument(text: string): Fields {
  const document = JSON.parse(text) as Fields;
  if (text.includes(dateMark)) untagDates(document);
  return document;
}

function untagDates(holder: Fields | unknown[]): void {
  if (isList(holder)) {
    for (let i = 0; i < holder.length; i++) {
      const date = dateIn(holder[i]);
      if (date !== undefined) holder[i] = date;
    }
  } else {
    for (const name in holder) {
      const date = dateIn(holder[name]);
      if (date !== undefined) holder[name] = date;
    }
  }
}

/** The date that a value stands for; of anything else the dates within are put in their places. */
function dateIn(value: unknown): Date | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const time = (value as Fields)['$date'];
  if (typeof time === 'number') return new Date(time);
  untagDates(value as Fields | unknown[]);
  return undefined;
}
