import { parseArgs } from 'node:util';
import { contenders } from './contenders.mjs';

const names = contenders.map(({ name }) => name);
const parts = ['whole', 'lookups', 'store'];

export const help = `Measures the hub against its peers and against a merge written by hand.

npm run bench -- [options]

  --quick                a smoke run: set XS, one short round, 16 connections, a small store
  --population <set>     demo township behind the departments: XS or S (default S)
  --rounds <n>           rounds over all contenders (default 3)
  --seconds <n>          length of one measurement (default 5)
  --connections <list>   default 1,16,64
  --contenders <list>    default ${names.join(',')}
  --parts <list>         default ${parts.join(',')}
  --profile <folder>     writes a CPU profile of the hub's gateway there
  --json                 one JSON object a line
  --help
`;

const options = {
  quick: { type: 'boolean', default: false },
  population: { type: 'string' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  connections: { type: 'string' },
  contenders: { type: 'string' },
  parts: { type: 'string' },
  profile: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const full = {
  population: 'S',
  rounds: '3',
  seconds: '5',
  connections: '1,16,64',
  firstWarmUp: 2,
  warmUp: 0.5,
  checkEvery: 5,
};
const quick = {
  population: 'XS',
  rounds: '1',
  seconds: '1',
  connections: '16',
  firstWarmUp: 0.5,
  warmUp: 0.5,
  checkEvery: 25,
};

/** @throws RangeError or TypeError with what is wrong and what would be right */
export function readArguments(args) {
  const { values } = parseArgs({ args, options });
  const { firstWarmUp, warmUp, checkEvery, ...defaults } = values.quick ? quick : full;
  const given = { ...defaults, ...values };
  return {
    help: values.help,
    json: values.json,
    quick: values.quick,
    profile: values.profile,
    population: oneOf(['XS', 'S'], given.population, '--population'),
    contenders: listOf(names, given.contenders, '--contenders'),
    parts: listOf(parts, given.parts, '--parts'),
    plan: {
      rounds: count(given.rounds, '--rounds', 20),
      seconds: count(given.seconds, '--seconds', 60),
      connections: given.connections.split(',').map((each) => count(each, '--connections', 1_000)),
      firstWarmUpSeconds: firstWarmUp,
      warmUpSeconds: warmUp,
      checkEvery,
    },
  };
}

function oneOf(allowed, value, option) {
  if (!allowed.includes(value)) throw new RangeError(`${option} takes ${allowed.join(' or ')}, not ${value}`);
  return value;
}

function listOf(allowed, text, option) {
  return text === undefined ? allowed : text.split(',').map((each) => oneOf(allowed, each, option));
}

function count(text, option, most) {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1 || number > most) {
    throw new RangeError(`${option} takes whole numbers from 1 to ${most}, not ${text}`);
  }
  return number;
}
