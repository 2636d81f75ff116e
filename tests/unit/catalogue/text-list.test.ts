/** Lists of texts: codes as they are delivered, and beginnings of codes. */
import { describe, expect, it } from 'vitest';
import { readTextList } from '../../../pipeline/catalogue/code-list.ts';
import { readReference, SPOT } from './reference-file.ts';

function readList(rows: string) {
  const request = { name: 'list', column: 'code', where: {}, position: SPOT, positionOfWhere: () => SPOT };
  return readReference(`code,valid_from,valid_to,label_fr,confidence\n${rows}`, (csv, report) =>
    readTextList(csv, request, report),
  );
}

describe('a list of texts', () => {
  it('has codes and beginnings in their order, with what the file says of them', () => {
    expect(readList('N02AX*,,,Autres,label\nJ01CA04,2020-01-01,,,')).toEqual({
      value: [
        { text: 'J01CA04', validFrom: '2020-01-01', validTo: null },
        { text: 'N02AX*', validFrom: null, validTo: null, label: 'Autres', confidence: 'label' },
      ],
      reported: [],
    });
  });

  it.each(['J01-CA', '*', 'J01**', 'J*1', "J01'", 'J01%', '', 'J 1', 'A'.repeat(21)])('cannot have %s', (text) => {
    expect(readList(`${text},,,,`).reported).toEqual([['code-not-a-text', 2, 1]]);
  });

  it('has a text once a day', () => {
    expect(readList('J01*,,2021-01-01,,\nJ01*,2020-01-01,,,').reported).toEqual([['validity-overlap', 3, 1]]);
    expect(readList('J01*,,2021-01-01,,\nJ01*,2021-01-01,,,').reported).toEqual([]);
  });

  it('has no text that is never valid', () => {
    expect(readList('J01*,2020-01-01,2020-01-01,,').reported).toEqual([['validity-reversed', 2, 17]]);
  });
});
