// A bridge for mercurius, which reads the first version of federation: there one subgraph owns a type and the others
// extend it, and there is no @link, @shareable or `resolvable`. Departments hide their SDL, so the bridge starts from the
// committed files, and keeps what the bench asks for: Person, its verifications, the two roots. Less schema is in
// mercurius' favour, if anything.
// It takes an object type that several subgraphs have for one whose value came along with its parent, and never asks for
// it; so each subgraph's Verification gets a name of its own here. No question of the bench names the type.
import { Kind, parse, print, visit } from 'graphql';

const valueTypes = new Set(['Verification', 'Answer', 'Department', 'DateTime', 'Date']);
const roots = new Set(['person', 'persons']);

/** SDL of a subgraph as the first version of federation would have it. */
export function toFirstFederation(sdl, { name: subgraph, isOwner }) {
  const { definitions } = parse(sdl);
  const kept = definitions.flatMap((definition) => {
    const name = definition.name?.value;
    if (name === 'Person') return [isOwner ? definition : toExtension(definition)];
    if (name === 'Query' && isOwner) return [toRoots(definition)];
    return valueTypes.has(name) ? [withoutDirectives(definition)] : [];
  });
  const ownType = `${subgraph.replaceAll('-', '_')}_Verification`;
  const rename = (name) => (name.value === 'Verification' ? { ...name, value: ownType } : undefined);
  return kept.map((definition) => print(visit(definition, { Name: rename }))).join('\n\n');
}

function toExtension(type) {
  const key = type.fields.find(({ name }) => name.value === 'id');
  const external = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } };
  const verifications = type.fields.filter((field) => nameOf(field.type) === 'Verification').map(withoutDirectives);
  return {
    ...type,
    kind: Kind.OBJECT_TYPE_EXTENSION,
    description: undefined,
    fields: [{ ...key, directives: [external] }, ...verifications],
  };
}

function toRoots(query) {
  return {
    ...query,
    kind: Kind.OBJECT_TYPE_EXTENSION,
    description: undefined,
    fields: query.fields.filter(({ name }) => roots.has(name.value)),
  };
}

function withoutDirectives(node) {
  return { ...node, directives: [], ...(node.fields && { fields: node.fields.map(withoutDirectives) }) };
}

function nameOf(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
