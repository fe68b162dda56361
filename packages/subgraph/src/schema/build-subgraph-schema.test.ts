import { expect, it } from 'vitest';
import { buildSubgraph } from '../serving/build-subgraph.js';
import { trial } from '../trial.fixture.js';

it('prints an SDL with keys, shareable answers and descriptions', () => {
  const { sdl } = buildSubgraph(trial);
  expect(sdl).toContain('type Person @key(fields: "id")');
  expect(sdl).toContain('type Verification @shareable');
  expect(sdl).toContain('Whether known (是否登记)');
  expect(sdl).toContain('FAMILY_PLANNING');
});

it('does not leak the types of one department into another', () => {
  const other = { ...trial, name: 'education' } as const;
  expect(buildSubgraph(other).sdl).toBe(buildSubgraph(trial).sdl);
});
