import { describe, expect, it } from 'vitest';
import { visiblePath } from './visible-path.js';

const data = { visit: { dwelling: { id: 'd', grid: null } }, people: [{ id: 'p', employed: null }] };

describe('The path of an error', () => {
  it('stays when the caller asked for the field', () => {
    expect(visiblePath(['visit', 'dwelling', 'grid'], data)).toEqual(['visit', 'dwelling', 'grid']);
    expect(visiblePath(['people', 0, 'employed'], data)).toEqual(['people', 0, 'employed']);
  });

  it('ends at the object whose hidden field failed', () => {
    expect(visiblePath(['visit', 'dwelling', 'gridCode'], data)).toEqual(['visit', 'dwelling']);
  });

  it('stays below what it made null', () => {
    expect(visiblePath(['visit', 'dwelling', 'grid', 'name'], data)).toEqual(['visit', 'dwelling', 'grid', 'name']);
    expect(visiblePath(['visit'], null)).toEqual(['visit']);
  });
});
