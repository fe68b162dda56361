import { isIPv4, isIPv6 } from 'node:net';

type Cidr = { readonly cidr: string } | { readonly problem: string };

const shape = /^(?:([\d.]+)|\[([\da-fA-F:.]+)\])(?:\/(0|[1-9]\d{0,2}))?$/;
const noNetwork = 'must name a network like 10.20.0.0/16, or [fd00::]/8 with brackets for IPv6';

/** Reads a network of IPv4, or of IPv6 with its address in brackets. An address without a prefix is a network of one. */
export function parseCidr(text: string): Cidr {
  const [, four, six, prefix] = shape.exec(text) ?? [];
  if (four !== undefined && isIPv4(four)) return toCidr(bitsOfIPv4(four), 32, prefix);
  if (six === undefined || !isIPv6(six)) return { problem: noNetwork };
  const bits = bitsOfIPv6(six);
  if (bits >> 32n === 0xffffn) return { problem: 'has an IPv4 address within IPv6; write it as IPv4' };
  return toCidr(bits, 128, prefix);
}

function toCidr(bits: bigint, width: 32 | 128, prefixText: string | undefined): Cidr {
  const prefix = Number(prefixText ?? width);
  if (prefix > width) return { problem: `must have a prefix from 0 to ${String(width)}` };
  const hostWidth = BigInt(width - prefix);
  const network = (bits >> hostWidth) << hostWidth;
  const format = width === 32 ? formatIPv4 : formatIPv6;
  if (network === bits) return { cidr: `${format(network)}/${String(prefix)}` };
  const shown = width === 32 ? format(network) : `[${format(network)}]`;
  return { problem: `has bits set beyond its prefix; the network is ${shown}/${String(prefix)}` };
}

function bitsOfIPv4(address: string): bigint {
  return address.split('.').reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

function bitsOfIPv6(address: string): bigint {
  // The URL parser writes an address in its canonical form, without dotted parts
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail] = canonical.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...(tail ?? [])].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function formatIPv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join('.');
}

function formatIPv6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
