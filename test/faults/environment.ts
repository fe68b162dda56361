/** How long and with which seed the nemesis is let loose, if scripts/nemesis.mjs says so. */
export const nemesisMinutes: number | undefined = readNumber('NEMESIS_MINUTES');
export const nemesisSeed: number | undefined = readNumber('NEMESIS_SEED');

function readNumber(name: string): number | undefined {
  const text = process.env[name];
  return text === undefined ? undefined : Number(text);
}
