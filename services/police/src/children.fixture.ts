import { citizenIdCheckCharacter } from '@hub/domain';

let lastSerial = 0;

/** A synthetic child or grown-up born on a day. */
export function bornOn(birthDate: string): { documentType: string; documentNumber: string; name: string } {
  lastSerial += 1;
  const region = 990_001 + Math.floor(lastSerial / 1_000);
  const serial = String(lastSerial % 1_000).padStart(3, '0');
  const number17 = `${String(region)}${birthDate.replaceAll('-', '')}${serial}`;
  return { documentType: 'CITIZEN_ID', documentNumber: number17 + citizenIdCheckCharacter(number17), name: '王小小' };
}
