import type { Clock, DepartmentName } from '@hub/domain';
import type { HttpLimits, HubEnvironment, Logger } from '@hub/server';
import type { CircuitOptions } from './federation/circuit.js';
import type { SchemaFiles } from './schema-files.js';

export interface GatewayOptions {
  readonly environment: HubEnvironment;
  /** The hub's secret, from which the keys to the departments and of person ids are derived. */
  readonly secret: Uint8Array;
  readonly logger: Logger;
  /** The business clock; default the system's. Tokens keep true time. */
  readonly clock?: Clock;
  /** Default: the committed ones in `schemas/`. */
  readonly schemaFiles?: SchemaFiles;
  /** Origin of a department, asked at each call: it may be known only when the department listens. Default: the environment's. */
  readonly departmentUrl?: (department: DepartmentName) => string;
  /** Address of the hub as clients know it, where a proxy stands in front. Default: where it listens. */
  readonly issuer?: string;
  readonly circuit?: CircuitOptions;
  readonly httpLimits?: HttpLimits;
  /** Whether the gateway measures the process; one part of a shared process does. Default true. */
  readonly measureProcess?: boolean;
}
