/** The oracle: what every figure has to be, from the definitions alone, without plan or SQL. */
export type { Delivery, Field, Row } from './delivery.ts';
export { type Cell, type Evaluation, evaluate, keyOf, type Support } from './evaluate.ts';
export { type MunicipalMap, mapDate, readMunicipalMap } from './municipal-map.ts';
