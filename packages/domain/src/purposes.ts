import type { CallerName } from './departments.js';
import { departmentNames } from './departments.js';

export interface Purpose {
  readonly code: string;
  /** Official Chinese term. */
  readonly title: string;
  /** Law and article; texts marked in docs/glossary.md as remembered are unverified and stay configurable. */
  readonly legalBasis: string;
  /** Callers whose clients may state this purpose. */
  readonly holders: readonly CallerName[];
  /** Individual reads need a concrete case; own records, statistics and audit have none. */
  readonly caseRequired: boolean;
}

const everyDepartment: readonly CallerName[] = departmentNames;

/** Why a caller asks (`Hub-Purpose`). Nothing is read without one, and each rests on a law. */
export const purposes = [
  {
    code: 'IDENTITY_CHECK',
    title: '身份核验',
    legalBasis: '《居住证暂行条例》第七条、第十七条；《个人信息保护法》第三十四条',
    holders: everyDepartment,
    caseRequired: true,
  },
  {
    code: 'OWN_RECORDS',
    title: '本部门业务办理',
    legalBasis: '《个人信息保护法》第三十四条（法定职责）',
    // The hub's own records are bulletins, subscriptions and schedules; of people it has none
    holders: [...everyDepartment, 'hub'],
    caseRequired: false,
  },
  {
    code: 'PERMIT_CONDITION',
    title: '居住证申领条件核验',
    legalBasis: '《居住证暂行条例》第二条、第九条；《杭州市流动人口服务管理规定》第十六条',
    holders: ['police'],
    caseRequired: true,
  },
  {
    code: 'SCHOOL_ADMISSION',
    title: '随迁子女入学核验',
    legalBasis: '《义务教育法》第十二条；《居住证暂行条例》第七条；《住房租赁条例》第三十条',
    holders: ['education'],
    caseRequired: true,
  },
  {
    code: 'ENROLMENT_DUTY',
    title: '义务教育入学督促',
    legalBasis: '《义务教育法》第十三条',
    holders: ['education', 'community'],
    caseRequired: true,
  },
  {
    code: 'EMPLOYMENT_CHECK',
    title: '用工核查',
    legalBasis: '《禁止使用童工规定》（国务院令第364号）第二条、第四条；《劳动保障监察条例》第三十三条',
    holders: ['labor'],
    caseRequired: true,
  },
  {
    code: 'SOCIAL_INSURANCE',
    title: '社会保险登记核对',
    legalBasis: '《社会保险法》第五十七条、第五十八条',
    holders: ['labor'],
    caseRequired: true,
  },
  {
    code: 'LICENSING',
    title: '市场主体登记',
    legalBasis: '《市场主体登记管理条例》第十五条、第十六条；《禁止使用童工规定》第十二条',
    holders: ['commerce'],
    caseRequired: true,
  },
  {
    code: 'VACCINATION_OUTREACH',
    title: '预防接种服务',
    legalBasis: '《基本医疗卫生与健康促进法》基本公共卫生服务；《人口与计划生育法》第三十条',
    holders: ['family-planning'],
    caseRequired: true,
  },
  {
    code: 'GRID_VISIT',
    title: '网格走访服务',
    legalBasis: '《浙江省流动人口居住登记条例》第九条、第十条',
    holders: ['community'],
    caseRequired: true,
  },
  {
    code: 'LEGAL_AID',
    title: '法律援助',
    legalBasis: '《法律援助法》第四十二条、第四十三条',
    holders: ['labor'],
    caseRequired: true,
  },
  {
    code: 'CHILD_PROTECTION',
    title: '未成年人保护',
    legalBasis: '《未成年人保护法》第十一条、第二十八条、第八十三条',
    holders: ['education', 'labor'],
    caseRequired: true,
  },
  {
    code: 'ONE_STOP_SERVICE',
    title: '一站式服务',
    legalBasis: '《居住证暂行条例》第十二条、第十三条',
    holders: ['community'],
    caseRequired: true,
  },
  {
    code: 'STATISTICS',
    title: '统计汇总',
    legalBasis: '《统计法》；《政务数据共享条例》（国务院令第809号）',
    holders: [...everyDepartment, 'hub'],
    caseRequired: false,
  },
  {
    code: 'AUDIT',
    title: '审计',
    legalBasis: '《个人信息保护法》第五十四条；《网络数据安全管理条例》第十二条',
    holders: ['hub'],
    caseRequired: false,
  },
  {
    code: 'DATA_SUBJECT',
    title: '个人信息权利请求',
    legalBasis: '《个人信息保护法》第四十五条至第五十条',
    holders: ['hub'],
    caseRequired: true,
  },
] as const satisfies readonly Purpose[];

export type PurposeCode = (typeof purposes)[number]['code'];

export function isPurposeCode(value: string): value is PurposeCode {
  return purposes.some(({ code }) => code === value);
}

/** The purpose's entry in the table. */
export function getPurpose(code: PurposeCode): Purpose {
  const found = purposes.find((purpose) => purpose.code === code);
  if (found === undefined) throw new RangeError(`No purpose has the code ${code}`);
  return found;
}

/** Purposes that a caller's clients may state. */
export function listPurposesOf(caller: CallerName): readonly Purpose[] {
  return purposes.filter(({ holders }) => (holders as readonly CallerName[]).includes(caller));
}
