import { join } from 'node:path';
import type { CallerName, PurposeCode } from '@hub/domain';
import type { PrivateJwk } from '../tokens/signing-keys.js';

/** What a client needs to get a token; of the demo clients `$HUB_DATA_DIR/demo/clients/<client>.json`. */
export interface ClientFile {
  readonly clientId: string;
  readonly department: CallerName;
  readonly purposes: readonly PurposeCode[];
  readonly issuer: string;
  readonly tokenEndpoint: string;
  readonly privateJwk: PrivateJwk;
}

/** Folder of the files that a visitor signs assertions with. */
export function demoClientFolder(dataDir: string): string {
  return join(dataDir, 'demo', 'clients');
}
