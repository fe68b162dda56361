import type { DepartmentName } from '@hub/domain';
import type { PersonKey } from '../person/person.js';
import type { Channel, ErrorCode } from './error-model.js';

/** Which record got which mistake: the key to scoring whatever finds or repairs them. */
export interface ErrorEntry {
  readonly error: ErrorCode;
  readonly view: DepartmentName;
  readonly table: string;
  readonly rowKey: string;
  readonly channel: Channel;
  /** Whom the record is about in truth, also where the record itself does not tell. */
  readonly personKey: PersonKey;
}
