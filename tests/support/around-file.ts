/**
 * Runs before every file of tests: its properties are seeded, and what it leaves on the disk is
 * removed at its end, also where files share modules.
 */
import { afterAll } from 'vitest';
import { removeDataRoots } from './data-root.ts';
import { seedProperties } from './depth.ts';

seedProperties();
afterAll(removeDataRoots);
