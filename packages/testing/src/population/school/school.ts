import { apportion } from '../plan/shares.js';
import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';

/** Seats of one grade (学位). */
export interface SchoolSeats {
  /** 1 to 6 primary, 7 to 9 junior secondary. */
  readonly grade: number;
  readonly capacity: number;
}

/** A school of compulsory education (义务教育学校). */
export interface School {
  /** Ten digits that begin with 99. */
  readonly code: string;
  readonly name: string;
  /** Village, 12 digits. */
  readonly regionCode: string;
  readonly seats: readonly SchoolSeats[];
}

type Stage = 'NINE_YEARS' | 'PRIMARY' | 'JUNIOR';

const gradesOf: Readonly<Record<Stage, readonly number[]>> = {
  NINE_YEARS: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  PRIMARY: [1, 2, 3, 4, 5, 6],
  JUNIOR: [7, 8, 9],
};
const titles: Readonly<Record<Stage, string>> = { NINE_YEARS: '学校', PRIMARY: '小学', JUNIOR: '初级中学' };
const ordinals = ['', '第二', '第三', '第四', '第五', '第六', '第七', '第八'] as const;
/** Seats for migrant children by the share of a year's children among all people, with some to spare. */
const seatsPerThousand = 14;

/** One school takes all grades; of several, every third is for the upper ones. */
export function createSchools({ schools, name, villages, ordinal, people }: TownshipPlan, random: Random): School[] {
  const stages = Array.from({ length: schools }, (_, index): Stage => {
    if (schools === 1) return 'NINE_YEARS';
    return index % 3 === 1 ? 'JUNIOR' : 'PRIMARY';
  });
  const place = name.replace(/(乡|镇|街道)$/, '');
  return stages.map((stage, index): School => {
    const sameStage = stages.filter((other) => other === stage).length;
    const nth = stages.slice(0, index).filter((other) => other === stage).length;
    const [capacity = 0] = apportion(
      Math.ceil((people * seatsPerThousand) / 1_000),
      Array.from({ length: sameStage }, () => 1),
    );
    return {
      code: `99${String(ordinal + 1).padStart(4, '0')}${String(index + 1).padStart(4, '0')}`,
      name: `${place}${ordinals[nth] ?? ''}${titles[stage]}`,
      regionCode: random.pick(villages).code,
      seats: gradesOf[stage].map((grade) => ({ grade, capacity })),
    };
  });
}
