import type { RequestListener } from 'node:http';
import { badInput, HubError, parseCalendarDate } from '@hub/domain';
import type { FeedTokenVerifier, Logger, Metrics } from '@hub/server';
import { createJsonListener, readDepartmentToken } from '../serving/json-listener.js';
import { readJsonBody } from '../serving/read-json-body.js';
import type { Content } from './content.js';
import type { ReportDefinition } from './define-report.js';
import { runReport, scheduleCaller } from './run-report.js';

export interface ReportListenerOptions<Scope> {
  readonly reports: readonly ReportDefinition<Scope>[];
  readonly createScope: (caller: typeof scheduleCaller) => Scope;
  readonly verifier: FeedTokenVerifier;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** `POST /reports/<name>` of a department with `{ asOf, parameters }`, for the gateway's feed token alone. */
export function createReportListener<Scope>(options: ReportListenerOptions<Scope>): RequestListener {
  const { createScope, verifier, metrics, logger } = options;
  const reports = new Map(options.reports.map((report) => [`/reports/${report.name}`, report]));
  return createJsonListener({
    operation: 'report',
    metrics,
    logger,
    answer: async (request, requestId) => {
      await verifier.verify(readDepartmentToken(request));
      const report = reports.get(request.url ?? '');
      if (report === undefined) throw new HubError('NOT_FOUND', 'This department makes no report of that name');
      const asked = readReportRequest(await readJsonBody(request));
      const context = { caller: scheduleCaller, requestId, scope: createScope(scheduleCaller) };
      return { text: JSON.stringify({ rows: await runReport(report, asked, context) }) };
    },
  });
}

/** @throws HubError BAD_USER_INPUT naming what is missing */
function readReportRequest(body: unknown): { readonly asOf: string; readonly parameters: Content } {
  const { asOf, parameters = {} } = isRecord(body) ? body : {};
  if (typeof asOf !== 'string') throw badInput('asOf', 'asOf must be the day that the report is made on');
  if (!isRecord(parameters)) throw badInput('parameters', 'parameters must be an object');
  return { asOf: parseCalendarDate(asOf, 'asOf'), parameters: parameters as Content };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
