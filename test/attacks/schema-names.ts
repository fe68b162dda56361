import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { graph } from '../authorization/graph.js';
import type { RawAnswer } from './outsider.js';

/** Names of the contract's envelope, which every answer may hold, and of its errors. */
const published = new Set(['code', 'field', 'fields', 'reason', 'department', 'requestId']);

/** Every name of the graph: types, fields, arguments, values. */
const names: readonly string[] = [
  ...new Set(
    Object.values(graph.getTypeMap())
      .filter((type) => !type.name.startsWith('__') && !/^(String|Int|Float|Boolean|ID)$/.test(type.name))
      .flatMap((type) => {
        if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)];
        if (isInputObjectType(type)) return [type.name, ...Object.keys(type.getFields())];
        if (!isObjectType(type)) return [type.name];
        const fields = Object.values(type.getFields());
        return [type.name, ...fields.flatMap(({ name, args }) => [name, ...args.map((argument) => argument.name)])];
      }),
  ),
].filter((name) => !published.has(name));

/** A name that is no word of a sentence: `residenceRegistered`, `VACCINATION_OUTREACH`. */
const isUnmistakable = (name: string): boolean => /[a-z][A-Z]|_/.test(name);

/**
 * Names of the graph that an answer tells though the request did not hold them. Plain words (`name`, `kind`) count where
 * they are quoted, as every name is in the messages of graphql-js.
 */
export function findLeakedNames({ errors }: RawAnswer, sent: string): readonly string[] {
  const told = errors
    .map(({ message, extensions }) => {
      const { requestId, code, ...details } = extensions;
      return requestId === undefined || code === undefined ? '' : `${message} ${JSON.stringify(details)}`;
    })
    .join(' ');
  return names.filter((name) => {
    const shown = isUnmistakable(name) ? new RegExp(`\\b${name}\\b`) : new RegExp(`["'\`]${name}["'\`]`);
    return shown.test(told) && !new RegExp(`\\b${name}\\b`).test(sent);
  });
}
