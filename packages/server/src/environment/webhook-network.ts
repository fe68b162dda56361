import type { DepartmentName } from '@hub/domain';
import { departmentNames, isDepartmentName } from '@hub/domain';
import { parseCidr } from './cidr.js';

/** Addresses and ports that webhooks may reach. */
export interface WebhookNetwork {
  /** Whose webhooks; absent: those of every department. */
  readonly department?: DepartmentName;
  /** Canonical, IPv6 without brackets: `10.20.0.0/16`, `fd00::/8`. */
  readonly cidr: string;
  /** `*` is any port. */
  readonly port: number | '*';
}

/** What synthetic mode allows when nothing is set: receivers on this machine. */
export const loopbackNetworks: readonly WebhookNetwork[] = [
  { cidr: '127.0.0.0/8', port: '*' },
  { cidr: '::1/128', port: '*' },
];

export type WebhookNetworks =
  | { readonly networks: readonly WebhookNetwork[] }
  /** One for each entry at fault, to follow the name of the variable. */
  | { readonly problems: readonly [string, ...string[]] };

/**
 * Reads comma-separated entries `CIDR:port` or `department=CIDR:port`: `10.20.0.0/16:443`, `labor=[fd00::]/8:*`. IPv6 stands in
 * brackets; an address without a prefix is a network of one.
 */
export function parseWebhookNetworks(text: string): WebhookNetworks {
  const networks: WebhookNetwork[] = [];
  const problems: string[] = [];
  for (const [index, entry] of text.split(',').entries()) {
    const read = parseEntry(entry.trim());
    if (typeof read === 'string') problems.push(`entry ${String(index + 1)} ${read}`);
    else networks.push(read);
  }
  const [first, ...others] = problems;
  return first === undefined ? { networks } : { problems: [first, ...others] };
}

/** @returns the network, or what is wrong with the entry */
function parseEntry(entry: string): WebhookNetwork | string {
  const match = /^(?:([^=]*)=)?(.*):([^:\]]+)$/.exec(entry);
  if (match === null) return 'must be like 10.20.0.0/16:443, [fd00::]/8:443 or labor=10.20.0.0/16:*';
  const [, department, network = '', port = ''] = match;
  if (department !== undefined && !isDepartmentName(department)) {
    // Only what looks like a name is repeated: the rest may be anything, a password included
    const named = /^[a-z][a-z-]{1,29}$/.test(department) ? `names ${department}, which` : 'begins with what';
    return `${named} is no department; choose one of ${departmentNames.join(', ')}`;
  }
  const cidr = parseCidr(network);
  if ('problem' in cidr) return cidr.problem;
  const isPort = port === '*' || (/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535);
  if (!isPort) return 'must end with a port from 1 to 65535, or with * for any';
  return { ...(department !== undefined && { department }), ...cidr, port: port === '*' ? port : Number(port) };
}
