import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs store.mjs in a process of its own and gives its figures. */
export async function measureStore({ quick }) {
  const size = quick ? ['--documents=10000', '--rounds=1'] : [];
  const file = fileURLToPath(new URL('store.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, '--json', ...size], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stopWithUs = () => child.kill();
  process.once('exit', stopWithUs);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  const [code] = await once(child, 'close');
  process.off('exit', stopWithUs);
  if (code !== 0) throw new Error(`store.mjs ended with ${code}`);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
