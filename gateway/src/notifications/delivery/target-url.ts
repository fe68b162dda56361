import { findAddress } from './address-class.js';
import { TargetRefused } from './target-refused.js';

/** An address to send to, as the rest of the guard needs it. */
export interface WebhookTarget {
  readonly protocol: 'http:' | 'https:';
  /** Lower case, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const longestUrl = 2_048;
const visibleAscii = /^[\x21-\x7e]+$/;

/**
 * Reads the URL of a receiver.
 *
 * @returns the URL in its one normal form
 * @throws TargetRefused when it is none, or says more or less than where a receiver is
 */
export function parseTargetUrl(text: string): URL {
  if (text.length > longestUrl || !visibleAscii.test(text) || text.includes('\\') || !URL.canParse(text)) {
    throw new TargetRefused('BAD_URL', 'must be an absolute URL in ASCII, such as https://receiver.example/hub');
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TargetRefused('BAD_SCHEME', 'must begin with https:// (http:// only within your own network)');
  }
  if (url.username !== '' || url.password !== '' || authorityOf(text).includes('@')) {
    const fix = 'must have no user name or password; verify the signature of what you receive instead';
    throw new TargetRefused('URL_CREDENTIALS', fix);
  }
  if (text.includes('#')) throw new TargetRefused('URL_FRAGMENT', 'must have no fragment; it would never be sent');
  refuseOddNotation(text, url);
  return url;
}

/** Where a URL leads. */
export function targetOf(url: URL): WebhookTarget {
  const protocol = url.protocol === 'https:' ? 'https:' : 'http:';
  return {
    protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (protocol === 'https:' ? 443 : 80) : Number(url.port),
  };
}

/** `http://2130706433`, `http://0x7f.1` and `http://017700000001` are 127.0.0.1 to a machine and nothing to a reader. */
function refuseOddNotation(text: string, url: URL): void {
  const written = authorityOf(text).replace(/:\d*$/, '').toLowerCase();
  const isAddress = findAddress(url.hostname.replace(/^\[|\]$/g, '')) !== undefined;
  if (written !== '' && (!isAddress || written === url.hostname)) return;
  throw new TargetRefused(
    'ADDRESS_NOTATION',
    'must write an address in its usual notation, such as 10.20.0.5 or [fd00::5]',
  );
}

function authorityOf(text: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
}
