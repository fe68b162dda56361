import { departmentNames } from '@hub/domain';
import type { HttpAddress } from '@hub/server';
import type { GatewayOptions } from '../gateway-options.js';
import type { OwnAddress } from './delivery/target-guard.js';

/** Where the hub, its departments and its database listen: no webhook goes there, whatever is allowed. */
export function listOwnAddresses(
  { environment, departmentUrl }: Pick<GatewayOptions, 'environment' | 'departmentUrl'>,
  { url }: HttpAddress,
): readonly OwnAddress[] {
  const { publicUrl, departmentUrls, mongodbUrl } = environment;
  const parts = departmentNames.map((name) => departmentUrl?.(name) ?? departmentUrls[name]);
  const known = [url, ...parts, ...(publicUrl === undefined ? [] : [publicUrl])].map((text) => new URL(text));
  return [...known.map(addressOf), ...listDatabaseAddresses(mongodbUrl)];
}

function addressOf({ hostname, port, protocol }: URL): OwnAddress {
  return { host: hostname, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}

/** A connection string may name several members, which no URL can. */
function listDatabaseAddresses(mongodbUrl: string | undefined): readonly OwnAddress[] {
  const members = /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(mongodbUrl ?? '')?.[1] ?? '';
  return members
    .split(',')
    .filter((member) => member !== '')
    .map((member) => new URL(`tcp://${member}`))
    .map(({ hostname, port }) => ({ host: hostname, port: port === '' ? 27_017 : Number(port) }));
}
