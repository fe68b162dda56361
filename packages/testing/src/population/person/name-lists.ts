/**
 * Surnames with the weight, in thousandths of the population, that general knowledge gives the commonest ones. Several
 * have a homophone beside them with which a listener confuses them.
 */
export const surnames: readonly (readonly [name: string, weight: number, homophone?: string])[] = [
  ['王', 71, '汪'],
  ['李', 70, '黎'],
  ['张', 67, '章'],
  ['刘', 51, '柳'],
  ['陈', 45, '程'],
  ['杨', 30, '阳'],
  ['黄', 22, '皇'],
  ['赵', 20, '兆'],
  ['吴', 20, '伍'],
  ['周', 19, '邹'],
  ['徐', 14, '许'],
  ['孙', 13, '荪'],
  ['马', 13, '麻'],
  ['朱', 12, '祝'],
  ['胡', 12, '扈'],
  ['郭', 11, '过'],
  ['何', 11, '贺'],
  ['林', 11, '蔺'],
  ['罗', 9, '骆'],
  ['高', 9, '郜'],
  ['郑', 8, '政'],
  ['梁', 8, '良'],
  ['谢', 7, '解'],
  ['宋', 7, '松'],
  ['唐', 7, '汤'],
  ['许', 6, '徐'],
  ['邓', 6, '登'],
  ['韩', 6, '寒'],
  ['冯', 6, '封'],
  ['曹', 6, '草'],
  ['彭', 5, '庞'],
  ['曾', 5, '增'],
  ['肖', 5, '萧'],
  ['田', 5, '填'],
  ['董', 5, '懂'],
  ['袁', 5, '元'],
  ['潘', 5, '盘'],
  ['于', 5, '余'],
  ['蒋', 4, '江'],
  ['蔡', 4, '菜'],
  ['余', 4, '于'],
  ['杜', 4, '度'],
  ['叶', 4, '业'],
  ['程', 4, '陈'],
  ['苏', 4, '稣'],
  ['魏', 4, '卫'],
  ['吕', 4, '旅'],
  ['丁', 4, '订'],
  ['任', 3, '仁'],
  ['沈', 3, '审'],
  ['姚', 3, '药'],
  ['卢', 3, '路'],
  ['姜', 3, '江'],
  ['崔', 3, '催'],
  ['钟', 3, '仲'],
  ['谭', 3, '覃'],
  ['陆', 3, '路'],
  ['汪', 3, '王'],
  ['范', 3, '樊'],
  ['金', 3, '靳'],
  ['石', 3, '时'],
  ['廖', 3, '料'],
  ['贾', 3, '甲'],
  ['夏', 3, '下'],
  ['韦', 3, '维'],
  ['付', 3, '傅'],
  ['方', 3, '房'],
  ['白', 3, '柏'],
  ['邹', 2, '周'],
  ['孟', 2, '蒙'],
  ['熊', 2, '雄'],
  ['秦', 2, '覃'],
  ['邱', 2, '丘'],
  ['江', 2, '姜'],
  ['尹', 2, '殷'],
  ['薛', 2, '雪'],
  ['阎', 2, '闫'],
  ['段', 2, '端'],
  ['雷', 2, '累'],
  ['侯', 2, '候'],
  ['龙', 2, '隆'],
  ['史', 2, '时'],
  ['陶', 2, '桃'],
  ['黎', 2, '李'],
  ['贺', 2, '何'],
  ['顾', 2, '古'],
  ['毛', 2, '茅'],
  ['郝', 2, '好'],
  ['龚', 2, '宫'],
  ['邵', 2, '绍'],
  ['万', 2, '宛'],
  ['钱', 2, '千'],
  ['覃', 2, '秦'],
  ['武', 2, '伍'],
  ['戴', 2, '代'],
  ['欧阳', 1],
  ['司马', 0.3],
];

/** Characters of given names, in groups that sound alike. */
export const maleGivenNames: readonly string[] =
  '伟玮炜 强 磊 军君钧 洋阳扬 勇永泳 杰捷洁 涛滔 超朝 明铭鸣 刚钢纲 平萍屏 辉晖 健建剑 鹏朋 飞菲 波博勃 斌彬宾 宇雨禹 浩昊皓 凯恺 亮 林琳霖 峰锋丰 志智治 文雯 海 龙隆 俊峻骏 东冬 华桦 国 兵冰 帅 鑫新欣 祥翔详 富傅 贵桂 福扶 成诚程 庆清'.split(
    ' ',
  );
export const femaleGivenNames: readonly string[] =
  '芳方 娜那 敏旻 静婧靖 丽莉俐 艳燕雁 娟涓 霞侠 秀绣 兰蓝岚 玲铃凌 红虹鸿 梅玫 英瑛莹 云芸耘 凤奉 雪学 慧惠卉 婷亭 倩茜 颖影 丹单 琴芹 春纯 菊鞠 珍真贞 月悦 佳嘉家 怡宜仪 欣馨心 梦孟 思丝诗 萍平苹 香湘 桂贵 蓉容 小晓筱 美'.split(
    ' ',
  );

/** Characters outside the everyday sets, with the pinyin that a system without them prints. Two lie beyond the BMP. */
export const rareCharacters: readonly (readonly [character: string, pinyin: string])[] = [
  ['䶮', 'YAN'],
  ['㛃', 'JIE'],
  ['𬭎', 'HONG'],
  ['𫖮', 'YI'],
];

interface SeparatedNames {
  readonly MALE: readonly string[];
  readonly FEMALE: readonly string[];
  /** What stands after the separator: a father's or a family's name. */
  readonly after: readonly string[];
}

/** Parts of names with a separator by province, put together at random. */
export const separatedNames: Readonly<Record<string, SeparatedNames>> = {
  '51': {
    MALE: ['木呷', '拉铁', '阿木', '尔布', '伍合', '石布'],
    FEMALE: ['阿呷', '伍果', '尔西', '阿依', '木果', '石扎'],
    after: ['吉克', '沙马', '海来', '阿的', '俄木', '曲比'],
  },
  '54': {
    MALE: ['扎西', '达瓦', '多吉', '平措'],
    FEMALE: ['央金', '卓玛', '德吉', '白玛'],
    after: ['次仁', '旺堆', '罗布', '顿珠'],
  },
  '65': {
    MALE: ['艾力', '吐尔逊', '亚森', '卡德尔', '玉素甫', '伊力'],
    FEMALE: ['阿依古丽', '古丽娜', '热依拉', '帕提古丽', '阿依木', '米娜'],
    after: ['买买提', '依明', '阿不都', '吾守尔', '热合曼', '司马义'],
  },
};

/** Names in Latin letters that nobody would take for real. */
export const latinNames: readonly string[] = [
  'TESTOVA ANNA',
  'SAMPLE JOHN',
  'MUSTER ERIKA',
  'EXEMPLE MARIE',
  'PROBA IVAN',
  'ESEMPIO LUCA',
];

/** By each character of a given name, others that sound the same. */
export const homophones: ReadonlyMap<string, readonly string[]> = new Map(
  [...maleGivenNames, ...femaleGivenNames].flatMap((group) =>
    [...group].map((character) => [character, [...group].filter((other) => other !== character)] as const),
  ),
);
