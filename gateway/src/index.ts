export type { Client } from './access/client.js';
export { demoClients } from './access/demo-clients.js';
export { createGateway } from './create-gateway.js';
export type { Gateway } from './create-gateway.js';
export { limits } from './edge/operation-limits.js';
export type { CircuitOptions } from './federation/circuit.js';
export type { GatewayOptions } from './gateway-options.js';
export { createHubSubgraph } from './hub/subgraph.js';
export type { SchemaFiles } from './schema-files.js';
