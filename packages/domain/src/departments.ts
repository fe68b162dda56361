/**
 * The one list of departments. Order fixes the default ports (`PORT + 1` …) and every listing a person sees.
 * A seventh department is one line here and then whatever `test/departments.test.ts` asks for.
 */
export const departments = [
  { name: 'police', graphqlName: 'POLICE', title: '公安', portVariable: 'HUB_POLICE_PORT' },
  { name: 'family-planning', graphqlName: 'FAMILY_PLANNING', title: '卫健', portVariable: 'HUB_FAMILY_PLANNING_PORT' },
  { name: 'labor', graphqlName: 'LABOR', title: '人社', portVariable: 'HUB_LABOR_PORT' },
  { name: 'education', graphqlName: 'EDUCATION', title: '教育', portVariable: 'HUB_EDUCATION_PORT' },
  { name: 'commerce', graphqlName: 'COMMERCE', title: '市场监管', portVariable: 'HUB_COMMERCE_PORT' },
  { name: 'community', graphqlName: 'COMMUNITY', title: '社区网格', portVariable: 'HUB_COMMUNITY_PORT' },
] as const;

export type Department = (typeof departments)[number];
export type DepartmentName = Department['name'];

/** Who may hold a client: a department, or the hub itself (auditor, administrator). */
export type CallerName = DepartmentName | 'hub';

export const departmentNames: readonly DepartmentName[] = departments.map(({ name }) => name);
export const callerNames: readonly CallerName[] = [...departmentNames, 'hub'];

export function isDepartmentName(value: string): value is DepartmentName {
  return (departmentNames as readonly string[]).includes(value);
}

/** The department's entry in the list. */
export function getDepartment(name: DepartmentName): Department {
  const found = departments.find((department) => department.name === name);
  if (found === undefined) throw new RangeError(`No department is named ${name}`);
  return found;
}

/** A caller's name as the graph's enum Department has it, and as bulletins carry it: `FAMILY_PLANNING`, `HUB`. */
export function graphqlNameOf(name: CallerName): string {
  return name === 'hub' ? 'HUB' : getDepartment(name).graphqlName;
}
