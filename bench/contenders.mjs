// Who is measured. The order is that of the tables.
import { readFile } from 'node:fs/promises';
import { startChild } from './children.mjs';
import { openHubAccess } from './hub-access.mjs';

export const contenders = [
  { name: 'hub', title: 'the hub, everything on', file: 'contenders/hub.mjs' },
  { name: 'apollo', title: '@apollo/gateway, bare', file: 'contenders/apollo.mjs' },
  { name: 'hive', title: '@graphql-hive/gateway, bare', file: 'contenders/hive.mjs' },
  {
    name: 'hive-rust',
    title: '@graphql-hive/gateway, Rust planner',
    file: 'contenders/hive.mjs',
    options: { rustPlanner: true },
  },
  { name: 'mercurius', title: 'mercurius gateway, bare', file: 'contenders/mercurius.mjs' },
  { name: 'floor', title: 'hand-written merge (the floor)', file: 'contenders/floor.mjs' },
];

const schemaFolder = new URL('../schemas/', import.meta.url);
const readSchema = (name) => readFile(new URL(name, schemaFolder), 'utf8');

/** Starts the contenders one after the other, each in a process of its own. */
export async function startContenders(names, { urls, secret, tokens, dataDir, logFolder, execArgv }) {
  const supergraphSdl = withAddresses(await readSchema('supergraph.graphql'), urls);
  const subgraphs = await Promise.all(
    Object.entries(urls).map(async ([name, url]) => ({ name, url, sdl: await readSchema(`${name}.graphql`) })),
  );
  const bare = { supergraphSdl, subgraphs, tokens };
  const started = [];
  for (const { name, title, file, options = {} } of contenders.filter((each) => names.includes(each.name))) {
    const isHub = name === 'hub';
    const config = isHub ? { dataDir, secret, urls } : { ...bare, ...options };
    const child = await startChild({ name, file, config, logFolder, ...(isHub && { execArgv }) });
    const headers = isHub ? await openHubAccess(dataDir) : () => Promise.resolve({});
    started.push({ ...child, title, headers });
  }
  return started;
}

/** The composed file names made-up hosts; the departments of this run listen on free ports. */
function withAddresses(supergraphSdl, urls) {
  return supergraphSdl.replaceAll(/@join__graph\(name: "([^"]+)", url: "[^"]*"\)/g, (whole, name) =>
    urls[name] === undefined ? whole : `@join__graph(name: "${name}", url: "${urls[name]}")`,
  );
}
