import DataLoader from 'dataloader';
import { contains } from '../polygon/contains.js';
import type { GridDocument, GridRepository, Place } from './grid.repository.js';

/** A page of dwellings; more go in a second query. */
const maxPlacesPerQuery = 100;

/** Grids that hold a place, by code; one query for many places. */
export function createGridsAtLoader(grids: GridRepository): DataLoader<Place, readonly GridDocument[], string> {
  return new DataLoader(
    async (places) => {
      const candidates = await grids.listAround(places);
      return places.map((place) => candidates.filter((grid) => holds(grid, place)));
    },
    { cacheKeyFn: nameOf, maxBatchSize: maxPlacesPerQuery },
  );
}

function holds({ polygon, regionCode }: GridDocument, place: Place): boolean {
  if (polygon === undefined || (place.regionCode !== undefined && place.regionCode !== regionCode)) return false;
  return contains(polygon, [place.longitude, place.latitude]);
}

function nameOf({ longitude, latitude, regionCode = '' }: Place): string {
  return `${String(longitude)} ${String(latitude)} ${regionCode}`;
}
