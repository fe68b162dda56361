/** One line that grows on a terminal, a line per step elsewhere. */
export function showProgress(step: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[KTownship: ${step}`);
  else process.stdout.write(`Township: ${step}\n`);
  if (step === 'ready' && process.stdout.isTTY) process.stdout.write('\n');
}
