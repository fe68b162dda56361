import type { Random } from '../random.js';

export interface Brands {
  /** A name of the township, a brand that no other enterprise there has, and the ending. */
  next(suffix: string): string;
}

const first = [...'海岱蓬瀛沧舟帆潮港澜湾屿汐渚岚曙晖晟泰恒'];
const second = [...'兴隆盛达源诚和顺昌茂裕丰安康宁远通聚嘉瑞'];

/** Invented brands: two characters each, more once those are used up. */
export function createBrands(townshipName: string, random: Random): Brands {
  const used = new Set<string>();
  const place = townshipName.replace(/(乡|镇|街道)$/, '');
  return {
    next: (suffix) => {
      let brand = random.pick(first) + random.pick(second);
      while (used.has(brand + suffix)) brand += random.pick(second);
      used.add(brand + suffix);
      return `${place}${brand}${suffix}`;
    },
  };
}
