-- What a series adds up to over places and over time separately, its notes, and with which other periods it may be compared;
-- what a source itself keeps secret.
-- The columns are changed with "using", not filled by update: row-level security binds the owner of the tables too.
alter table series rename column place_sum to over_places;
alter table series alter column over_places type text using case when over_places then 'sum' else 'none' end;
alter table series add constraint series_over_places_check check (over_places in ('sum', 'none'));

-- Until now nothing said how parts of a year add up: a count of a key date is a stock, any other one is taken to add up.
alter table series add column over_time text not null default 'none';
alter table series alter column over_time drop default;
alter table series alter column over_time type text using case
  when kind not in ('count', 'amount') then 'none'
  when period_kind = 'key-date' then 'last'
  else 'sum' end;
alter table series add constraint series_over_time_check check (over_time in ('sum', 'last', 'none'));

alter table series
  add column comparable_kinds jsonb not null default '[]',
  add column note text not null default '',
  add column note_en text not null default '';
alter table series
  alter column comparable_kinds drop default,
  alter column note drop default,
  alter column note_en drop default;

-- Counts that the source marks as secret are less than this (the employment agency: 10).
alter table sources add column secret_below integer check (secret_below >= 2);
