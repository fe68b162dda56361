import { HubError } from '@hub/domain';

export interface TokenHeader {
  readonly alg: string;
  readonly typ?: string;
  readonly kid?: string;
}

/** Tokens of the hub are under 1 KiB; this is what a header may carry at most. */
const longestToken = 8192;
const compactForm = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
/** Nothing that brings its own key (`jwk`, `jku`, `x5c`, `x5u`) or changes how the rest is read (`crit`, `b64`, `zip`). */
const headerNames = ['alg', 'typ', 'kid'];
/** What libraries of other makes add, and what changes nothing: names of a certificate, the type of the content. */
const harmlessNames = [...headerNames, 'x5t', 'x5t#S256', 'cty'];

/**
 * Takes a token apart before any cryptography: size, three canonical base64url parts, a header of known strings, no
 * name twice. Nothing returned here is trustworthy yet.
 *
 * @param foreign the token may come from a program of another make, which adds what does no harm
 *
 * @throws HubError UNAUTHENTICATED
 */
export function readTokenParts(
  token: string,
  foreign = false,
): { header: TokenHeader; claims: Readonly<Record<string, unknown>> } {
  if (token.length > longestToken) throw malformed();
  const [, headerPart, claimsPart, signaturePart] = compactForm.exec(token) ?? [];
  const header = parseHeader(headerPart, foreign);
  const claims = parseObject(claimsPart);
  if (header === undefined || claims === undefined || decodePart(signaturePart) === undefined) throw malformed();
  return { header, claims };
}

/** The header of a token or signature; undefined unless it is canonical base64url of known names with short texts. */
export function parseHeader(part: string | undefined, foreign = false): TokenHeader | undefined {
  const header = parseObject(part);
  const names = foreign ? harmlessNames : headerNames;
  const isKnown = Object.entries(header ?? {}).every(
    ([name, value]) => names.includes(name) && typeof value === 'string' && value.length <= 255,
  );
  return header !== undefined && isKnown && 'alg' in header ? (header as unknown as TokenHeader) : undefined;
}

function malformed(): HubError {
  return new HubError('UNAUTHENTICATED', 'The token is malformed', { reason: 'TOKEN_MALFORMED' });
}

function parseObject(part: string | undefined): Record<string, unknown> | undefined {
  const text = decodePart(part)?.toString('utf8');
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return countNames(text) === countProperties(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Different texts must not decode to the same bytes: a remembered token is found by the hash of its text. */
export function decodePart(part: string | undefined): Buffer | undefined {
  if (part === undefined) return undefined;
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

/** Property names in a JSON text. Quotes stand only around strings there, so strings can be counted off one by one. */
function countNames(json: string): number {
  let names = 0;
  for (const [, colon] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gs)) if (colon !== undefined) names += 1;
  return names;
}

/** Fewer than names were written: one was written twice, and readers would disagree on which one counts. */
function countProperties(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const held = Object.values(value);
  return held.reduce<number>((sum, item) => sum + countProperties(item), Array.isArray(value) ? 0 : held.length);
}
