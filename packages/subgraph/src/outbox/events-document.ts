import type { CallerName } from '@hub/domain';
import type { SubgraphDefinition } from '../define-subgraph.js';
import type { ContentShape } from './content.js';
import { checkShape } from './content.js';

/** An event as `schemas/events.json` states it. */
export interface EventEntry {
  readonly type: string;
  readonly department: CallerName;
  readonly description: string;
  readonly content: ContentShape;
}

/** A report as `schemas/events.json` states it. */
export interface ReportEntry {
  readonly name: string;
  readonly department: CallerName;
  readonly description: string;
  readonly parameters: ContentShape;
  readonly content: ContentShape;
}

/** The committed form, `schemas/events.json`: what the hub hears of the departments without importing any. */
export interface EventsDocument {
  readonly events: readonly EventEntry[];
  readonly reports: readonly ReportEntry[];
}

type Told<Scope> = Pick<SubgraphDefinition<Scope>, 'name' | 'events' | 'reports'>;

/** What departments tell the hub: events by their types, reports by department and name. */
export function toEventsDocument(departments: readonly Told<never>[]): EventsDocument {
  const events = departments.flatMap(({ name: department, events: listed = [] }) =>
    listed.map(({ type, description, content }) => ({ type, department, description, content })),
  );
  const reports = departments.flatMap(({ name: department, reports: listed = [] }) =>
    listed.map(({ name, description, parameters, content }) => ({
      name,
      department,
      description,
      parameters,
      content,
    })),
  );
  return {
    events: events.toSorted((a, b) => (a.type < b.type ? -1 : 1)),
    reports: reports.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}

function keyOf({ department, name }: Pick<ReportEntry, 'department' | 'name'>): string {
  return `${department}/${name}`;
}

/**
 * Reads the committed document.
 *
 * @throws RangeError when it is none, or states contents of no kinds
 */
export function parseEventsDocument(json: string): EventsDocument {
  const { events, reports } = JSON.parse(json) as Partial<EventsDocument>;
  if (!Array.isArray(events) || !Array.isArray(reports))
    throw new RangeError('The document has no events or no reports');
  const document = { events, reports } as EventsDocument;
  for (const { type, content } of document.events) checkShape(content, type);
  for (const { name, parameters, content } of document.reports) {
    checkShape(parameters, name);
    checkShape(content, name);
  }
  return document;
}
