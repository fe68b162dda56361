import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';

/** What a page of a list is asked with. */
export interface PageOptions {
  readonly first: number;
  readonly after?: string;
}

export interface PageInfo {
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

export const most = 100;

export function addPageOptions(command: Command): Command {
  return command
    .option('--first <number>', `how many, up to ${String(most)}`, parseFirst, 20)
    .option('--after <cursor>', 'go on after a page: its endCursor');
}

export function parseFirst(text: string): number {
  const first = Number(text);
  if (Number.isInteger(first) && first >= 1 && first <= most) return first;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${String(most)}.`);
}

/** What there is beside the page, for who reads along. */
export function tellPage(page: Page<unknown>, what: string): void {
  const { items, pageInfo, totalCount } = page;
  if (items.length === 0) process.stderr.write(`No ${what}\n`);
  else if (pageInfo.hasNextPage || items.length < totalCount) {
    const next = pageInfo.hasNextPage ? `; go on with --after ${pageInfo.endCursor ?? ''}` : '';
    process.stderr.write(`${String(items.length)} of ${String(totalCount)} ${what}${next}\n`);
  }
}
