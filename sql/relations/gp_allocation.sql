-- Every beneficiary's general-practice practice of the year: the one that manages the global medical file (GMD); without a file, the one seen most
-- often, a tie going to the one consulted first, a last tie to the lowest number. With files at several practices the same order decides among them.
-- A practice manages the file when its net number of files for the person is at least 1. Claims without a practice are nobody's: they allocate to none.
-- Contacts count net of corrections, a practice corrected below zero as none, so that loyalty lies between 0 and a million; those without a
-- practice count in the total. First consulted is the first day on which a contact was billed, whatever was corrected later: a correction does not
-- say which day it takes back.
-- @grain beneficiary
-- @reads beneficiary_part
-- @uses GMD_BY_PRACTICE, GP_CONTACT_BY_PRACTICE, GP_FIRST_CONTACT_BY_PRACTICE
-- @column beneficiary BIGINT pseudonym
-- @column practice BIGINT practice that the beneficiary is allocated to
-- @column allocated BIGINT 1
-- @column by_file BIGINT 1 where the practice manages the file, else 0
-- @column contact BIGINT contacts with any practice
-- @column loyalty BIGINT millionths of the contacts that went to the practice, rounded half-even; 0 without contacts
WITH practice AS (
  SELECT
    beneficiary,
    part AS practice,
    SUM(CASE WHEN variable = 'GMD_BY_PRACTICE' THEN value ELSE 0 END) AS file,
    GREATEST(SUM(CASE WHEN variable = 'GP_CONTACT_BY_PRACTICE' THEN value ELSE 0 END), 0) AS contact,
    MIN(CASE WHEN variable = 'GP_FIRST_CONTACT_BY_PRACTICE' THEN value END) AS first_day
  FROM beneficiary_part
  WHERE variable IN ('GMD_BY_PRACTICE', 'GP_CONTACT_BY_PRACTICE', 'GP_FIRST_CONTACT_BY_PRACTICE')
  GROUP BY
    beneficiary,
    part
),
total AS (
  SELECT
    beneficiary,
    SUM(contact) AS contact
  FROM practice
  GROUP BY beneficiary
),
ranked AS (
  SELECT
    beneficiary,
    practice,
    CASE WHEN file >= 1 THEN 1 ELSE 0 END AS by_file,
    contact,
    ROW_NUMBER() OVER (
      PARTITION BY beneficiary
      ORDER BY
        CASE WHEN file >= 1 THEN 0 ELSE 1 END,
        contact DESC,
        first_day ASC NULLS LAST,
        practice ASC
    ) AS place
  FROM practice
  WHERE practice IS NOT NULL
    AND (file >= 1 OR contact >= 1)
),
share AS (
  SELECT
    ranked.beneficiary,
    ranked.practice,
    ranked.by_file,
    total.contact,
    CAST(ranked.contact * 1000000 // NULLIF(total.contact, 0) AS BIGINT) AS whole,
    CAST(ranked.contact * 1000000 % NULLIF(total.contact, 0) AS BIGINT) AS rest
  FROM ranked
  JOIN total ON total.beneficiary = ranked.beneficiary
  WHERE ranked.place = 1
)
SELECT
  beneficiary,
  practice,
  CAST(1 AS BIGINT) AS allocated,
  CAST(by_file AS BIGINT) AS by_file,
  CAST(contact AS BIGINT) AS contact,
  CAST(COALESCE(CASE WHEN 2 * rest > contact OR (2 * rest = contact AND whole % 2 = 1) THEN whole + 1 ELSE whole END, 0) AS BIGINT) AS loyalty
FROM share
