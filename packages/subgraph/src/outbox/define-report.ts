import type { CalendarDate } from '@hub/domain';
import type { RequestContext } from '../context/request-context.js';
import type { Content, ContentShape } from './content.js';

/** What a report is asked for: the business day it is made on, and its parameters. */
export interface ReportRequest {
  readonly asOf: CalendarDate;
  readonly parameters: Content;
}

export interface ReportRow {
  /** Tells the rows of one report apart: a village code, a permit id. */
  readonly key: string;
  readonly data: Content;
}

/** Figures or references that a department gives the hub when a schedule is due. */
export interface ReportDefinition<Scope = never> {
  /** Kebab-case, unique in the department: `school-intake`. */
  readonly name: string;
  readonly description: string;
  readonly parameters: ContentShape;
  readonly content: ContentShape;
  /** Rows before suppression; bounded by what the day or the cohort is, never the whole collection. */
  readonly run: (request: ReportRequest, context: RequestContext<Scope>) => Promise<readonly ReportRow[]>;
}

export function defineReport<Scope>(definition: ReportDefinition<Scope>): ReportDefinition<Scope> {
  return definition;
}
