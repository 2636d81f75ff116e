export { type IngestedFile, type IngestReport, type IngestRequest, ingest } from './ingest.ts';
