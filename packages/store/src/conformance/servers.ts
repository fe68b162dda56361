import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWireDouble } from '@hub/testing';
import { MongoClient } from 'mongodb';
import { mongodbUrl, mongodProgram } from './environment.js';

/** A server to try the MongoDB adapter on. */
export interface MongodbServer {
  readonly name: string;
  /** @returns its connection string */
  start(): Promise<string>;
  stop(): Promise<void>;
}

function double(): MongodbServer {
  const wireDouble = createWireDouble();
  return {
    name: 'mongodb over the wire double',
    start: async () => {
      await wireDouble.start();
      return wireDouble.url;
    },
    stop: () => wireDouble.remove(),
  };
}

function given(url: string): MongodbServer {
  return { name: 'mongodb at MONGODB_URL', start: () => Promise.resolve(url), stop: () => Promise.resolve() };
}

/** A server of our own on an empty folder, the only member of its replica set. */
function started(program: string): MongodbServer {
  let process: ChildProcess | undefined;
  let folder = '';
  return {
    name: 'mongodb, a mongod of this machine',
    start: async () => {
      folder = await mkdtemp(join(tmpdir(), 'hub-mongod-'));
      const port = await freePort();
      const options = ['--replSet', 'conformance', '--bind_ip', '127.0.0.1', '--setParameter', 'enableTestCommands=1'];
      process = spawn(program, [...options, '--dbpath', folder, '--port', String(port)], { stdio: 'ignore' });
      const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
      try {
        const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
        await client.db('admin').command({ replSetInitiate: { _id: 'conformance', members } });
      } finally {
        await client.close();
      }
      return `mongodb://127.0.0.1:${port}/?replicaSet=conformance`;
    },
    stop: async () => {
      if (process?.exitCode === null) {
        process.kill();
        await once(process, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The double always, and a real server where there is one: the one at MONGODB_URL, else a `mongod` on the PATH. */
export const mongodbServers: readonly MongodbServer[] = [
  double(),
  ...(mongodbUrl !== undefined ? [given(mongodbUrl)] : mongodProgram !== undefined ? [started(mongodProgram)] : []),
];
