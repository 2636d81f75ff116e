/**
 * The hand-written project as a project of dbt and of SQLMesh: the same statements, one model per
 * indicator.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../hand-written/project.ts';

export interface ModelsRequest {
  readonly project: Project;
  /** Of the project; made anew. */
  readonly folder: string;
  readonly threads: number;
  /** `12GB` */
  readonly memoryLimit: string;
}

/** Where the models' database is. */
export function databaseOf(folder: string): string {
  return join(folder, 'atlas.duckdb');
}

/**
 * Writes a project of dbt-duckdb: each indicator an external model, whose Parquet goes to `out`.
 */
export function writeDbt({ project, folder, threads, memoryLimit }: ModelsRequest, out: string): void {
  const write = openFolder(folder);
  const hooks = project.shared.map((statement) => statement.replaceAll('{', "{{ '{' }}"));
  write('dbt_project.yml', {
    name: 'atlas',
    version: '1.0.0',
    profile: 'atlas',
    'model-paths': ['models'],
    'on-run-start': hooks,
  });
  write('profiles.yml', {
    atlas: {
      target: 'bench',
      outputs: {
        bench: {
          type: 'duckdb',
          path: databaseOf(folder),
          threads: 1,
          settings: { threads, memory_limit: memoryLimit },
        },
      },
    },
  });
  mkdirSync(out, { recursive: true });
  for (const [code, query] of project.queries) {
    const location = join(out, `${code}.parquet`);
    const config = `{{ config(materialized='external', location='${location}', options={'compression': 'zstd'}) }}`;
    write(join('models', `${code}.sql`), `${config}\n${query}\n`);
  }
}

/** Writes a project of SQLMesh: each indicator a full model, a table of its database. */
export function writeSqlmesh({ project, folder, threads, memoryLimit }: ModelsRequest): void {
  const write = openFolder(folder);
  write('config.yaml', {
    gateways: {
      local: {
        connection: {
          type: 'duckdb',
          database: databaseOf(folder),
          concurrent_tasks: 1,
          connector_config: { threads, memory_limit: memoryLimit },
        },
      },
    },
    default_gateway: 'local',
    disable_anonymized_analytics: true,
    model_defaults: { dialect: 'duckdb', start: '2024-01-01' },
    before_all: project.shared,
  });
  for (const [code, query] of project.queries)
    write(join('models', `${code}.sql`), `MODEL (name atlas.${code}, kind FULL, optimize_query false);\n\n${query};\n`);
}

/** A folder made anew, and what writes its files: text as it is, data as YAML that is JSON too. */
function openFolder(folder: string): (name: string, content: string | object) => void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'models'), { recursive: true });
  return (name, content) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}
