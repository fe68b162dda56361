/**
 * Departments answer nobody without the gateway's token. The contenders have no notion of one, so the bench makes tokens
 * for them (bench/bare-tokens.mjs) and replaces them before they run out.
 */
export const departmentTokens = new Map();
export const tokenHeader = 'hub-department-token';

export function replaceTokens(tokens) {
  for (const [department, token] of Object.entries(tokens)) departmentTokens.set(department, token);
}
