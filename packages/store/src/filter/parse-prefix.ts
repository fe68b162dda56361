import { StoreUsageError } from '../port.js';

const special = /[.*+?()[\]{}|^$]/;

/**
 * The literal of a `^literal` expression. Nothing else is let through: PCRE and JavaScript differ, and only a prefix can use an index.
 * @throws StoreUsageError for any other expression
 */
export function parsePrefix(expression: unknown, path: string): string {
  const refuse = () => new StoreUsageError(`Filter on ${path}: $regex takes ^ and an escaped literal only`);
  if (typeof expression !== 'string' || !expression.startsWith('^')) throw refuse();
  let literal = '';
  for (let i = 1; i < expression.length; i++) {
    let character = expression.charAt(i);
    if (character === '\\') {
      character = expression.charAt(++i);
      // A letter or digit after a backslash is a class (\d) or a control character (\n), not a literal.
      if (character === '' || /[a-zA-Z0-9]/.test(character)) throw refuse();
    } else if (special.test(character)) throw refuse();
    literal += character;
  }
  if (literal.includes('\0') || /[\uD800-\uDFFF]/u.test(literal)) throw refuse();
  return literal;
}
