/** The first character and one star whatever the length: 张三 and 张小明 look the same. */
export function maskName(name: string): string {
  const [first = ''] = name.trim();
  return `${first}*`;
}

/** First three and last four digits of a mobile number (138****0000); of a shorter one no more than the last two. */
export function maskPhone(phone: string): string {
  const digits = phone
    .normalize('NFKC')
    .replace(/^\s*(\+|00)86/, '')
    .replace(/\D/g, '');
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length >= 7 ? `****${digits.slice(-2)}` : '****';
}

/**
 * First and last two characters, enough to tell two cards on a desk apart. The usual first six and last four would leave
 * so few numbers for one birth year that they could be tried out.
 */
export function maskDocumentNumber(number: string): string {
  const text = number.trim();
  if (text.length < 8) return '*'.repeat(text.length);
  return `${text.slice(0, 2)}${'*'.repeat(text.length - 4)}${text.slice(-2)}`;
}
