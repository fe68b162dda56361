import type { CalendarDate } from '@hub/domain';
import type { RequestContext } from '../context/request-context.js';
import type { Content, ContentOf, ContentShape, StatedContent } from './content.js';
import { checkShape } from './content.js';

/** What a report is asked for: the business day it is made on, and its parameters. */
export interface ReportRequest<P extends ContentShape = ContentShape> {
  readonly asOf: CalendarDate;
  readonly parameters: ContentOf<P>;
}

export interface ReportRow {
  /** Tells the rows of one report apart: a village code, a permit id. Ids, codes and dates alone, joined by colons. */
  readonly key: string;
  readonly data: Content;
}

/** Figures or references that a department gives the hub when a schedule is due. */
export interface ReportDefinition<Scope = never> {
  /** Kebab-case, unique in the department: `school-intake`. */
  readonly name: string;
  /** One sentence for whoever reads the catalogue, with the Chinese term in brackets. */
  readonly description: string;
  readonly parameters: ContentShape;
  readonly content: ContentShape;
  /** Rows before suppression; bounded by what the day or the cohort is, never the whole collection. */
  readonly run: (request: ReportRequest, context: RequestContext<Scope>) => Promise<readonly ReportRow[]>;
}

/** A report as a department states it, its parameters and rows typed by their shapes. */
export interface StatedReport<Scope, P extends ContentShape, C extends ContentShape> {
  readonly name: string;
  readonly description: string;
  /** Left out: none. */
  readonly parameters?: P;
  readonly content: C;
  readonly run: (
    request: ReportRequest<P>,
    context: RequestContext<Scope>,
  ) => Promise<readonly { readonly key: string; readonly data: StatedContent<C> }[]>;
}

/**
 * States a report. With the context annotated in `run` (`{ scope }: LaborContext`) all types are inferred.
 *
 * @throws RangeError when the name is not in kebab case, or parameters or content are of no kinds
 */
export function defineReport<
  Scope,
  const P extends ContentShape = ContentShape,
  const C extends ContentShape = ContentShape,
>(definition: StatedReport<Scope, P, C>): ReportDefinition<Scope> {
  const { name, parameters = {}, content } = definition;
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(name)) throw new RangeError(`${name} must be in kebab case, like school-intake`);
  checkShape(parameters, name);
  checkShape(content, name);
  // `runReport` gives it checked parameters and checks its rows
  return { ...definition, parameters } as ReportDefinition<Scope>;
}
