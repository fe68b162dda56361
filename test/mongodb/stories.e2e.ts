import { keepDocumentsInMongodb } from '../stories/hub.fixture.js';

// The stories themselves, of a hub that keeps its documents elsewhere: the same people ask, and hear the same.
keepDocumentsInMongodb();
await import('../stories/demo-people.e2e.js');
await import('../stories/employers-and-schools.e2e.js');
await import('../stories/employment-check.e2e.js');
await import('../stories/idempotency.e2e.js');
await import('../stories/permit-condition.e2e.js');
await import('../stories/residents-and-tenants.e2e.js');
await import('../stories/school-admission.e2e.js');
await import('../stories/whole-graph.e2e.js');
