export * from './department/count-reads.js';
export * from './department/try-department.js';
