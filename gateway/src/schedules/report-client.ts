import type { CalendarDate, DepartmentName } from '@hub/domain';
import type { FeedTokenSigner } from '@hub/server';
import { requestHeaders } from '@hub/server';
import type { Content, ReportRow } from '@hub/subgraph';
import { newRecordId } from '@hub/subgraph';
import { z } from 'zod';
import type { DepartmentClient } from '../federation/department-client.js';
import { DepartmentFailure } from '../federation/department-unavailable.js';

export interface ReportClientOptions {
  readonly clients: ReadonlyMap<DepartmentName, DepartmentClient>;
  readonly signers: ReadonlyMap<DepartmentName, FeedTokenSigner>;
}

export interface ReportQuestion {
  readonly asOf: CalendarDate;
  readonly parameters: Content;
}

/** A report may go through a whole cohort; questions of callers have a shorter deadline. */
export const reportDeadlineMs = 30_000;

const answer = z.object({
  rows: z
    .array(
      z.object({
        key: z.string().min(1).max(200),
        data: z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()])),
      }),
    )
    .refine((rows) => new Set(rows.map(({ key }) => key)).size === rows.length),
});

/** Asks departments for their reports, in the hub's own name. */
export class ReportClient {
  constructor(private readonly options: ReportClientOptions) {}

  /** @throws DepartmentFailure when the department does not answer within 30 s, refuses, or answers with no rows of a report */
  async fetch(department: DepartmentName, name: string, question: ReportQuestion): Promise<readonly ReportRow[]> {
    const client = this.options.clients.get(department);
    const signer = this.options.signers.get(department);
    if (client === undefined || signer === undefined) throw new RangeError(`The hub has no way to ${department}`);
    const { status, text } = await client.send(
      {
        method: 'POST',
        path: `/reports/${encodeURIComponent(name)}`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [requestHeaders.departmentToken]: await signer.sign(),
          [requestHeaders.requestId]: newRecordId(new Date()),
        },
        body: JSON.stringify(question),
      },
      reportDeadlineMs,
    );
    if (status !== 200)
      throw new DepartmentFailure('BAD_STATUS', { cause: new Error(`HTTP status ${String(status)}`) });
    return readRows(text);
  }
}

function readRows(text: string): readonly ReportRow[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DepartmentFailure('BAD_CONTENT', { cause });
  }
  const read = answer.safeParse(json);
  // The issues of the schema would tell values
  if (!read.success) throw new DepartmentFailure('BAD_SHAPE');
  return read.data.rows;
}
