-- Every beneficiary's general-practice practice of the year: the one that manages the global medical file (GMD); without a file, the one seen most
-- often, a tie going to the one consulted first, a last tie to the lowest number. With files at several practices the same order decides among them.
-- A practice manages the file when its net number of files for the person is at least 1. Claims without a practice are nobody's: they allocate to none.
-- Contacts count net of corrections, a practice corrected below zero as none, so that loyalty lies between 0 and a million; those without a
-- practice count in the total. First consulted is the first day on which a contact was billed, whatever was corrected later: a correction does not
-- say which day it takes back.
-- @grain beneficiary
-- @reads beneficiary_practice
-- @uses GMD_BY_PRACTICE, GP_CONTACT_BY_PRACTICE, GP_FIRST_CONTACT_BY_PRACTICE
-- @implies by_file allocated
-- @implies by_file GMD_N
-- @implies contact GP_CONTACT_N
-- @implies contact allocated
-- @implies allocated by_file or contact
-- @column beneficiary BIGINT pseudonym
-- @column practice BIGINT practice that the beneficiary is allocated to
-- @column allocated BIGINT 1
-- @column by_file BIGINT 1 where the practice manages the file, else 0
-- @column contact BIGINT contacts with any practice
-- @column loyalty BIGINT millionths of the contacts that went to the practice, rounded half-even; 0 without contacts
WITH seen AS (
  SELECT
    beneficiary,
    practice,
    "GMD_BY_PRACTICE" >= 1 AS by_file,
    GREATEST("GP_CONTACT_BY_PRACTICE", 0) AS contact,
    COALESCE("GP_FIRST_CONTACT_BY_PRACTICE", 4194303) AS first_day
  FROM beneficiary_practice
  WHERE "GMD_BY_PRACTICE" >= 1
    OR "GP_CONTACT_BY_PRACTICE" >= 1
),
-- The order as the digits of one number, of which the greatest is taken without sorting: file (1 bit), contacts (40), first day (22, counted down).
-- None makes it NULL, which is never the greatest.
placed AS (
  SELECT
    beneficiary,
    practice,
    contact,
    CASE WHEN practice IS NOT NULL THEN CAST(by_file AS BIGINT) * 4611686018427387904 + contact * 4194304 + (4194303 - first_day) END AS place
  FROM seen
),
first_place AS (
  SELECT
    beneficiary,
    CAST(SUM(contact) AS BIGINT) AS contact,
    MAX(place) AS place
  FROM placed
  GROUP BY beneficiary
),
share AS (
  SELECT
    placed.beneficiary,
    MIN(placed.practice) AS practice,
    placed.place // 4611686018427387904 AS by_file,
    first_place.contact,
    (placed.place // 4194304) % 1099511627776 * 1000000 // NULLIF(first_place.contact, 0) AS whole,
    (placed.place // 4194304) % 1099511627776 * 1000000 % NULLIF(first_place.contact, 0) AS rest
  FROM placed
  JOIN first_place ON first_place.beneficiary = placed.beneficiary
    AND first_place.place = placed.place
  GROUP BY
    placed.beneficiary,
    placed.place,
    first_place.contact
)
SELECT
  beneficiary,
  practice,
  CAST(1 AS BIGINT) AS allocated,
  by_file,
  contact,
  CAST(COALESCE(CASE WHEN 2 * rest > contact OR (2 * rest = contact AND whole % 2 = 1) THEN whole + 1 ELSE whole END, 0) AS BIGINT) AS loyalty
FROM share
