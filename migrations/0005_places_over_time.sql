-- Places over time: every place holds from a day to a day, stands under a parent from a day on, and has forerunners and
-- successors with the share that went over; keys of offices beside the official one; spellings that belong to one source.

-- A successor had no day and no share; nothing ever wrote it.
alter table places drop column successor_id;
alter table places add constraint places_validity check (valid_from <= valid_to);

-- A place can change its parent: from which day on is part of the key. '0001-01-01' stands for "since ever".
alter table place_links no force row level security;
update place_links set valid_from = '0001-01-01' where valid_from is null;
alter table place_links force row level security;
alter table place_links
  alter column valid_from set default '0001-01-01',
  alter column valid_from set not null,
  drop constraint place_links_pkey,
  add primary key (tenant_id, hierarchy, place_id, valid_from),
  add constraint place_links_validity check (valid_from <= valid_to);

-- What was decided about places: a split, a merger, a new name, another parent. `happened_on` is the first day of the new.
create table place_changes (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  kind text not null check (kind in ('split', 'merged', 'renamed', 'moved')),
  happened_on date not null,
  -- The place that was renamed or moved; a split or a merger names its places in place_successions.
  place_id integer,
  -- The name until the day before.
  former_name text,
  -- What the shares were measured on ("Einwohner unter 18 Jahren am 31.12.2024").
  base text not null default '',
  note text not null default '',
  -- The body that decided.
  decided_by text not null default '',
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, place_id) references places,
  check ((kind = 'renamed' or kind = 'moved') = (place_id is not null)),
  check ((kind = 'renamed') = (former_name is not null))
);

-- Of the former place the share part / whole lies in the successor. A fraction, because a third has no end as a decimal.
create table place_successions (
  tenant_id integer not null,
  former_id integer not null,
  successor_id integer not null,
  change_id integer not null,
  part numeric not null,
  whole numeric not null,
  primary key (tenant_id, former_id, successor_id),
  foreign key (tenant_id, former_id) references places,
  foreign key (tenant_id, successor_id) references places,
  foreign key (tenant_id, change_id) references place_changes,
  check (former_id <> successor_id),
  check (part > 0 and part <= whole)
);

-- Keys that offices give places beside the official one; a key can go over to the successor, so it may occur twice.
create table place_keys (
  tenant_id integer not null,
  system text not null,
  key text not null,
  place_id integer not null,
  primary key (tenant_id, system, key, place_id),
  foreign key (tenant_id, place_id) references places
);

-- '' stands for every source.
alter table place_aliases
  add column source text not null default '',
  drop constraint place_aliases_pkey,
  add primary key (tenant_id, source, alias);

do $$
declare t text;
begin
  foreach t in array array['place_changes', 'place_successions', 'place_keys']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
