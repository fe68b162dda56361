import type { Clock } from '@hub/domain';
import { dateInShanghai } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';

/** A business clock that stands until the story sets it. */
export interface StoryClock extends Clock {
  /** @param shanghaiTime `2026-11-27T12:00` */
  set(shanghaiTime: string): void;
}

export function storyClock(shanghaiTime: string): StoryClock {
  const read = (time: string): Date => new Date(`${time}:00+08:00`);
  let now = read(shanghaiTime);
  return {
    now: () => now,
    today: () => dateInShanghai(now),
    set: (next) => {
      now = read(next);
    },
  };
}

export interface Station {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
}

const mutation = 'mutation ($input: DefineStationInput!) { defineStation(input: $input) { code } }';

/**
 * A hub of its own: an empty data folder that is thrown away, free ports, this clock, and the stations of two villages.
 *
 * @throws Error when a station cannot be defined
 */
export async function startFridayHub(clock: Clock, stations: readonly Station[]): Promise<HubOnTrial> {
  // Loaded here, so that the stories before do not load a hub when one is running
  const { startHub } = await import('@hub/testing');
  const hub = await startHub({ clock });
  const community = hub.asOfficer('community', { purpose: 'OWN_RECORDS' });
  for (const station of stations) {
    const { errors } = await community.query(mutation, { input: { ...station, kind: 'VILLAGE' } });
    if (errors === undefined) continue;
    await hub.stop();
    throw new Error(`The station ${station.code} could not be defined: ${errors[0]?.message ?? ''}`);
  }
  return hub;
}
