/** The relations of sql/synth in the order they are made, and how long each one lives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/index.ts';

export type Lifetime = 'run' | 'year' | 'slice';

interface Relation {
  readonly name: string;
  /** A view is streamed through by its one reader instead of held in memory. */
  readonly form: 'table' | 'view';
}

const table = (name: string): Relation => ({ name, form: 'table' });
const view = (name: string): Relation => ({ name, form: 'view' });

const RELATIONS: Readonly<Record<Lifetime, readonly Relation[]>> = {
  run: [
    ...['municipality', 'birth_cell', 'move_slot', 'sector_slot', 'pool', 'medical_house'],
    ...['medicine', 'medicine_slot'],
  ].map(table),
  year: [
    'level',
    'stratum_rate',
    'care_rate',
    'imaging_rate',
    'calendar',
    'code_slot',
    'performer_slot',
    'medicine_rate',
    'stay_rate',
    'women_rate',
  ].map(table),
  slice: [
    view('resident'),
    table('person_year'),
    ...['gp_visit', 'imaging_visit', 'house_visit', 'other_visit', 'women_visit', 'visit'].map(view),
    ...['genetics_patient', 'genetics_claim', 'claim', 'extra_claim'].map(table),
    ...['medicine_user', 'medicine_use', 'vaccine'].map(view),
    ...['delivery', 'stay'].map(table),
  ],
};

/** The SELECT of `sql/synth/<name>.sql`, header included. */
export function readSynthSql(sqlRoot: string, name: string): string {
  return readFileSync(join(sqlRoot, 'synth', `${name}.sql`), 'utf8').trimEnd();
}

/** Makes every relation of a lifetime anew, from the variables as they are set. */
export async function makeRelations(engine: Engine, sqlRoot: string, lifetime: Lifetime): Promise<void> {
  for (const { name, form } of RELATIONS[lifetime]) {
    await engine.execute(`CREATE OR REPLACE ${form.toUpperCase()} ${name} AS\n${readSynthSql(sqlRoot, name)}`);
  }
}
