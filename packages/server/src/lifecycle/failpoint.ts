import type { FailpointSetting } from '../environment/failpoint-setting.js';

let armed: { readonly name: string; left: number } | undefined;

/**
 * Arms the failpoint that `HUB_FAILPOINT` names, in synthetic mode only; undefined arms none.
 *
 * Failpoints are for the durability tests of this repository, which start a process, let it be killed at a chosen step and
 * look at what is there after the next start.
 */
export function armFailpoint(setting: FailpointSetting | undefined): void {
  armed = setting === undefined ? undefined : { name: setting.name, left: setting.count };
}

/**
 * A step at which a test may kill this process as a power cut would: with SIGKILL, when the armed name is reached for the
 * `count`-th time. Nothing after the call runs then. It costs one comparison when nothing is armed.
 *
 * @param name of the step, letters, digits, dots and dashes: `delivery.claimed`
 */
export function failpoint(name: string): void {
  if (armed === undefined) return;
  if (armed.name !== name) return;
  armed.left -= 1;
  if (armed.left === 0) process.kill(process.pid, 'SIGKILL');
}
