import { Long, ObjectId } from 'bson';
import { maxMessageBytes, type WireDocument } from './message.js';

export const setName = 'double';
/** What MongoDB 8.0 says. */
const maxWireVersion = 25;
const electionId = new ObjectId('7fffffff0000000000000001');

/**
 * The greeting of a replica set's only member. There is no `topologyVersion` in it, so that drivers ask anew from time to time
 * rather than be told of changes.
 */
export function greeting(address: string, connectionId: number): WireDocument {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName,
    setVersion: 1,
    hosts: [address],
    me: address,
    primary: address,
    electionId,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ok: 1,
  };
}

export const buildInfo: WireDocument = {
  version: '8.0.0',
  versionArray: [8, 0, 0, 0],
  modules: [],
  bits: 64,
  maxBsonObjectSize: 16 * 1024 * 1024,
  ok: 1,
};

/** The number 0 as the server writes a cursor that is at its end. */
export const noCursor = Long.ZERO;
