import { Lexer, Source, TokenKind } from 'graphql';

/**
 * Tokens of a text, counted only until there are more than `enough`: what is too long is never read to its end.
 *
 * @throws GraphQLError when a token cannot be read
 */
export function countTokens(text: string, enough: number): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (count <= enough && lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}
