import { departments } from '@hub/domain';
import { defaultPort } from './variables.js';

/**
 * Rules that join two variables. They look at what was set, not at what was parsed, so that they are reported together
 * with problems of single variables.
 */
export function listRuleProblems(set: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  if (set['HUB_MODE'] === 'production') {
    if (set['MONGODB_URL'] === undefined) {
      problems.push('MONGODB_URL must be set in production: the embedded store is for one machine and for trying out');
    }
    if (set['HUB_POPULATION'] !== undefined && set['HUB_POPULATION'] !== 'none') {
      problems.push('HUB_POPULATION must be none or unset in production: nothing is made up there');
    }
    if (set['HUB_CLOCK_START'] !== undefined) {
      problems.push('HUB_CLOCK_START must be unset in production: deadlines go by true time there');
    }
    if (set['HUB_FAILPOINT'] !== undefined) {
      problems.push('HUB_FAILPOINT must be unset in production: it kills the process, for tests');
    }
  }
  problems.push(...listCollidingPorts(set));
  const needsRoom = departments.some(({ portVariable }) => set[portVariable] === undefined);
  const lastPort = Number(set['PORT'] ?? 0) + departments.length;
  if (needsRoom && Number(set['PORT'] ?? 0) <= 65_535 && lastPort > 65_535) {
    problems.push(
      `PORT leaves no room for the departments on the ports after it; choose ${65_535 - departments.length} or less`,
    );
  }
  return problems;
}

/** Of a department with a URL of its own nothing is known: it may well listen on another machine. */
function listCollidingPorts(set: Readonly<Record<string, string>>): string[] {
  const base = Number(set['PORT'] ?? defaultPort);
  const ports = [{ variable: 'PORT', port: base }];
  for (const [index, { portVariable }] of departments.entries()) {
    if (set[portVariable.replace(/PORT$/, 'URL')] !== undefined) continue;
    const port = Number(set[portVariable] ?? (base === 0 ? 0 : base + 1 + index));
    const other = port === 0 ? undefined : ports.find((taken) => taken.port === port);
    if (other !== undefined) {
      return [`${portVariable} and ${other.variable} are the same port; choose another for one, or leave both unset`];
    }
    ports.push({ variable: portVariable, port });
  }
  return [];
}
