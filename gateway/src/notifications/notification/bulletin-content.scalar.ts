import type { Content } from '@hub/subgraph';
import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { badInput } from '@hub/domain';

/** Names as kinds declare them; more than any of them has. */
const nameForm = /^[a-z][A-Za-z0-9]{0,39}$/;
const mostNames = 40;
const longestValue = 100;

/** What a bulletin says: names and plain values. Which ones a kind has is checked where the kind is known. */
export const BulletinContentScalar = new GraphQLScalarType<Content, Content>({
  name: 'BulletinContent',
  description:
    'JSON object of names and plain values: ids, codes, dates and numbers, never names or numbers of people; which ones depends on the kind (通报内容)',
  serialize: (value) => value as Content,
  parseValue: parseContent,
  parseLiteral: (node, variables) => parseContent(valueFromASTUntyped(node, variables)),
});

function parseContent(value: unknown): Content {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notContent();
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.length === 0 || entries.length > mostNames) throw notContent();
  if (!entries.every(([name, content]) => nameForm.test(name) && isPlain(content))) throw notContent();
  return Object.fromEntries(entries) as Content;
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longestValue;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function notContent(): Error {
  const message = 'A BulletinContent is a JSON object of 1 to 40 names with plain values, as the kind declares them';
  return badInput('input.data', message, 'BAD_CONTENT');
}
