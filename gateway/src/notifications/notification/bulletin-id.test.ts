import { describe, expect, it } from 'vitest';
import { getKind } from '../kinds/catalogue.js';
import { bulletinId } from './bulletin-id.js';

const draft = {
  kind: getKind('N-01'),
  to: 'police',
  sourceId: '01a204e8-3ce1-7e31-9c10-bfdb5ad08890',
  sourceAt: new Date('2026-11-22T04:00:00Z'),
  data: {},
} as const;
const monday = new Date('2026-11-23T04:00:00Z');
const tuesday = new Date('2026-11-24T04:00:00Z');

describe('the id of a bulletin', () => {
  it('is the same whenever the bulletin is issued, and a UUID that sorts by the time of what it tells', () => {
    const id = bulletinId(draft, monday);
    expect(bulletinId(draft, tuesday)).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(bulletinId({ ...draft, sourceAt: monday, sourceId: 'later' }, monday) > id).toBe(true);
  });

  it('differs by source, kind and receiver', () => {
    const ids = [
      draft,
      { ...draft, sourceId: 'another' },
      { ...draft, kind: getKind('N-05') },
      { ...draft, to: 'labor' } as const,
    ].map((each) => bulletinId(each, monday));
    expect(new Set(ids).size).toBe(4);
  });

  it('is new each time where nothing outside the hub would tell it again', () => {
    const { sourceAt, ...own } = draft;
    expect(sourceAt < monday).toBe(true);
    expect(bulletinId(own, monday)).not.toBe(bulletinId(own, monday));
  });
});
