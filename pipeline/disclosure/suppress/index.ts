export { type Suppression, type SuppressOptions, suppress } from './suppress.ts';
