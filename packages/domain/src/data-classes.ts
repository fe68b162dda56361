/** Sensitivity of a field (数据分级). X, what the hub must never hold, is a deny-list, not a class a field can have. */
export const dataClasses = {
  P: '公开 public: may be published',
  I: '内部 internal: government internal',
  S: '敏感 sensitive: personal information (PIPL art. 4)',
  H: '高度敏感 highly sensitive: sensitive personal information (PIPL art. 28), children under 14, ID number',
} as const;
export type DataClass = keyof typeof dataClasses;

/** Sharing attribute of a catalogue item (State Council decree 809): 无条件 / 有条件 / 不予共享. */
export const shareAttributes = {
  U: '无条件共享 unconditional',
  C: '有条件共享 conditional: only for the purposes and departments listed',
  N: '不予共享 not shared: the owner alone',
} as const;
export type ShareAttribute = keyof typeof shareAttributes;

/** How much an answer tells. */
export const shareModes = {
  verification: '核验 yes/no answer',
  status: '状态 status code',
  record: '记录 minimal record',
  count: '统计 counts only',
  action: '办理 a mutation',
} as const;
export type ShareMode = keyof typeof shareModes;
