export * from './answers.js';
export * from './caller.js';
export * from './clock.js';
export * from './data-classes.js';
export * from './departments.js';
export * from './errors.js';
export * from './purposes.js';
