import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import type { CallerName } from '@hub/domain';
import type { WebhookNetwork } from '@hub/server';
import ipaddr from 'ipaddr.js';
import type { AddressClass, IpAddress } from './address-class.js';
import { classifyAddress, findAddress } from './address-class.js';
import { TargetRefused } from './target-refused.js';
import type { WebhookTarget } from './target-url.js';
import { parseTargetUrl, targetOf } from './target-url.js';

/** Gives every address of a name, in the order to try them. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export interface TargetGuardOptions {
  /** All that may be reached; nothing else is. */
  readonly allow: readonly WebhookNetwork[];
  /** Where the hub, its departments and its database listen: never a target, even where loopback is allowed. */
  readonly ownAddresses?: () => readonly OwnAddress[];
  /** Default: the system's resolver. */
  readonly lookup?: Lookup;
}

export interface OwnAddress {
  /** Name or address; a wildcard such as `0.0.0.0` is this machine. */
  readonly host: string;
  readonly port: number;
}

interface Network {
  readonly department: CallerName | undefined;
  readonly cidr: readonly [IpAddress, number];
  readonly port: number | '*';
}

/** Databases that speak no HTTP and are hurt by it; reached only where their port is listed by number. */
const databasePorts = new Set([27_017, 27_018, 27_019, 3_306, 5_432, 6_379, 9_200, 11_211]);
const webPorts = new Set([80, 443]);

/**
 * Decides which addresses webhooks may reach. Asked when a URL is registered, and again with the very address at each
 * connection: what a name stands for may change in between.
 */
export class TargetGuard {
  readonly #networks: readonly Network[];
  readonly #ownAddresses: () => readonly OwnAddress[];
  readonly #lookup: Lookup;

  constructor({ allow, ownAddresses = () => [], lookup: resolve = lookupAll }: TargetGuardOptions) {
    this.#networks = allow.map(({ department, cidr, port }) => ({ department, cidr: ipaddr.parseCIDR(cidr), port }));
    this.#ownAddresses = ownAddresses;
    this.#lookup = resolve;
  }

  /**
   * Checks a URL that somebody registers.
   *
   * @returns the URL in its one normal form
   * @throws TargetRefused with the reason and the fix
   */
  async checkUrl(text: string, department: CallerName): Promise<string> {
    const url = parseTargetUrl(text);
    await this.resolve(targetOf(url), department);
    return url.href;
  }

  /**
   * The addresses of a target, every one of them allowed: of a name with one address outside, none is used.
   *
   * @throws TargetRefused
   */
  async resolve(target: WebhookTarget, department: CallerName): Promise<readonly string[]> {
    const texts = findAddress(target.host) === undefined ? await this.#addressesOf(target.host) : [target.host];
    const addresses = texts.map((text) => findAddress(text) ?? refuseNotation());
    for (const address of addresses) this.#check(address, target, department);
    if (await this.#isOwn(addresses, target)) {
      throw new TargetRefused('OWN_ADDRESS', 'must not be an address of the hub itself; name your own receiver');
    }
    return texts;
  }

  async #addressesOf(host: string): Promise<readonly string[]> {
    const unresolved = (cause?: unknown): TargetRefused =>
      new TargetRefused('UNRESOLVED', 'has a host that no address is known for; check its name', { cause });
    const found = await this.#lookup(host).catch((cause: unknown) => {
      throw unresolved(cause);
    });
    if (found.length === 0) throw unresolved();
    return found;
  }

  #check(address: IpAddress, { port, protocol }: WebhookTarget, department: CallerName): void {
    const kind = classifyAddress(address);
    if (kind === 'EMBEDDED') refuseNotation();
    if (kind === 'NEVER' || !this.#networks.some((network) => covers(network, address, port, department))) {
      const fix =
        'is outside the addresses that your webhooks may reach; ask the operator to list it (HUB_WEBHOOK_ALLOW)';
      throw new TargetRefused('ADDRESS_NOT_ALLOWED', fix);
    }
    if (protocol === 'http:' && !mayBePlain(kind)) {
      throw new TargetRefused('HTTPS_REQUIRED', 'must begin with https://, since its address is public');
    }
  }

  /** Whether the hub itself listens there. */
  async #isOwn(addresses: readonly IpAddress[], { port, host }: WebhookTarget): Promise<boolean> {
    for (const own of this.#ownAddresses()) {
      if (own.port !== port) continue;
      if (own.host.toLowerCase() === host) return true;
      const listening = await this.#ownAddressesOf(own.host);
      if (listening === 'this machine') {
        if (addresses.some(isThisMachine)) return true;
      } else if (addresses.some((address) => listening.has(address.toNormalizedString()))) return true;
    }
    return false;
  }

  async #ownAddressesOf(host: string): Promise<ReadonlySet<string> | 'this machine'> {
    const literal = findAddress(host.replace(/^\[|\]$/g, ''));
    // A name that cannot be resolved now may be this machine's a second later
    const texts = literal === undefined ? await this.#lookup(host).catch(() => ['0.0.0.0']) : [literal.toString()];
    const addresses = texts.flatMap((text) => findAddress(text) ?? []);
    if (addresses.some((address) => address.range() === 'unspecified' || isThisMachine(address))) return 'this machine';
    return new Set(addresses.map((address) => address.toNormalizedString()));
  }
}

async function lookupAll(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

function covers({ department, cidr, port }: Network, address: IpAddress, at: number, of: CallerName): boolean {
  if (department !== undefined && department !== of) return false;
  if (port === '*' ? !isUsualPort(at) : port !== at) return false;
  return address.kind() === cidr[0].kind() && address.match([...cidr]);
}

function isUsualPort(port: number): boolean {
  return webPorts.has(port) || (port >= 1_024 && !databasePorts.has(port));
}

function mayBePlain(kind: AddressClass): boolean {
  return kind === 'LOOPBACK' || kind === 'PRIVATE';
}

function isThisMachine(address: IpAddress): boolean {
  if (address.range() === 'loopback') return true;
  const text = address.toNormalizedString();
  return Object.values(networkInterfaces())
    .flatMap((interfaces) => interfaces ?? [])
    .some((one) => findAddress(one.address)?.toNormalizedString() === text);
}

function refuseNotation(): never {
  const fix = 'leads to an IPv4 address within IPv6, or to no address in the usual notation; use the address itself';
  throw new TargetRefused('ADDRESS_NOTATION', fix);
}
