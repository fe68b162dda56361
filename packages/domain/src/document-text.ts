/** Spaces, hyphens, and the invisible marks of writing direction that come along when a number is copied. */
const ignored = /[\s\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\-\u2010-\u2015\u2212]/gu;

/** Far above any document's length, with room for spaces: longer input is not worth normalising. */
const longestInput = 64;

/**
 * A document number as people type it, brought into one form: full-width to ASCII (NFKC), without spaces and hyphens,
 * upper case. Letters are never turned into the digits they look like: that would be guessing.
 * Input too long to be a number comes back empty, so that it fails as one of a wrong length.
 */
export function normaliseDocumentText(input: string): string {
  if (input.length > longestInput) return '';
  return input.normalize('NFKC').replace(ignored, '').toUpperCase();
}
