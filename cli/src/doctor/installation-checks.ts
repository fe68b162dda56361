import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { addDays, defaultHolidayCalendar, systemClock } from '@hub/domain';
import type { HubEnvironment } from '@hub/server';
import type { Check } from './check.js';
import { failed, ok, warning } from './check.js';

const wantedFreeBytes = 1024 ** 3;
/** Deadlines up to 400 days ahead must know their holidays; the notice for a year comes the autumn before. */
const wantedCalendarDays = 400;

/** Checks of this machine and folder; they need no running hub. */
export function installationChecks(environment: HubEnvironment): readonly Check[] {
  const { dataDir, secretFile, personKeyFile, mode } = environment;
  return [
    {
      title: 'Node',
      run: () => {
        const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
        const enough = major > 20 || (major === 20 && minor >= 19);
        const found = `version ${process.versions.node}`;
        return Promise.resolve(enough ? ok(found) : failed(found, 'install Node 20.19 or newer'));
      },
    },
    {
      title: 'Data folder',
      run: async () => {
        try {
          await mkdir(dataDir, { recursive: true });
          await access(dataDir, constants.R_OK | constants.W_OK);
        } catch {
          return failed(`${dataDir} cannot be written`, 'change its owner, or set HUB_DATA_DIR to a folder of yours');
        }
        const { bavail, bsize } = await statfs(dataDir);
        const free = `${dataDir}, ${String(Math.round((bavail * bsize) / 1024 ** 2))} MiB free`;
        return bavail * bsize < wantedFreeBytes
          ? warning(free, 'free a gibibyte: a full disk refuses every write')
          : ok(free);
      },
    },
    keyCheck('Secret of the hub', secretFile, mode),
    keyCheck('Key of persons', personKeyFile, mode),
    {
      title: 'Holiday calendar',
      run: () => {
        const last = defaultHolidayCalendar().lastKnownDate;
        const wanted = addDays(systemClock.today(), wantedCalendarDays);
        const fix =
          'load the State Council notice for the next year when it is published; deadlines beyond it are refused';
        return Promise.resolve(last >= wanted ? ok(`known until ${last}`) : warning(`known until ${last}`, fix));
      },
    },
  ];
}

function keyCheck(title: string, file: string, mode: HubEnvironment['mode']): Check {
  return {
    title,
    run: async () => {
      const found = await stat(file).catch(() => undefined);
      if (found === undefined) {
        return mode === 'synthetic'
          ? warning('not made yet', 'start the hub once: npm start')
          : failed(`${file} is missing`, 'make it: openssl rand -base64 32 > FILE; chmod 600 FILE');
      }
      return (found.mode & 0o077) === 0 ? ok(file) : failed(`${file} can be read by others`, `chmod 600 ${file}`);
    },
  };
}
