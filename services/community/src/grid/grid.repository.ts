import type { Collection, Document, Filter, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { Bounds } from '../polygon/bounds.js';
import type { GeoJsonPolygon } from '../polygon/geo-json-polygon.js';
import { maxExtentInDegrees } from '../polygon/shape.js';

export type GridKind = 'BASIC' | 'SPECIAL';

/** 网格. `_id` is the code, 15 digits. */
export interface GridDocument extends Document {
  readonly name: string;
  /** Village, 12 digits. */
  readonly regionCode: string;
  readonly kind: GridKind;
  readonly polygon?: GeoJsonPolygon;
  /** Of the polygon, so that a place finds the few grids that may hold it. */
  readonly bounds?: Bounds;
  readonly updatedAt: Date;
}

/** How often a village's grids were drawn. `_id` is the village, 12 digits. */
export interface DrawingDocument extends Document {
  readonly times: number;
}

export const gridCollection = defineCollection<GridDocument>({
  name: 'grids',
  indexes: [{ key: { regionCode: 1, kind: 1 } }, { key: { 'bounds.minLongitude': 1 } }],
  shardKey: { _id: 1 },
});

export const drawingCollection = defineCollection<DrawingDocument>({
  name: 'grid_drawings',
  indexes: [],
  shardKey: { _id: 1 },
});

/** A point in a village, or in any when the village is not known. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  readonly regionCode?: string;
}

/** Grids of different villages that may claim one place, before drawings are so wrong that an answer would be a guess. */
const maxCandidatesPerPlace = 50;

export class GridRepository {
  readonly collection: Collection<GridDocument>;
  readonly #drawings: Collection<DrawingDocument>;

  constructor(store: Store) {
    this.collection = store.collection(gridCollection);
    this.#drawings = store.collection(drawingCollection);
  }

  find(code: string, session: Session): Promise<GridDocument | null> {
    return this.collection.findOne({ _id: code }, { session });
  }

  /** Grids of the same kind and village whose bounds touch those of a grid. */
  listNeighbours(
    { regionCode, kind }: GridDocument,
    { minLongitude, maxLongitude, minLatitude, maxLatitude }: Bounds,
    session: Session,
  ): Promise<readonly GridDocument[]> {
    const filter = {
      regionCode,
      kind,
      'bounds.minLongitude': { $lte: maxLongitude },
      'bounds.maxLongitude': { $gte: minLongitude },
      'bounds.minLatitude': { $lte: maxLatitude },
      'bounds.maxLatitude': { $gte: minLatitude },
    };
    return this.collection.find(filter, { session, sort: { _id: 1 } }).toArray();
  }

  /**
   * Grids whose bounds hold any of the places, by code.
   *
   * @throws RangeError when more grids claim the places than can be true
   */
  async listAround(places: readonly Place[]): Promise<readonly GridDocument[]> {
    const limit = places.length * maxCandidatesPerPlace;
    const filter = { $or: places.map(holding) };
    const found = await this.collection.find(filter, { sort: { _id: 1 }, limit }).toArray();
    if (found.length < limit) return found;
    throw new RangeError('More grids lie over each other than a search for places may read; redraw them');
  }

  async insert(grid: GridDocument, session: Session): Promise<void> {
    await this.collection.insertOne(grid, { session });
  }

  /** Writes to the village, so that two transactions that draw in it at once conflict in the store and the later one looks again. */
  async takeTurn(regionCode: string, session: Session): Promise<void> {
    await this.#drawings.updateOne({ _id: regionCode }, { $inc: { times: 1 } }, { upsert: true, session });
  }
}

/** No grid is wider than the greatest extent, so the index is read from that far west of the place. */
function holding({ longitude, latitude, regionCode }: Place): Filter {
  return {
    ...(regionCode !== undefined && { regionCode }),
    'bounds.minLongitude': { $gte: longitude - maxExtentInDegrees, $lte: longitude },
    'bounds.maxLongitude': { $gte: longitude },
    'bounds.minLatitude': { $lte: latitude },
    'bounds.maxLatitude': { $gte: latitude },
  };
}
