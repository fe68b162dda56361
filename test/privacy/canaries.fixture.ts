import { inventCitizen, mistype } from '../stories/cast.fixture.js';
import type { Canary } from './search.fixture.js';

const born = '1931-03-17';

/** Registered, worked, enrolled: what police holds of them stands in the cipher alone. */
export const registered = {
  ...inventCitizen('司马金丝雀', born),
  phone: '100-0000-7391',
  hukouRegionCode: '522729',
};
export const foreigner = {
  documentType: 'PASSPORT',
  documentNumber: 'T9900CANARY7',
  name: 'ZEBRA QUAGGA OKAPI',
} as const;

/** Where the dwelling is: kept as it is, so that the search can be seen to find something. */
export const placeName = '金丝雀路 73 号';

/** One number for each way in, so that a leak tells where it came from. */
export const numbers = {
  mistyped: mistype(inventCitizen('', born)).documentNumber,
  'in a literal': inventCitizen('', born).documentNumber,
  'as an idempotency key': inventCitizen('', born).documentNumber,
  'as a person id': inventCitizen('', born).documentNumber,
  'as a dwelling id': inventCitizen('', born).documentNumber,
  'as an officer': inventCitizen('', born).documentNumber,
  'as a case number': inventCitizen('', born).documentNumber,
  'as a purpose': inventCitizen('', born).documentNumber,
  'as a token': inventCitizen('', born).documentNumber,
  'as a client assertion': inventCitizen('', born).documentNumber,
  'in a path': inventCitizen('', born).documentNumber,
  'in broken JSON': inventCitizen('', born).documentNumber,
  'in broken GraphQL': inventCitizen('', born).documentNumber,
  'as an operation name': inventCitizen('', born).documentNumber,
  'as a document type': inventCitizen('', born).documentNumber,
  'as a date': inventCitizen('', born).documentNumber,
  'to a department that is down': inventCitizen('', born).documentNumber,
  'to a department whose store is gone': inventCitizen('', born).documentNumber,
  'with a lone surrogate': inventCitizen('', born).documentNumber,
} as const;

/** What a client writes into these comes back in the answer, since it said it itself, but goes into no log. */
export const echoed = {
  'as a request id': inventCitizen('', '1942-11-29').documentNumber,
  'as an unknown field': inventCitizen('', '1942-11-29').documentNumber,
} as const;

export const names = {
  wrong: '诸葛假名字',
  'in a literal': '欧阳字面值',
  'of a department that is down': '上官停机时',
  'of a store that is gone': '皇甫库已关',
} as const;

/** Everything that must not come out. */
export const canaries: readonly Canary[] = [
  { label: 'registered number', value: registered.documentNumber },
  { label: 'registered name', value: registered.name },
  { label: 'phone as written', value: registered.phone },
  { label: 'phone', value: registered.phone.replaceAll('-', '') },
  { label: 'birth date', value: born },
  { label: 'birth date in digits', value: born.replaceAll('-', '') },
  { label: 'passport', value: foreigner.documentNumber },
  { label: 'name of the foreigner', value: foreigner.name },
  ...Object.entries(numbers).map(([label, value]) => ({ label: `number ${label}`, value })),
  ...Object.entries(names).map(([label, value]) => ({ label: `name ${label}`, value })),
];

/** What goes into no log, metric or file either. */
export const echoes: readonly Canary[] = Object.entries(echoed).map(([label, value]) => ({
  label: `number ${label}`,
  value,
}));
