export { departmentEntries } from './departments.js';
export type { DepartmentKeys } from './departments.js';
export { composeSchemas } from './schemas/compose.js';
export type { SchemaFileTexts } from './schemas/compose.js';
export { createWholeHub } from './whole-hub.js';
export type { WholeHub, WholeHubOptions } from './whole-hub.js';
