export * from './department/try-department.js';
