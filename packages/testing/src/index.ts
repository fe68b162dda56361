export * from './department/count-reads.js';
export * from './department/try-department.js';
export { generatePopulation, generateTownships } from './population/generate-population.js';
export type { Population, PopulationOptions, Scenarios, Truth, Views } from './population/population.js';
export * from './hub/start-hub.js';
export { pickDemoPeople } from './population/demo-people.js';
export type { DemoPerson } from './population/demo-people.js';
export { loadTownship } from './township/load-township.js';
export type { LoadTownshipOptions, Township } from './township/load-township.js';
