import type { CallerName, PurposeCode } from '@hub/domain';
import type { ClientKeys } from '@hub/server';
import type { Document } from '@hub/store';

/** A calling system, as registered. */
export interface Client extends Document {
  /** Client id: `education-system`. */
  readonly _id: string;
  readonly department: CallerName;
  readonly purposes: readonly PurposeCode[];
  /** Region-code prefix that bounds what a community's client reads about people. */
  readonly zone?: string;
  /** Public keys that its assertions are verified with. */
  readonly jwks: ClientKeys;
  /** False: refused from the next request on, whatever tokens it still holds. */
  readonly active: boolean;
}
