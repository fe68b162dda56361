import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayTrial } from '../test/gateway-trial.js';
import { startGatewayTrial } from '../test/gateway-trial.js';

const lookup = `query Lookup($id: ID!) {
  person(id: $id) {
    id
    residenceRegistered { answer source }
    vaccinationUpToDate { answer source }
    enrolled { answer source }
    seenByCommunity { answer source }
  }
}`;

describe('The gateway', () => {
  let hub: GatewayTrial;
  beforeAll(async () => {
    hub = await startGatewayTrial();
  });
  afterAll(() => hub.stop());

  it('answers one question about a person from all departments', async () => {
    const id = hub.newPersonId();
    const { status, data, errors } = await hub.ask(lookup, { variables: { id } });
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual({
      person: {
        id,
        residenceRegistered: { answer: 'YES', source: 'POLICE' },
        vaccinationUpToDate: { answer: 'YES', source: 'FAMILY_PLANNING' },
        enrolled: { answer: 'YES', source: 'EDUCATION' },
        seenByCommunity: { answer: 'YES', source: 'COMMUNITY' },
      },
    });
  });
});
