import type { CollectionDefinition, Document } from '@hub/store';
import { holidayYearCollection } from './calendar/holiday-year.repository.js';
import { occurrenceCollection } from './occurrence.repository.js';
import { scheduleCollection } from './schedule.repository.js';
import { toldRowCollection } from './told-row.repository.js';

/** Collections of schedules and holiday tables, in the gateway's store. */
export const scheduleCollections: readonly CollectionDefinition<Document>[] = [
  scheduleCollection,
  occurrenceCollection,
  toldRowCollection,
  holidayYearCollection,
];
