/** The report on a delivery, for a terminal. */
import type { Compared, DeliveryReport, SourceReport } from '../refresh/index.ts';
import { printInventory } from './print-inventory.ts';
import { printTable } from './print-table.ts';

/** Files, then a block for every source and year, then what is wrong. */
export function printDelivery({ inventory, sources, problems, gates, years }: DeliveryReport): string {
  const synthetic = years.filter((one) => one.synthetic === true).map(({ year }) => year);
  const rows = gates.map(({ gate, subject, outcome, message }) => [outcome, gate, subject, message]);
  return [
    ...(synthetic.length > 0 ? [`synthetic data: ${synthetic.join(', ')}`] : []),
    printInventory(inventory).trim(),
    ...sources.map(printSource),
    ...(rows.length > 0 ? [printTable(['outcome', 'check or gate', 'of', 'finding'], rows)] : []),
    ...(problems.length > 0
      ? [`problems:\n${problems.map((problem) => `  ${problem}`).join('\n')}`]
      : ['no problems.']),
    '',
  ].join('\n\n');
}

function printSource({ source, year, files, rows, persons, columns, breakdowns }: SourceReport): string {
  const head = `${source} ${year}: ${files} ${files === 1 ? 'file' : 'files'}, ${printCompared(rows)} rows${persons === null ? '' : `, ${printCompared(persons)} persons`}`;
  const table = columns.map(({ column, from, type, delivered, filled, outside }) => [
    column,
    from ?? '(constant)',
    type,
    delivered.join(', ') || '(not delivered)',
    percent(filled),
    outside === null ? '' : percent(outside),
  ]);
  const parts = breakdowns.map(({ by, members }) =>
    printTable(
      [by, 'rows', 'year before', 'change'],
      members.map((one) => [one.member, one.count, one.before, changeOf(one)]),
    ),
  );
  return [
    head,
    printTable(['column', 'read from', 'type', 'delivered as', 'filled', 'outside domain'], table),
    ...parts,
  ].join('\n');
}

function printCompared(compared: Compared): string {
  const change = changeOf(compared);
  return `${compared.count?.toLocaleString('en-GB') ?? 'fewer than 5'}${change === '' ? '' : ` (${change})`}`;
}

/** `+1.2 %` since the year before; empty where either is not known. */
export function changeOf({ count, before }: Compared): string {
  if (count === null || before === null || before === 0) return '';
  const change = (count / before - 1) * 100;
  return `${change > 0 ? '+' : ''}${change.toFixed(1)} %`;
}

/** A share as percent to three digits; empty where it is not known. */
export function percent(share: number | null): string {
  return share === null ? '' : `${Number((share * 100).toPrecision(3))} %`;
}
