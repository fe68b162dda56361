import type { CallerName } from './departments.js';
import type { PurposeCode } from './purposes.js';

/** Who asks, for whom and why: travels with every request from the edge to the department that answers. */
export interface Caller {
  /** Client id, as registered: `education-system`. */
  readonly client: string;
  readonly department: CallerName;
  readonly purpose: PurposeCode;
  /** The officer's, or the job's, id in the calling system. */
  readonly officer: string;
  /** Case number in the calling system; absent only for purposes that have no case. */
  readonly caseNumber?: string;
  /** Region-code prefix of the client's own zone; bounds what a community client may read about people. */
  readonly zone?: string;
}
