import { describe, expect, it } from 'vitest';
import { scrubText } from './text-scrubber.js';

describe('numbers of persons in a text', () => {
  it.each([
    ['a citizen number', 'for 990101199003070038 now', 'for [id-number] now'],
    ['one with X', '99010119900307004X', '[id-number]'],
    ['one with x before a word', 'id99010119900307004xyz', 'id[id-number]yz'],
    ['one with a wrong check character', '990101199003070030', '[id-number]'],
    ['one with spaces', '990101 19900307 0038', '[id-number]'],
    ['one with hyphens', '990101-19900307-003-8', '[id-number]'],
    ['one in fours', '9901 0119 9003 0700 38', '[id-number]'],
    ['one in full width', '９９０１０１１９９００３０７００３８', '[id-number]'],
    ['one in full width with Ｘ', '９９０１０１１９９００３０７００４Ｘ', '[id-number]'],
    ['one with a separate X', '990101 19900307 004 X', '[id-number]'],
    ['one between Chinese words', '证件990101199003070038已登记', '证件[id-number]已登记'],
    ['one after a number', '3 990101199003070038', '3 [id-number]'],
    ['one of 15 digits', '990101900307003', '[id-number]'],
    ['a mobile number', 'call 13800138000.', 'call [phone].'],
    ['one with the country code', '+8613800138000 008613800138000 86 138 0013 8000', '+[phone] [phone] [phone]'],
    ['one in groups', '138-0013-8000', '[phone]'],
    ['one in full width', '１３８００１３８０００', '[phone]'],
    ['one joined to a word', 'tel13800138000x', 'tel[phone]x'],
    ['two in a row', '13800138000 13900139000', '[phone] [phone]'],
    ['a phone of the demo township', '100-0000-0042 or 10000000042', '[phone] or [phone]'],
    ['a bank card', '6200000000000005', '[bank-card]'],
    ['a bank card in groups', '4111 1111 1111 1111', '[bank-card]'],
    ['a person id', 'p0123456789abcdefghjkmnpqrstvwxyz', '[person]'],
    ['a token', 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'Bearer [token]'],
    ['a token without its scheme', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln!', 'got [token]!'],
    ['half a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi', '[token]'],
    ['another bearer secret', 'authorization: bearer abc123', 'authorization: Bearer [token]'],
    ['credentials in a URL', 'mongodb://hub:s3cret@db:27017/x', 'mongodb://[credentials]@db:27017/x'],
    [
      'the key in a driver’s message',
      'E11000 duplicate key error index: name_1 dup key: { name: "张三" }',
      'E11000 duplicate key error index: name_1 dup key: [duplicate key]',
    ],
  ])('%s is taken out', (_case, text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
  });

  it.each([
    ['an epoch in milliseconds', 'at 1763828000000'],
    ['an epoch in microseconds that would pass Luhn', '1763828000000008'],
    ['an epoch in nanoseconds', '1763828000000000000'],
    ['an instant', '2026-11-22T08:15:30.123Z'],
    ['an instant with a space and an offset', '2026-11-22 08:15:30.123456+08:00'],
    ['a date and time run together', '20261122081530123'],
    ['18 digits that pass the check but hold no date', '110101000000000018'],
    ['18 digits with a thirteenth month', '990101199013070038'],
    ['a snowflake id', '1759288472991170636'],
    ['a mobile number inside a longer run of digits', '9913800138000'],
    ['a citizen number inside a longer run of digits', '00990101199003070038'],
    ['16 digits that fail Luhn', '4111111111111112'],
    ['a UUID of digits', '13800138-0001-4380-8138-001380001380'],
    ['a trace id', '4bf913800138000da6a3ce929d0e0e47'],
    ['a digest', 'a3f1390013900013900139000139001390013900f139001390013900139013900'.slice(0, 64)],
    ['a traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    ['a region and a grid code', '330110 330110001002003'],
    ['a duration', 'took 12.345678901234 ms'],
    ['an IP address', '192.168.100.200:40001'],
    ['a schema coordinate', 'Person.residencePermitValid'],
    ['a URL without credentials', 'http://127.0.0.1:4001/graphql'],
  ])('%s is left alone', (_case, text) => {
    expect(scrubText(text)).toBe(text);
  });

  it('gets through hostile text', () => {
    const hostile = ['0 '.repeat(50_000), '0'.repeat(100_000), '://a:'.repeat(20_000), 'Bearer'.repeat(20_000)];
    for (const text of hostile) expect(scrubText(text)).toBe(text);
    expect(scrubText('eyJ'.repeat(50_000))).toBe('[token]');
    expect(scrubText('13800138000 '.repeat(10_000))).toBe('[phone] '.repeat(10_000));
  });
});
