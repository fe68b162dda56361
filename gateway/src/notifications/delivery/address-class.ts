import ipaddr from 'ipaddr.js';

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** Whom an address reaches, as far as it matters to what may be sent there. */
export type AddressClass =
  /** This machine. */
  | 'LOOPBACK'
  /** A network of one's own: RFC 1918, RFC 4193, and RFC 6598 between carrier and customer. */
  | 'PRIVATE'
  | 'PUBLIC'
  /** No receiver stands there (unspecified, multicast, broadcast, reserved), or one that answers with secrets (link-local). */
  | 'NEVER'
  /** An IPv4 address in the clothes of IPv6: what is reached is decided by a translator on the way, not by this address. */
  | 'EMBEDDED';

/** Mapped, compatible, translated (RFC 6145, RFC 6052, RFC 8215), 6to4, Teredo. */
const embeddedNetworks = [
  '::ffff:0:0/96',
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  '2001::/32',
].map((network) => ipaddr.IPv6.parseCIDR(network));

const ownRanges: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);

/** Parses what the resolver or the URL parser gave; undefined when it is no address in its usual notation. */
export function findAddress(text: string): IpAddress | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  // A zone (`fe80::1%eth0`) picks an interface; nothing outside this machine has one
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.IPv6.parse(text);
}

export function classifyAddress(address: IpAddress): AddressClass {
  const range = address.range();
  if (range === 'unspecified') return 'NEVER';
  if (range === 'loopback') return 'LOOPBACK';
  if (address instanceof ipaddr.IPv6 && (isEmbedded(address) || isIsatap(address))) return 'EMBEDDED';
  if (ownRanges.has(range)) return 'PRIVATE';
  return range === 'unicast' ? 'PUBLIC' : 'NEVER';
}

function isEmbedded(address: ipaddr.IPv6): boolean {
  return embeddedNetworks.some((network) => address.match(network));
}

/** RFC 5214: the interface identifier `…:0:5efe:a.b.c.d`, whose router unwraps the IPv4 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
}
