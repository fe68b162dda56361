import { newRecordId } from '@hub/subgraph';
import { expect, it } from 'vitest';
import { tryFamilyPlanning } from './family-planning.fixture.js';
import { intakeFamilyPlanning } from './intake.js';

it('takes over records of an older system, the latest of a child whatever their order', async () => {
  const department = await tryFamilyPlanning();
  try {
    const [one, two] = [department.newPersonId(), department.newPersonId()];
    const updatedAt = new Date('2026-11-01T00:00:00Z');
    const record = (personId: string, status: 'UP_TO_DATE' | 'DUE', asOf: string) => ({
      _id: newRecordId(updatedAt),
      personId,
      status,
      asOf,
      updatedAt,
    });
    await intakeFamilyPlanning(department.store, {
      vaccinations: [
        record(one, 'UP_TO_DATE', '2026-10-02'),
        record(one, 'DUE', '2026-10-01'),
        record(two, 'DUE', '2026-10-01'),
      ],
    });
    const selection = 'vaccinationUpToDate { answer }';
    expect(await department.askPerson(one, selection)).toEqual({ vaccinationUpToDate: { answer: 'YES' } });
    expect(await department.askPerson(two, selection)).toEqual({ vaccinationUpToDate: { answer: 'NO' } });
  } finally {
    await department.close();
  }
});
