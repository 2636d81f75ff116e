"""The imaging indicators by municipality and age in Polars: one lazy plan over the claims, streaming.

Reads a JSON of paths and definitions (`imaging.ts`). Writes a Parquet file per indicator with numerator and denominator of every area
and age; limits and standardised values are left out.
"""

import json
import sys
from pathlib import Path

import polars as pl

asked = json.loads(sys.argv[1])
lookups, out, year = Path(asked["lookups"]), Path(asked["out"]), asked["year"]
out.mkdir(parents=True, exist_ok=True)

nomenclature = pl.scan_parquet(lookups / "nomenclature.parquet")
qualifications = pl.read_parquet(lookups / "qualification_list.parquet")
of_list = lambda name: qualifications.filter(pl.col("list") == name)["qualification"].to_list()

conditions = {
    "all": pl.lit(True),
    "dentist": pl.col("profession").is_between(30, 39),
    "radiology": pl.col("profession").is_between(10, 19) & pl.col("qualification").is_in(of_list("radiology")),
    "other_specialist": pl.col("profession").is_between(10, 19)
    & pl.col("qualification").is_in(of_list("other_specialist")),
}
variables = {
    name: pl.col("category").is_in(definition["categories"]) & conditions[definition["who"]]
    for name, definition in asked["variables"].items()
}
claims = (
    pl.scan_parquet(asked["claims"])
    .select(
        beneficiary="SS00010",
        service_date="SS00015",
        code="SS00020",
        quantity="QUANTITY",
        qualification="SS00065B",
        profession="PRACTITIONER_CAT",
    )
    .join(nomenclature, on="code")
    .filter((pl.col("service_date") >= pl.col("valid_from")) & (pl.col("service_date") < pl.col("valid_to")))
)
member = claims.group_by("beneficiary").agg(
    pl.col("quantity").filter(condition).sum().alias(name) for name, condition in variables.items()
)
age = pl.lit(year) - pl.col("birth_year").cast(pl.Int32)
bands = pl.when(age >= 90).then(pl.lit("90+"))
for least in range(80, -10, -10):
    bands = bands.when(age >= least).then(pl.lit(f"{least}-{least + 9}"))
person = (
    pl.scan_parquet(asked["population"])
    .select(
        beneficiary="PP0010", birth_year="PP0015", sector=pl.coalesce("SECTOR_DEC31", "SECTOR_JUN30")
    )
    .join(pl.scan_parquet(lookups / "sector.parquet").select("sector", "municipality"), on="sector", how="left")
    .select("beneficiary", pl.col("municipality").fill_null("").alias("unit"), bands.otherwise(None).alias("age_group"))
)
sums = [pl.len().alias("people")]
for name in variables:
    sums.append((pl.col(name) >= 1).sum().alias(f"{name} share"))
    sums.append(pl.col(name).sum().alias(f"{name} rate"))
cells = person.join(member, on="beneficiary", how="left").group_by("unit", "age_group").agg(sums).collect(engine="streaming")

closure = pl.read_parquet(lookups / "area_closure.parquet").filter(pl.col("area_level") != "sector")
keys = ["area_level", "ref_area", "age_group"]
rolled = cells.join(closure, on="unit").drop("unit")
by_age = rolled.filter(pl.col("age_group").is_not_null()).group_by(keys).agg(pl.all().sum())
total = rolled.with_columns(age_group=pl.lit("total")).group_by(keys).agg(pl.all().sum())
area = pl.read_parquet(lookups / "area.parquet").filter(pl.col("area_level") != "sector").select("area_level", "ref_area")
ages = pl.DataFrame({"age_group": asked["ages"]})
dense = area.join(ages, how="cross").join(pl.concat([by_age, total.select(by_age.columns)]), on=keys, how="left").sort(keys)
for code, definition in asked["indicators"].items():
    dense.select(
        *keys,
        numerator=pl.col(f"{definition['variable']} {definition['kind']}").fill_null(0).cast(pl.Int64),
        denominator=pl.col("people").fill_null(0).cast(pl.Int64),
    ).write_parquet(out / f"{code}.parquet", compression="zstd")
