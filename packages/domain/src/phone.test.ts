import { describe, expect, it } from 'vitest';
import { parsePhone } from './phone.js';

describe('a telephone number', () => {
  it.each([
    ['10000001234', '10000001234'],
    [' 100-0000-1234 ', '10000001234'],
    ['１００００００１２３４', '10000001234'],
    ['+86 100 0000 1234', '10000001234'],
    ['008610000001234', '10000001234'],
    ['(0580) 000-1234', '05800001234'],
    ['+33 1 00 00 00 00', '+33100000000'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(parsePhone(typed)).toBe(stored);
  });

  it.each(['', 'call me', '123', '100000012345', '+0123456789', '1000000123a'])('%s is refused', (typed) => {
    expect(() => parsePhone(typed, 'input.person.phone')).toThrow(/input\.person\.phone must be/);
  });

  it('is not repeated in the refusal', () => {
    expect(() => parsePhone('99887766554433')).toThrow(/^(?!.*99887766554433)/);
  });
});
