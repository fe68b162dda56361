import { join, relative } from 'node:path';
import type { HubEnvironment } from '@hub/server';
import type { Township } from '@hub/testing';

/** What a person reads when the hub is up: where it is, with what to ask it, and one question to paste. */
export function welcome(environment: HubEnvironment, url: string, township: Township | undefined): string {
  const lines = [`\nThe population hub is up at ${url}/graphql\n`];
  if (environment.mode === 'production') return [...lines, 'Ctrl-C stops it.\n'].join('\n');
  const absolute = join(environment.dataDir, 'demo');
  const inside = relative(process.cwd(), absolute);
  const demo = inside.startsWith('..') ? absolute : inside;
  lines.push(`  Keys of the demo clients   ${demo}/clients/   (education-system.json and seven more)`);
  if (township === undefined) {
    lines.push(
      environment.population === 'none'
        ? '  No demo township (HUB_POPULATION=none): register people first, or choose XS, S or M'
        : '  No demo township: this store holds records of its own. Set HUB_DATA_DIR to an empty folder for one',
    );
    return [...lines, '\nCtrl-C stops it.\n'].join('\n');
  }
  lines.push(
    `  People to ask about        ${demo}/people.ndjson   (200 of ${township.people.toLocaleString('en')}, with what is true of them)`,
  );
  lines.push('', '  Ask something (in another terminal):', '', `    ${exampleQuestion(township.examplePersonId)}`, '');
  lines.push(
    '  npm run demo tells five stories; npx hub doctor examines the installation.',
    '',
    'Ctrl-C stops it.',
    '',
  );
  return lines.join('\n');
}

function exampleQuestion(personId: string): string {
  const question = `{ person(id: "${personId}") { residenceRegistered { answer reason asOf } enrolled { answer reason } stablyEmployed { answer reason } } }`;
  return `npx hub query --client education-system --purpose SCHOOL_ADMISSION --case DEMO-1 '${question}'`;
}
