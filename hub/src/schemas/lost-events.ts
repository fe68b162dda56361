import type { ContentShape, EventsDocument } from '@hub/subgraph';

/** Events, reports and what they carry that a change takes away, or gives in another kind. */
export function listLostEvents(before: EventsDocument, after: EventsDocument): readonly string[] {
  const events = new Map(after.events.map(({ type, content }) => [type, content]));
  const reports = new Map(after.reports.map((report) => [`${report.department}/${report.name}`, report]));
  const lostEvents = before.events.flatMap(({ type, content }) => {
    const now = events.get(type);
    return now === undefined ? [`The event ${type} was removed`] : listLostFields(`The event ${type}`, content, now);
  });
  const lostReports = before.reports.flatMap(({ department, name, parameters, content }) => {
    const what = `The report ${name} of ${department}`;
    const now = reports.get(`${department}/${name}`);
    if (now === undefined) return [`${what} was removed`];
    return [...listLostFields(what, content, now.content), ...listNewDemands(what, parameters, now.parameters)];
  });
  return [...lostEvents, ...lostReports];
}

/** A field that may be missing from now on is lost to whoever counted on it; one that is always there now is none. */
function listLostFields(what: string, before: ContentShape, after: ContentShape): readonly string[] {
  return Object.entries(before).flatMap(([field, kind]) => {
    const now = after[field];
    if (now === undefined) return [`${what} lost its field ${field}`];
    return now === kind || `${now}?` === kind ? [] : [`${what} gives ${field} as ${now}, which was ${kind}`];
  });
}

/** For what is asked of the asker it is the other way round. */
function listNewDemands(what: string, before: ContentShape, after: ContentShape): readonly string[] {
  const changed = Object.entries(before).flatMap(([field, kind]) => {
    const now = after[field];
    if (now === undefined) return [`${what} no longer takes ${field}`];
    return now === kind || now === `${kind}?` ? [] : [`${what} takes ${field} as ${now}, which was ${kind}`];
  });
  const demanded = Object.entries(after)
    .filter(([field, kind]) => !Object.hasOwn(before, field) && !kind.endsWith('?'))
    .map(([field]) => `${what} demands ${field} now`);
  return [...changed, ...demanded];
}
