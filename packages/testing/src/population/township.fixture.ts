import { generatePopulation } from './generate-population.js';
import type { Population } from './population.js';
import type { FormRow } from './view/form-row.js';

/** The demo township as tests see it. */
export const township: Population = generatePopulation({ set: 'S', seed: 1, asOf: '2026-11-22' });

/** Every form of every department, in the order in which they are filed. */
export function listForms({ views }: Population): readonly FormRow[] {
  const { police, familyPlanning, labor, education, commerce, community } = views;
  return [
    ...police.registrations,
    ...police.tenancies,
    ...familyPlanning.vaccinations,
    ...labor.employments,
    ...labor.insurances,
    ...education.enrolments,
    ...commerce.operators,
    ...community.residents,
  ];
}
