/**
 * Runs before every file of tests: what the file leaves on the disk is removed at its end, also
 * where files share modules.
 */
import { afterAll } from 'vitest';
import { removeDataRoots } from './data-root.ts';

afterAll(removeDataRoots);
